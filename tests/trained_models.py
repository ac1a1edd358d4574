"""A stack with trained models of its own, which a test may add to."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from engine.nlu import registry
from engine.nlu.environment import RasaEnvironment
from engine.nlu.inputs import file_sha256
from engine.nlu.rasa_training import run_training
from engine.serve.instance import Instance
from engine.settings import ROOT, get_settings
from engine.store import Database

SMALL_BOT = ROOT / "tests" / "unit" / "rasa_bot" / "bot"


def own_artifacts(folder: Path) -> Path:
    """A folder with the checkout's sentence model and the newest of its trained models."""
    settings = get_settings()
    (folder / "models").mkdir(parents=True)
    (folder / "sentence").symlink_to(settings.sentence_dir.parent)
    for card in sorted(settings.models_dir.glob("*.card.json"))[-1:]:
        for file in settings.models_dir.glob(card.name.removesuffix(".card.json") + ".*"):
            shutil.copy(file, folder / "models" / file.name)
    return folder


@contextmanager
def store(instance: Instance) -> Iterator[Session]:
    """One transaction on the instance's database."""
    database = Database(instance.settings.resolved_database_url)
    try:
        with database.session() as session:
            yield session
    finally:
        database.dispose()


def live_model(instance: Instance) -> str:
    with store(instance) as session:
        live = registry.live(session)
        assert live is not None
        return live.id


def add_copy(instance: Instance, model_id: str) -> None:
    """A candidate that is the live model under another name, measured as it was."""
    models = instance.settings.models_dir
    with store(instance) as session:
        live = registry.live(session)
        assert live is not None
        for file in models.glob(f"{live.id}.*"):
            shutil.copy(file, models / file.name.replace(live.id, model_id))
        register(session, models, model_id)


def register(session: Session, models: Path, model_id: str) -> None:
    """The archive of this name becomes a candidate."""
    archive = models / f"{model_id}.tar.gz"
    registry.add_candidate(
        session,
        model_id=model_id,
        file=archive.name,
        sha256=file_sha256(archive),
        inputs=model_id,
        metrics={},
    )


def train_small_bot(instance: Instance, folder: Path) -> str:
    """A model that loads well and knows a handful of intents only; not in the registry yet."""
    settings = instance.settings
    bot = folder / "rasa_bot"
    shutil.copytree(
        ROOT / "rasa_bot", bot, ignore=shutil.ignore_patterns("__pycache__", "data", "domain", "frozen")
    )
    for name, place in (("domain.yml", "domain"), ("nlu.yml", "data/nlu"), ("rules.yml", "data/rules")):
        (bot / place).mkdir(parents=True)
        shutil.copy(SMALL_BOT / name, bot / place / name)
    shutil.copytree(SMALL_BOT / "sentiment", bot / "data" / "sentiment")
    environment = RasaEnvironment(settings.rasa_python, folder, settings.sentence_dir)
    return run_training(environment, settings.models_dir).name.removesuffix(".tar.gz")


def promote(instance: Instance, model_id: str, *options: str) -> dict[str, object]:
    return json.loads(instance.attune("nlu", "promote", model_id, "--json", *options))


def rollback(instance: Instance) -> dict[str, object]:
    return json.loads(instance.attune("nlu", "rollback", "--json"))
