"""A customer's gap from the store: known numbers, thin evidence, what is gone, and its history."""

from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.events.history import read_history
from engine.gaps.reports.service import stop_keeping, tell
from engine.gaps.topics.rebuild import rebuild_gaps
from engine.gaps.topics.service import FamilyGap, InformationGap, gap_of
from engine.store import Database
from engine.store.tables import Behaviour, Category, Event, Product, Variant
from tests.builders import NOW, add_category, add_customer, add_event, add_product, add_shop

DAY = timedelta(days=1)
TOPICS = ("lighting", "tea", "tools")


@pytest.fixture
def shop(database: Database) -> Database:
    """60 customers who look at lighting on two days of three, at tea else; nobody ever looks at tools."""
    rng = np.random.default_rng(2)
    with database.session() as session:
        add_shop(session)
        for topic in TOPICS:
            add_product(session, f"{topic}-thing", category=topic)
        for number in range(60):
            id_ = f"c{number}"
            add_customer(session, id_)
            for day in range(12):
                topic = TOPICS[int(rng.random() < 1 / 3)]
                kind = "purchase" if rng.random() < 0.25 else "view"
                add_event(session, kind, id_, f"{topic}-thing", at=NOW - day * DAY, value=1.0)
            deeds = {"none": 0.5, "browse": 0.35, "purchase": 0.13, "query": 0.01, "return": 0.01}
            session.add(Behaviour(customer_id=id_, at=NOW, deeds=deeds, features={}, models={}))
        add_customer(session, "mute")
    return database


def rebuild(database: Database, hours: int = 0) -> int:
    with database.session(writes=False) as session:
        history = read_history(session)
    return rebuild_gaps(database, history, NOW + timedelta(hours=hours))


def family(found: InformationGap, name: str) -> FamilyGap:
    return next(one for one in found.families if one.family == name)


def say(session: Session, customer: str, topic: str, times: int, kind: str = "category") -> None:
    for number in range(times):
        tell(session, customer, kind, topic, at=NOW - number * DAY)


def test_saying_much_of_what_is_never_done_is_flagged_with_its_evidence(shop: Database) -> None:
    rebuild(shop)
    with shop.session() as session:
        say(session, "c1", "tools", 12)
        say(session, "c1", "lighting", 3)
        categories = family(gap_of(session, "c1"), "category")
    first = categories.topics[0]
    assert (first.topic, first.said, first.flagged, categories.said) == ("tools", 12, True, 15)
    assert first.delta > 0.5
    assert 0 < first.low < first.delta < first.high
    assert first.expected < 0.05
    assert first.name["en"] == "Tools"
    assert categories.total_bits > 0.3
    assert categories.worth is not None
    assert categories.worth > 12


def test_behaviours_are_expected_by_the_behaviour_model(shop: Database) -> None:
    rebuild(shop)
    with shop.session() as session:
        say(session, "c2", "return", 15, "behaviour")
        behaviour = family(gap_of(session, "c2"), "behaviour")
    by_topic = {topic.topic: topic for topic in behaviour.topics}
    assert by_topic["browse"].expected == pytest.approx(0.7, abs=0.01)
    assert by_topic["return"].flagged
    assert by_topic["return"].name["zh"] == "退货"
    assert by_topic["browse"].delta < -0.5


def test_thin_evidence_says_so_and_flags_nothing(shop: Database) -> None:
    rebuild(shop)
    with shop.session() as session:
        say(session, "c3", "tools", 1)
        for one in gap_of(session, "c3").families:
            assert not any(topic.flagged for topic in one.topics)
            assert all(topic.thin for topic in one.topics)
        mute = gap_of(session, "mute")
        assert (mute.total_bits, mute.history) == (0.0, ())
        assert "expects nothing of this customer yet" in (family(mute, "behaviour").missing or "")
        assert [topic.said for topic in family(mute, "category").topics] == [0, 0, 0]
        with pytest.raises(NotFound):
            gap_of(session, "nobody")


def test_before_the_first_rebuild_there_is_not_enough_evidence(shop: Database) -> None:
    with shop.session() as session:
        say(session, "c1", "tools", 5)
        found = gap_of(session, "c1")
    assert [one.topics for one in found.families] == [(), ()]
    assert all((one.missing or "").startswith("Not enough evidence") for one in found.families)
    assert family(found, "category").said == 5


def test_a_topic_that_left_the_catalogue_is_counted_apart(shop: Database) -> None:
    rebuild(shop)
    with shop.session() as session:
        say(session, "c1", "tools", 4)
        say(session, "c1", "tea", 2)
        session.execute(delete(Event).where(Event.product_id == "tools-thing"))
        session.execute(delete(Variant).where(Variant.product_id == "tools-thing"))
        session.execute(delete(Product).where(Product.id == "tools-thing"))
        session.execute(delete(Category).where(Category.id == "tools"))
        add_category(session, "pots", "Pots")
    with shop.session() as session:
        categories = family(gap_of(session, "c1"), "category")
    assert (categories.said, categories.gone) == (2, 4)
    assert {topic.topic for topic in categories.topics} == {"lighting", "tea", "pots"}
    assert sum(topic.expected for topic in categories.topics) == pytest.approx(1)


def test_rebuilds_add_to_the_history_where_something_has_changed(shop: Database) -> None:
    with shop.session() as session:
        say(session, "c1", "tools", 6)
    assert rebuild(shop) == 1
    assert rebuild(shop, hours=1) == 0
    with shop.session() as session:
        say(session, "c1", "tools", 8)
    assert rebuild(shop, hours=2) == 1
    with shop.session() as session:
        history = gap_of(session, "c1").history
        assert [(point.family, point.said) for point in history] == [("category", 6), ("category", 14)]
        assert history[0].at < history[1].at
        assert history[0].total_bits < history[1].total_bits
        assert history[1].topics[0]["topic"] == "tools"
        stop_keeping(session, "c1")
        assert gap_of(session, "c1").total_bits == 0


def test_wishes_against_a_topic_are_no_wishes_for_it(shop: Database) -> None:
    rebuild(shop)
    with shop.session() as session:
        for topic in TOPICS:
            tell(session, "c1", "category", topic, wanted=False)
        assert family(gap_of(session, "c1"), "category").said == 0
