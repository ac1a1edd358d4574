"""A running audience, with real rows: who enters, who is told, and what is measured."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.accounts.merge import merge
from engine.audiences.criteria import criteria_of
from engine.audiences.result import result_of
from engine.audiences.sending import Rules, step
from engine.audiences.service import Draft, change, create, preview, remove, start, stop
from engine.conversations.service import messages_after, post_customer_message, request_handoff
from engine.conversations.service import start as begin
from engine.errors import Conflict, Invalid
from engine.events.log import append
from engine.gaps.reports.choices import store_choices
from engine.store.tables import AudienceMember, AuditEntry, Customer, Event, Shop
from tests.builders import add_customer, add_product, add_shop

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
NIGHT = datetime(2026, 11, 20, 23, tzinfo=UTC)
DAY = timedelta(days=1)
RULES = Rules()
TEXT = {"en": "New teas are here.", "zh": "新茶到了。"}
DRAFT = Draft("Tea", {}, TEXT, holdout=0.3, days=10)


@pytest.fixture
def shop(session: Session) -> Session:
    add_shop(session)
    add_product(session)
    for n in range(40):
        willing(session, f"c{n:02}")
    return session


def willing(session: Session, id_: str) -> str:
    """A customer who wants such messages and has a conversation; id of the conversation."""
    add_customer(session, id_, email=f"{id_}@example.com")
    store_choices(session, id_, offers=True)
    begun, _ = begin(session, customer_id=id_, verified_by="token", language="en")
    return begun.id


def running(session: Session, draft: Draft = DRAFT) -> str:
    """An audience that runs; its id, and with it who is held out, is the same in every run of the tests."""
    made = create(session, draft, "staff-1")
    made.id = draft.name.casefold()
    session.flush()
    start(session, made.id, "staff-1", NOON)
    return made.id


def all_deeds(session: Session) -> set[str]:
    return set(session.scalars(select(AuditEntry.action)))


def rows(session: Session, audience: str) -> dict[str, AudienceMember]:
    found = session.scalars(select(AudienceMember).where(AudienceMember.audience_id == audience))
    return {one.customer_id: one for one in found}


def test_some_are_told_once_the_others_held_out_and_nobody_enters_twice(shop: Session) -> None:
    audience = running(shop)
    done = step(shop, RULES, NOON)
    told = {id_ for id_, one in rows(shop, audience).items() if one.arm == "told"}
    assert done.entered == 40
    assert 20 <= len(told) < 40
    assert len(done.said) == len(told)
    assert all(one.text.startswith("New teas are here.") for one in done.said)
    assert all("switch such messages off" in one.text for one in done.said), "with the way out"
    assert all(one.buttons[0].title == "Suggest something" for one in done.said)
    again = step(shop, RULES, NOON + DAY)
    assert (again.entered, again.said) == (0, [])
    assert {one.sent_at for id_, one in rows(shop, audience).items() if id_ not in told} == {None}


def test_at_night_they_enter_and_are_told_in_the_morning_by_their_own_clock(shop: Session) -> None:
    audience = running(shop)
    for id_ in ("c00", "c01", "c02", "c03"):
        shop.get_one(Customer, id_).attributes = {"time_zone": "America/New_York"}
    shop.flush()
    done = step(shop, RULES, NIGHT)
    entered = rows(shop, audience)
    awake = {id_ for id_ in ("c00", "c01", "c02", "c03") if entered[id_].arm == "told"}
    assert done.entered == 40
    assert {id_ for id_, one in entered.items() if one.sent_at} == awake
    step(shop, RULES, NIGHT + timedelta(hours=11))
    assert all(one.sent_at for one in rows(shop, audience).values() if one.arm == "told")


def test_quiet_hours_go_by_the_shops_own_clock_unless_another_is_set(shop: Session) -> None:
    shop.get_one(Shop, 1).settings = {"contact": {"timezone": "Asia/Singapore"}}
    running(shop)
    assert not step(shop, RULES, NOON + timedelta(hours=2)).said, "at ten in the evening there"
    assert step(shop, Rules(time_zone="Europe/London"), NOON + timedelta(hours=2)).said


def test_two_audiences_do_not_write_to_the_same_customer_within_the_cap(shop: Session) -> None:
    first = running(shop)
    step(shop, RULES, NOON)
    second = running(shop, Draft("Mugs", {}, TEXT, holdout=0.05, days=30))
    step(shop, RULES, NOON + DAY)
    sent = {id_ for id_, one in rows(shop, first).items() if one.sent_at}
    assert not sent & set(rows(shop, second)), "who was written to does not even enter"
    step(shop, RULES, NOON + 8 * DAY)
    assert sent <= set(rows(shop, second))


def test_nobody_without_consent_in_trouble_or_with_a_person_enters(shop: Session) -> None:
    store_choices(shop, "c00", offers=False)
    store_choices(shop, "c01", personalise=False)
    append(shop, "rating", "c02", value=1.0, at=NOON - 3 * DAY)
    append(shop, "report", "c03", data={"about": "item_problem"}, at=NOON - 3 * DAY)
    waits = willing(shop, "waits")
    request_handoff(shop, waits, "asked")
    add_customer(shop, "never-said", email="n@example.com")
    found = preview(shop, criteria_of({}), 7.0, NOON)
    assert (found.customers, found.fitting, len(found.reachable)) == (42, 42, 36)
    assert found.barred == {"consent": 3, "trouble": 2, "person": 1}
    audience = running(shop)
    step(shop, RULES, NOON)
    assert set(rows(shop, audience)) == set(found.reachable)


def test_who_changes_their_mind_or_gets_into_trouble_before_the_morning_is_left_in_peace(
    shop: Session,
) -> None:
    audience = running(shop)
    step(shop, RULES, NIGHT)
    told = sorted(id_ for id_, one in rows(shop, audience).items() if one.arm == "told")
    store_choices(shop, told[0], offers=False)
    append(shop, "rating", told[1], value=1.0, at=NIGHT)
    step(shop, RULES, NIGHT + timedelta(hours=12))
    sent = {id_ for id_, one in rows(shop, audience).items() if one.sent_at}
    assert sent == set(told[2:])


def test_nobody_is_interrupted_and_who_has_no_conversation_is_told_when_they_come(shop: Session) -> None:
    audience = running(shop, Draft("All", {}, TEXT, holdout=0.05, days=30))
    talking = willing(shop, "talking")
    post_customer_message(shop, talking, "m1", text="hello", now=NOON - timedelta(minutes=2))
    for n in range(30):
        id_ = f"away{n}"
        add_customer(shop, id_, email=f"{id_}@example.com")
        store_choices(shop, id_, offers=True)
    step(shop, RULES, NOON)
    entered = rows(shop, audience)
    away = next(id_ for id_, one in entered.items() if id_.startswith("away") and one.arm == "told")
    assert entered[away].sent_at is None
    if entered["talking"].arm == "told":
        assert entered["talking"].sent_at is None
    come, _ = begin(shop, customer_id=away, verified_by="token", language="zh")
    step(shop, RULES, NOON + timedelta(hours=1))
    (said,) = messages_after(shop, come.id)
    assert said.text.startswith("新茶到了。")
    assert "我们对您的了解" in said.text


def test_stopped_it_neither_takes_nor_tells_anybody(shop: Session) -> None:
    audience = running(shop)
    step(shop, RULES, NIGHT)
    stop(shop, audience, "staff-1")
    willing(shop, "late")
    done = step(shop, RULES, NOON + DAY)
    assert (done.entered, done.said) == (0, [])
    deeds = shop.scalars(select(AuditEntry.action).where(AuditEntry.subject.contains(audience))).all()
    assert set(deeds) == {"audience.start", "audience.stop"}
    assert "audience.create" in all_deeds(shop)


def test_what_ran_is_not_rewritten_and_what_cannot_be_measured_is_refused(shop: Session) -> None:
    audience = running(shop)
    for act in (
        lambda: change(shop, audience, DRAFT, "s"),
        lambda: remove(shop, audience, "s"),
        lambda: start(shop, audience, "s"),
    ):
        with pytest.raises(Conflict):
            act()
    for wrong in (
        Draft("", {}, TEXT),
        Draft("x", {}, {"en": "only English"}),
        Draft("x", {}, {"en": "y" * 601, "zh": "y"}),
        Draft("x", {}, TEXT, holdout=0.0),
        Draft("x", {}, TEXT, days=0),
        Draft("x", {"age": 3}, TEXT),
    ):
        with pytest.raises(Invalid):
            create(shop, wrong, "s")


def test_purchases_within_the_days_count_for_the_arm_whether_it_was_reached_or_not(shop: Session) -> None:
    audience = running(shop)
    step(shop, RULES, NIGHT)
    entered = rows(shop, audience)
    told = sorted(id_ for id_, one in entered.items() if one.arm == "told")
    held = sorted(id_ for id_, one in entered.items() if one.arm == "held")
    append(shop, "purchase", told[0], "lamp", at=NIGHT + DAY, value=1)
    append(shop, "purchase", told[1], "lamp", at=NIGHT - DAY, value=1)
    append(shop, "purchase", told[2], "lamp", at=NIGHT + 11 * DAY, value=1)
    append(shop, "purchase", held[0], "lamp", at=NIGHT + 9 * DAY, value=1)
    early = result_of(shop, audience, NIGHT + 5 * DAY)
    assert (early.running, early.uplift.told.n, early.uplift.verdict) == (40, 0, "not_enough")
    found = result_of(shop, audience, NIGHT + 12 * DAY)
    assert (found.told, found.held, found.sent, found.running) == (len(told), len(held), 0, 0)
    assert (found.uplift.told.bought, found.uplift.held.bought) == (1, 1)
    merge(shop, told[0], told[3], "staff-1")
    assert result_of(shop, audience, NIGHT + 12 * DAY).told == len(told) - 1, "a person counts once"


@pytest.mark.parametrize(("effect", "wanted"), [(0.4, {"more"}), (0.0, {"none_seen"})])
def test_a_month_of_made_up_purchases_gives_back_the_uplift_that_was_put_in(
    session: Session, effect: float, wanted: set[str]
) -> None:
    """400 customers, a tenth buys anyway; through real rows from entering to the result."""
    add_shop(session)
    add_product(session)
    for n in range(400):
        add_customer(session, f"p{n}", email=f"p{n}@example.com")
        store_choices(session, f"p{n}", offers=True)
    audience = running(session)
    step(session, RULES, NOON)
    random = np.random.default_rng(11)
    session.add_all(
        Event(id=f"buy-{id_}", type="purchase", customer_id=id_, product_id="lamp", at=NOON + DAY, value=1.0)
        for id_, one in sorted(rows(session, audience).items())
        if random.random() < 0.1 + (effect if one.arm == "told" else 0.0)
    )
    session.flush()
    found = result_of(session, audience, NOON + 20 * DAY).uplift
    assert found.verdict in wanted
    assert found.low is not None
    assert found.high is not None
    assert found.low <= effect <= found.high
