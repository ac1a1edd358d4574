"""What became of showings: within a week, of the same person and product."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.events.log import append
from engine.recommend.feedback.clicks import note_opened
from engine.recommend.feedback.interest import read_interest
from engine.recommend.feedback.outcomes import read_showings
from engine.recommend.service import Recommender
from engine.store.tables import Event
from tests.builders import NOW, add_customer, add_product, add_shop

START = NOW - timedelta(days=30)


@pytest.fixture
def shop(session: Session) -> Session:
    add_shop(session)
    for name in ("lamp", "bulb"):
        add_product(session, name)
    for name in ("mei", "bo"):
        add_customer(session, name, email=f"{name}@example.com")
    return session


def log(session: Session, type: str, who: str | None, product: str, days: float, **more: Any) -> str:
    at = START + timedelta(days=days)
    return append(session, type, customer_id=who, product_id=product, at=at, **more).id


def test_interest_counts_within_a_week_of_the_same_person_and_product(shop: Session) -> None:
    data = {"rank": 3, "propensity": 0.2, "explored": True, "options": ["bulb", "lamp"], "policy": "p"}
    log(shop, "impression", "mei", "lamp", 0, data=data)
    log(shop, "impression", "mei", "bulb", 0, data={"rank": 1})
    log(shop, "impression", "bo", "lamp", 0)
    log(shop, "impression", None, "lamp", 1, conversation_id="visitor")
    log(shop, "purchase", "mei", "lamp", 6.9)
    log(shop, "view", "mei", "bulb", 7.1)
    log(shop, "view", "mei", "bulb", -0.1)
    log(shop, "reject", "bo", "lamp", 0.1)
    log(shop, "click", None, "lamp", 1.1, conversation_id="visitor")
    lamp, bulb, bo, visitor = sorted(
        read_showings(shop, START, NOW),
        key=lambda one: (one.at, one.customer != "mei", one.product != "lamp"),
    )
    assert (lamp.liked, lamp.bought, lamp.refused) == (True, True, False)
    assert (lamp.propensity, lamp.explored, lamp.options, lamp.policy) == (0.2, True, ("bulb", "lamp"), "p")
    assert (bulb.liked, bulb.propensity, bulb.options) == (False, 1.0, ())
    assert (bo.liked, bo.refused) == (False, True)
    assert (visitor.customer, visitor.liked, visitor.bought) == (None, True, False)


@pytest.mark.parametrize(
    "data",
    [
        {"rank": None, "propensity": None, "options": None},
        {"rank": "top", "propensity": "high", "options": "lamp"},
        {"rank": 1, "propensity": 0, "options": ["lamp", "bulb"]},
        {"rank": 1, "propensity": 1.5, "options": ["lamp", "bulb"]},
        {"rank": [1], "propensity": 0.5, "options": ["bulb", "tea"]},
        {"rank": 1e300, "propensity": True, "options": {"lamp": 1}},
    ],
)
def test_a_showing_that_a_sender_told_amiss_is_no_choice_and_stops_no_list(
    shop: Session, data: dict[str, Any]
) -> None:
    log(shop, "impression", "mei", "lamp", 0, data=data)
    (found,) = read_showings(shop, START, NOW)
    assert (found.product, found.options, found.propensity) == ("lamp", (), 1.0)
    assert len(Recommender.build(shop).items) == 2


def test_older_showings_say_less_of_a_products_interest(shop: Session) -> None:
    log(shop, "impression", "mei", "lamp", 0)
    log(shop, "impression", "bo", "lamp", 30)
    log(shop, "click", "mei", "lamp", 0.5)
    log(shop, "reject", "bo", "lamp", 30.1)
    log(shop, "view", "bo", "bulb", 31)
    found = read_interest(shop, {"lamp": 0, "bulb": 1}, NOW + timedelta(days=1))
    of_a_day = 0.5 ** (1 / 30)
    assert found.shown == pytest.approx([1.5 * of_a_day, 0.0])
    assert found.liked == pytest.approx([0.5 * of_a_day, 0.0])
    later = read_interest(shop, {"lamp": 0, "bulb": 1}, NOW + timedelta(days=200))
    assert (later.shown.sum(), later.liked.sum()) == (0, 0)


def test_a_card_that_is_opened_twice_is_one_click_of_who_was_shown_it(shop: Session) -> None:
    log(shop, "impression", "mei", "lamp", 0, conversation_id="chat")
    for _ in range(2):
        note_opened(shop, "chat", "lamp")
    with pytest.raises(NotFound, match="has not shown"):
        note_opened(shop, "chat", "bulb")
    with pytest.raises(NotFound, match="has not shown"):
        note_opened(shop, "another", "lamp")
    clicks = shop.scalars(select(Event).where(Event.type == "click")).all()
    assert [(one.customer_id, one.product_id, one.conversation_id) for one in clicks] == [
        ("mei", "lamp", "chat")
    ]
