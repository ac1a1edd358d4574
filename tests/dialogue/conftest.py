"""The real app, a real Rasa with the trained model, a real database; a fresh conversation a test."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from engine.nlu.environment import RasaEnvironment
from engine.nlu.train import train
from engine.serve.child import Child
from engine.serve.ports import free_port
from engine.serve.stack import Ports, app_spec, rasa_spec
from engine.settings import ROOT, Settings, get_settings, with_secrets
from engine.store import Database
from engine.store.tables import Customer, Order
from tests.dialogue.chat import Chat
from tests.dialogue.waiting import wait_until
from tests.dialogue.world import furnish, new_customer, new_order

START_SECONDS = 180
TRAIN_SECONDS = 1_200
"""The first test of a fresh checkout waits for a training: minutes, where others use the machine."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.timeout(TRAIN_SECONDS))


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A folder of one's own; sentence model and trained models are the checkout's."""
    shared = get_settings()
    own = {
        "var_dir": tmp_path_factory.mktemp("dialogue"),
        "artifacts_dir": (shared.artifacts_dir or shared.var_dir).resolve(),
        "turn_secret": "",
        "shop_secret": "",
        "database_url": "",
    }
    return with_secrets(shared.model_copy(update=own))


@pytest.fixture(scope="session")
def shop(settings: Settings) -> Iterator[Database]:
    """The database of the session, furnished."""
    database = Database(settings.resolved_database_url)
    database.migrate()
    furnish(database)
    yield database
    database.dispose()


@pytest.fixture(scope="session")
def model(shop: Database, settings: Settings) -> Path:
    """The model of the present training data; trained only where there is none."""
    rasa = RasaEnvironment(settings.rasa_python, ROOT, settings.sentence_dir)
    trained = train(shop, rasa, settings.models_dir, settings.sentence_models)
    return settings.models_dir / trained.model.file


@pytest.fixture(scope="session")
def rasa_url(shop: Database, settings: Settings, model: Path) -> Iterator[str]:
    """App and Rasa, both serving, and the app's articles and recommender read."""
    ports = Ports(app=free_port(), rasa=free_port())
    app = app_spec(settings, ports)
    shared = {
        "ATTUNE_ARTIFACTS_DIR": str(settings.artifacts_dir),
        "ATTUNE_DATABASE_URL": shop.url,
        "ATTUNE_EXPLORING": "0",  # the same lists in every run
    }
    specs = (
        replace(app, env={**app.env, **shared}, log_file=settings.var_dir / "logs" / "app.log"),
        rasa_spec(settings, model, ports),
    )
    children = [Child(spec, settings.var_dir / "run") for spec in specs]
    url = f"http://127.0.0.1:{ports.rasa}"
    try:
        for child in children:
            child.start()
        for child in children:
            wait_until(
                child.is_healthy,
                START_SECONDS,
                lambda child=child: child.poll() is not None,
                child.last_words,
            )
        wait_until(lambda: _answers(url, settings.turn_secret, shop), START_SECONDS)
        yield url
    finally:
        for child in children:
            child.stop()


@pytest.fixture
def chat(rasa_url: str, settings: Settings, shop: Database) -> Callable[..., Chat]:
    """Opens a conversation: `chat()`, `chat(language="zh")`, `chat(customer)` of one who has signed in."""

    def opened(customer: Customer | None = None, *, language: str = "en") -> Chat:
        return Chat(rasa_url, settings.turn_secret, shop, language, customer.id if customer else None)

    return opened


@pytest.fixture
def customer(shop: Database) -> Customer:
    """Noah Brown, with a postcode of his own in each test."""
    with shop.session() as session:
        return new_customer(session)


@pytest.fixture
def chinese_customer(shop: Database) -> Customer:
    with shop.session() as session:
        return new_customer(session, first_name="小明", last_name="王")


@pytest.fixture
def ordered(shop: Database) -> Callable[..., Order]:
    """Places an order: `ordered(customer, "pending", "desk-lamp-0", tracking="T1")`."""

    def placed(customer: Customer, status: str, *lines: str, **details: object) -> Order:
        with shop.session() as session:
            return new_order(session, customer, status, *lines, **details)  # pyright: ignore[reportArgumentType]

    return placed


def _answers(url: str, secret: str, shop: Database) -> bool:
    try:
        Chat(url, secret, shop).say("How much is delivery?").say("Can you recommend something?")
    except (AssertionError, httpx.HTTPError):
        return False
    return True
