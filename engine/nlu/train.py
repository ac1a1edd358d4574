"""Trains a Rasa model in its own environment and registers it. The app never imports Rasa; it runs it."""

import json
import os
import re
import subprocess
import tarfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine.errors import Invalid, Unavailable
from engine.log import get_logger
from engine.nlu import registry
from engine.nlu.archives import describe, equal_archive
from engine.nlu.dataset.check import check
from engine.nlu.dataset.corpus import load
from engine.nlu.dataset.folder import BotFolder
from engine.nlu.dataset.problems import ProblemError
from engine.nlu.inputs import inputs_hash
from engine.settings import SentenceModels
from engine.store import Database, new_id
from engine.store.tables import NluModel
from engine.text.sentence_models import export_models

logger = get_logger(__name__)

Progress = Callable[[str], None]

_STEP = re.compile(r"(?:Starting to train component|Finished training component|Validating) ?'?([\w.]*)'?")
_NOISE = re.compile(
    r"Deprecat|Processed |it/s|declare_namespace|pkg_resources|setParseAction|fatal: bad revision"
)
_PLACE = re.compile(r"(?P<file>[\w./\\-]+\.(?:ya?ml|csv))(?:[:,]? ?(?:line )?(?P<line>\d+))?")
_PROBLEM = re.compile(r"\b(?:ERROR|Error|Exception|WARNING|UserWarning)\b")
_SHOWN = 12


@dataclass(frozen=True)
class RasaEnvironment:
    """Where Rasa runs. root: folder that holds rasa_bot/ (Rasa's working directory)."""

    python: Path
    root: Path
    sentence_dir: Path

    @property
    def bot_dir(self) -> Path:
        return self.root / "rasa_bot"

    def variables(self) -> dict[str, str]:
        """The process environment, with what our components need."""
        return {
            **os.environ,
            "ATTUNE_SENTENCE_DIR": str(self.sentence_dir.resolve()),
            "RASA_TELEMETRY_ENABLED": "false",
            "PYTHONWARNINGS": "ignore",
            "TF_CPP_MIN_LOG_LEVEL": "2",
            "PYTHONPATH": str(self.root),
        }


@dataclass(frozen=True)
class Trained:
    """What a training gave. fresh: False where an equal model was there already."""

    model: NluModel
    fresh: bool
    seconds: float


def train(
    database: Database,
    environment: RasaEnvironment,
    models_dir: Path,
    sentence_models: SentenceModels,
    *,
    force: bool = False,
    progress: Progress = lambda _: None,
) -> Trained:
    """Trains and registers a candidate, unless a model of the same inputs exists.

    Takes the database and not a session: a transaction held for as long as a training takes would stop
    every writer. Raises ProblemError where the check of the training data finds something, Invalid where Rasa
    refuses them (with file and line where it names them), Unavailable where the Rasa environment is not
    there.
    """
    require_sound(environment.bot_dir)
    export_models(sentence_models, environment.sentence_dir)
    inputs = inputs_hash(environment.bot_dir, environment.sentence_dir)
    with database.session(writes=False) as session:
        known = None if force else registry.trained_from(session, inputs)
    if known is not None and (models_dir / known.file).is_file():
        return Trained(known, fresh=False, seconds=0.0)
    started = time.monotonic()
    card = None if force else equal_archive(models_dir, inputs)
    if card is None:
        archive = run_training(environment, models_dir, progress)
        figures = {"training_seconds": round(time.monotonic() - started, 1), **reports_in(archive)}
        card = describe(archive, inputs, figures)
        logger.info("model trained", model=card.model_id, seconds=figures["training_seconds"])
        fresh = True
    else:
        fresh = False
    with database.session() as session:
        model = registry.add_candidate(
            session,
            model_id=card.model_id,
            file=card.file,
            sha256=card.sha256,
            inputs=inputs,
            metrics=card.metrics,
        )
    return Trained(model, fresh=fresh, seconds=time.monotonic() - started)


def require_sound(bot_dir: Path) -> None:
    """Raises ProblemError, naming file and line, where `attune nlu check` would find something."""
    if problems := check(load(BotFolder(bot_dir))).problems:
        raise ProblemError(problems)


def run_training(environment: RasaEnvironment, models_dir: Path, progress: Progress) -> Path:
    """Runs `rasa train` and returns the archive it wrote."""
    if not environment.python.is_file():
        raise Unavailable(f"The Rasa environment is missing ({environment.python}); `make` sets it up")
    models_dir.mkdir(parents=True, exist_ok=True)
    name = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{new_id()[-6:]}"
    data = [environment.bot_dir / "data" / part for part in ("nlu", "rules", "stories")]
    command = [
        *(str(environment.python), "-m", "rasa", "train", "--force", "--fixed-model-name", name),
        *(
            "--config",
            str(environment.bot_dir / "config.yml"),
            "--domain",
            str(environment.bot_dir / "domain"),
        ),
        *("--out", str(models_dir.resolve()), "--data", *(str(place) for place in data if place.exists())),
    ]
    lines: list[str] = []
    for line in _run(command, environment):
        lines.append(line)
        step = _STEP.search(line)
        if step:
            progress(step[0].replace("'", ""))
    archive = models_dir / f"{name}.tar.gz"
    if not archive.is_file():
        raise Invalid(f"Training failed:\n{problems_in(lines, environment.root)}")
    return archive


def _run(command: list[str], environment: RasaEnvironment) -> Iterator[str]:
    """Lines of both streams while the process runs."""
    with subprocess.Popen(  # noqa: S603  (our own interpreter and arguments)
        command,
        cwd=environment.root,
        env=environment.variables(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            text = re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip()
            if text and not _NOISE.search(text):
                yield text


def problems_in(lines: list[str], root: Path) -> str:
    """The lines in which Rasa says what is wrong, places first, paths relative to the project."""
    found = [line for line in lines if _PROBLEM.search(line) or _PLACE.search(line)] or lines
    found.sort(key=lambda line: _PLACE.search(line) is None)
    unique = list(dict.fromkeys(found))[-_SHOWN:] if len(found) > _SHOWN else list(dict.fromkeys(found))
    return "\n".join(unique).replace(f"{root}{os.sep}", "")


def reports_in(archive: Path) -> dict[str, Any]:
    """The figures that our components left in the archive: {"intent": {...}, "sentiment": {...}}, out of
    fold.
    """
    names = {"AttuneIntentClassifier": "intent", "SentimentAnalyzer": "sentiment"}
    reports: dict[str, Any] = {}
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            component = next((short for part, short in names.items() if part in member.name), None)
            if component and member.name.endswith("/report.json"):
                content = tar.extractfile(member)
                if content is not None:
                    reports[component] = json.loads(content.read())
    return reports
