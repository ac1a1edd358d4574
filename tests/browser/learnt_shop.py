"""Shops with a past, served without a turn engine."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.accounts.staff import create_staff
from engine.events.ingest import ingest
from engine.rebuild import STAGES, Work, run
from engine.settings import ROOT, Settings
from engine.store import Database
from engine.store.tables import Customer, Event, Product
from tests.api.live_app import LiveApp
from tests.api.turn_server import TurnServer, not_understood

PASSWORD = "correct horse battery"
LAST_DAY = datetime(2026, 11, 20, tzinfo=UTC).date()
"""On which the made-up past ends: the same shop every day."""
_IN_MEMORY = ("recommender", "articles", "knowledge")
"""Stages that leave nothing for the pages that are looked at here."""


@contextmanager
def learnt_shop(folder: Path) -> Iterator[LiveApp]:
    """The demo shop imported, rebuilt and served."""

    def fill(settings: Settings, database: Database) -> None:
        ingest(database, ROOT / "data", "attune", folder / "rejects", LAST_DAY)
        with database.session() as session:
            buy_much(session)
        stages = [(name, stage) for name, stage in STAGES if name not in _IN_MEMORY]
        for _ in run(Work(settings, database), stages):
            pass

    with served(folder, fill) as app:
        yield app


@contextmanager
def served(folder: Path, fill: Callable[[Settings, Database], None]) -> Iterator[LiveApp]:
    """A shop with what `fill` puts into it; ada@example.com is an admin. No customer is understood."""
    server = TurnServer(not_understood)
    server.start()
    settings = Settings(
        var_dir=folder,
        database_url=f"sqlite:///{folder / 'attune.db'}",
        rasa_url=server.url,
        turn_secret=server.secret,
        shop_secret="shop-secret-of-the-tests",
    )
    database = Database(settings.resolved_database_url)
    database.migrate()
    fill(settings, database)
    with database.session() as session:
        create_staff(session, "ada@example.com", "Ada", "admin", PASSWORD)
    database.dispose()
    app = LiveApp(settings)
    app.start()
    yield app
    app.stop()
    server.stop()


def buy_much(session: Session) -> None:
    """Somebody orders ten times within an hour: more than anybody else ever does in a day."""
    customer = session.scalars(select(Customer.id).order_by(Customer.id)).first()
    product = session.scalars(select(Product.id).order_by(Product.id)).first()
    noon = datetime.combine(LAST_DAY, time(12), UTC)
    session.add_all(
        Event(
            id=f"hurry-{n}",
            type="purchase",
            customer_id=customer,
            product_id=product,
            order_id=f"hurry-{n}",
            at=noon + timedelta(minutes=5 * n),
            value=1.0,
            cents=2_000,
        )
        for n in range(10)
    )


def signed_in(context: BrowserContext, app: LiveApp) -> tuple[Page, list[str]]:
    """A page at the desk, and what its console will say of errors from now on."""
    page = context.new_page()
    page.goto(f"{app.url}/desk")
    page.get_by_test_id("signin-email").fill("ada@example.com")
    page.get_by_test_id("signin-password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("account")).to_be_visible(timeout=20_000)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    return page, errors
