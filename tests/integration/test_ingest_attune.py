"""Import of the committed demo shop into a real database."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.errors import Conflict
from engine.events.ingest import ingest
from engine.knowledge import drafts
from engine.knowledge.drafts import ArticleText
from engine.store import Database
from engine.store.tables import Article, Customer, Event, Order, OrderLine, Product, Shop
from tests.integration.ingest_shop import everything

DATA = Path(__file__).parents[2] / "data"
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
PROMISED_COUNTS = {Product: 64, Article: 32, Customer: 400}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """The demo shop as of TODAY, for tests that only look."""
    folder = tmp_path_factory.mktemp("demo")
    database = Database(f"sqlite:///{folder / 'attune.db'}")
    database.migrate()
    report = ingest(database, DATA, "attune", folder / "rejects", TODAY)
    assert report.rejects_file is None
    yield database
    database.dispose()


def count(session: Session, model: type[object]) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_demo_shop_is_whole(shop: Database) -> None:
    with shop.session(writes=False) as session:
        for model, least in PROMISED_COUNTS.items():
            assert count(session, model) >= least
        assert session.get_one(Shop, 1).settings["today"] == "2026-11-22"
        statuses = Counter(session.scalars(select(Order.status)))
    wanted = {"pending", "processed", "shipped", "delivered", "cancelled", "return_requested", "returned"}
    assert set(statuses) == wanted


def test_nothing_lies_in_the_future_but_promises(shop: Database) -> None:
    with shop.session(writes=False) as session:
        assert session.scalar(select(func.max(Event.at))) <= NOW
        for column in (Order.placed_at, Order.shipped_at, Order.delivered_at):
            assert session.scalar(select(func.max(column))) <= NOW
        earliest = session.scalar(select(func.min(Order.placed_at)))
    assert NOW - timedelta(days=560) < earliest < NOW - timedelta(days=480)


def test_every_purchase_is_in_the_event_log_once(shop: Database) -> None:
    with shop.session(writes=False) as session:
        lines = select(OrderLine.order_id, OrderLine.position).join(Order).where(Order.status != "cancelled")
        expected = {f"order:{order}:{position}" for order, position in session.execute(lines)}
        found = set(session.scalars(select(Event.id).where(Event.type == "purchase")))
    assert found == expected


def test_importing_twice_changes_nothing_even_on_another_day(database: Database, tmp_path: Path) -> None:
    ingest(database, DATA, "attune", tmp_path / "rejects", TODAY)
    before = everything(database)
    report = ingest(database, DATA, "attune", tmp_path / "rejects")
    assert everything(database) == before
    for quality in report.tables.values():
        assert quality.unchanged == quality.accepted == quality.read


def test_an_import_leaves_articles_alone_that_were_published_here(database: Database, tmp_path: Path) -> None:
    ingest(database, DATA, "attune", tmp_path / "rejects", TODAY)
    with database.session() as session:
        old, other = session.scalars(select(Article).order_by(Article.id).limit(2))
        other.answer = {"en": "Changed by hand, outside the console."}
        draft = drafts.begin(session, ArticleText({}), "ada", article_id=old.id)
        text = ArticleText(
            old.title, old.questions, {**old.answer, "en": "Written here."}, old.body, old.topics
        )
        drafts.change(session, draft.id, text, "ada")
        drafts.publish(session, draft.id, "ada")
    report = ingest(database, DATA, "attune", tmp_path / "rejects")
    with database.session(writes=False) as session:
        assert session.get_one(Article, old.id).answer["en"] == "Written here."
        assert session.get_one(Article, other.id).answer["en"] != "Changed by hand, outside the console."
    assert (report.tables["articles"].updated, report.tables["articles"].kept) == (1, 1)


def test_the_shop_as_of_another_day_needs_a_database_of_its_own(shop: Database, tmp_path: Path) -> None:
    with pytest.raises(Conflict, match="as of 2026-11-22"):
        ingest(shop, DATA, "attune", tmp_path / "rejects", TODAY + timedelta(days=1))


def test_the_personas_are_in_their_situations(shop: Database) -> None:
    with shop.session(writes=False) as session:
        people = {c.id: c for c in session.scalars(select(Customer)) if c.attributes.get("persona")}
        assert set(people) == {"priya", "daniel", "sofia", "xiaowen", "ben", "margaret"}
        assert all(set(c.attributes["blurb"]) == {"en", "zh"} for c in people.values())
        orders = {
            person: session.scalars(
                select(Order).where(Order.customer_id == person).order_by(Order.placed_at.desc())
            ).all()
            for person in people
        }
    late = orders["priya"][0]
    assert late.status == "shipped"
    assert late.promised_at is not None
    assert late.promised_at < NOW
    assert orders["daniel"][0].status == "pending"
    assert {"return_requested", "delivered"} <= {order.status for order in orders["sofia"][:3]}
    assert people["xiaowen"].language == "zh"
    assert orders["xiaowen"][0].status == "shipped"
    assert not orders["ben"]
    assert len(orders["margaret"]) > 20


def test_ratings_follow_taste_and_returns_follow_delivery(shop: Database) -> None:
    with shop.session(writes=False) as session:
        stars = Counter(session.scalars(select(Event.value).where(Event.type == "rating")))
        returns = session.scalars(select(Event).where(Event.type == "return")).all()
        delivered = {
            row.id: row.delivered_at for row in session.execute(select(Order.id, Order.delivered_at))
        }
    assert set(stars) == {1, 2, 3, 4, 5}
    assert stars[5] > stars[1]
    assert returns
    assert all(event.at > delivered[event.data["order_id"]] for event in returns)
