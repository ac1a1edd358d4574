"""What has to be there before the processes start; each step does nothing where it is there already."""

import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from engine.accounts.staff import create_staff
from engine.events.ingest import ingest
from engine.nlu import registry
from engine.nlu.catalogue_lookup import write_lookup
from engine.nlu.environment import RasaEnvironment
from engine.nlu.inputs import inputs_hash
from engine.nlu.train import train
from engine.settings import ROOT, Settings
from engine.store import Database
from engine.store.tables import Shop, Staff
from engine.text.sentence_models import are_current, export_models

Report = Callable[[str], None]
DEMO_AGENT = "agent@moss-and-kettle.example"


@dataclass(frozen=True)
class Prepared:
    """`model` is the archive that Rasa serves; `account` the demo agent's sign-in, where there is one."""

    model: Path | None
    account: dict[str, str] | None


def prepare(settings: Settings, database: Database, report: Report, *, with_model: bool = True) -> Prepared:
    """Schema, shop, sentence models, trained model and an account for the desk.

    Takes a minute or two on the first call and well under a second afterwards.
    """
    database.migrate()
    ensure_shop(settings, database, report)
    with database.session(writes=False) as session:
        write_lookup(session, settings.catalogue_lookup)
    if not are_current(settings.sentence_models, settings.sentence_dir):
        report("exporting the sentence models (once)")
    export_models(settings.sentence_models, settings.sentence_dir)
    model = ensure_model(settings, database, report) if with_model else None
    return Prepared(model, ensure_demo_account(settings, database))


def ensure_shop(settings: Settings, database: Database, report: Report) -> None:
    """The demo shop, where the database holds no shop yet."""
    with database.session(writes=False) as session:
        there = session.scalar(select(func.count()).select_from(Shop))
    if not there:
        report("importing the demo shop (once)")
        ingest(database, ROOT / "data", "attune", settings.var_dir / "rejects")


def rasa_environment(settings: Settings) -> RasaEnvironment:
    """Where Rasa lives, by the settings."""
    return RasaEnvironment(settings.rasa_python.absolute(), settings.bot_dir.parent, settings.sentence_dir)


def ensure_model(settings: Settings, database: Database, report: Report) -> Path:
    """The live model's archive; where none is live, one is trained (about a minute) and promoted.

    A live model that is older than the training data stays live: promoting is a decision.
    """
    environment = rasa_environment(settings)
    with database.session(writes=False) as session:
        live = registry.live(session)
    if live is None:
        report("preparing the dialogue model (trained once, about a minute)")
        trained = train(database, environment, settings.models_dir, settings.sentence_models, progress=report)
        with database.session() as session:
            live = registry.promote(session, trained.model.id, settings.models_dir)
    elif live.inputs_hash != inputs_hash(environment.bot_dir, settings.sentence_dir):
        report("the training data have changed since the live model; `attune nlu train` trains a new one")
    return registry.archive_of(live, settings.models_dir)


def ensure_demo_account(settings: Settings, database: Database) -> dict[str, str] | None:
    """The demo's agent, made with a random password where there is no staff at all.

    Its sign-in is kept in `var_dir/demo-agent.json`, readable by its owner only. None outside the demo.
    """
    if not settings.demo:
        return None
    file = settings.var_dir / "demo-agent.json"
    with database.session() as session:
        if not session.scalar(select(func.count()).select_from(Staff)):
            account = {"email": DEMO_AGENT, "password": secrets.token_urlsafe(9)}
            create_staff(session, account["email"], "Mira", "admin", account["password"])
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as handle:
                json.dump(account, handle)
    return json.loads(file.read_text()) if file.exists() else None
