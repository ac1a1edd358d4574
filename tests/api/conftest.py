"""A running app with a database of its own and a scripted turn server."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from engine.accounts.staff import create_staff
from engine.settings import Settings
from engine.store import Database
from tests.agent import Agent
from tests.api.live_app import LiveApp
from tests.api.turn_server import TurnServer
from tests.visitor import Visitor, text_of

PASSWORD = "correct horse battery"
MakeApp = Callable[..., LiveApp]


@pytest.fixture
def turn_server() -> Iterator[TurnServer]:
    server = TurnServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def make_app(database: Database, turn_server: TurnServer, tmp_path: Path) -> Iterator[MakeApp]:
    """Starts apps on the test's database; settings may be given by name."""
    running: list[LiveApp] = []

    def make(**settings: Any) -> LiveApp:
        chosen: dict[str, Any] = {
            "var_dir": tmp_path,
            "database_url": database.url,
            "rasa_url": turn_server.url,
            "turn_secret": turn_server.secret,
            "shop_secret": "shop-secret-of-the-tests",
            "conversations_per_hour": 1000,
            "messages_per_minute": 1000,
            **settings,
        }
        app = LiveApp(Settings(**chosen))
        running.append(app)
        app.start()
        return app

    yield make
    for app in running:
        app.stop()


@pytest.fixture
def app(make_app: MakeApp) -> LiveApp:
    return make_app()


@pytest.fixture
def http(app: LiveApp) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=app.url, timeout=20) as client:
        yield client


@pytest.fixture
def visitor(app: LiveApp) -> Iterator[Visitor]:
    with Visitor(app.url) as customer:
        yield customer


@pytest.fixture
def hire(app: LiveApp, database: Database) -> Iterator[Callable[[str], Agent]]:
    """Makes accounts and signs them in."""
    hired: list[Agent] = []

    def make(name: str, role: str = "agent") -> Agent:
        email = f"{name.lower()}@example.com"
        with database.session() as session:
            create_staff(session, email, name, role, PASSWORD)
        agent = Agent(app.url, email, PASSWORD)
        hired.append(agent)
        return agent

    yield make
    for agent in hired:
        agent.close()


def hears(visitor: Visitor, words: str) -> None:
    """Wait until anybody, the system too, has said these words or offered them as a button."""
    visitor.wait_for(lambda v: words in text_of(list(v.messages.values())))
