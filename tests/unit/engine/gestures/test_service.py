"""Granting a gesture: told to the customer, audited, once, and never beyond budget or cap."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine.conversations.desk import claim
from engine.conversations.messages import append
from engine.conversations.service import messages_after, start
from engine.errors import Conflict, NotFound
from engine.gestures.granted import gesture_months, granted
from engine.gestures.rules import Rules
from engine.gestures.service import card_of, decide
from engine.store import Database
from engine.store.tables import AuditEntry, Conversation, Gesture, GestureBudget, Message
from engine.store.types import utc_now
from tests.at_once import at_once
from tests.builders import NOW, add_product, add_shop
from tests.let_down import let_down
from tests.unit.engine.conversations.conftest import add_agent

RULES = Rules({"shipping_refund": 600, "coupon": 1000, "free_return": 800, "note": 300}, 2_000, 1_500, 90.0)


@pytest.fixture
def talk(session: Session) -> str:
    add_shop(session)
    add_product(session)
    return let_down(session, "mei", NOW)


def grant(session: Session, talk: str, staff: str, *, yes: bool = True, rules: Rules = RULES) -> None:
    card = card_of(session, talk, rules, NOW)
    assert card.gesture is not None
    decide(session, talk, card.gesture.id, staff, grant=yes, rules=rules, now=NOW)


def test_a_grant_is_told_by_the_agent_in_the_customers_language_and_audited(
    session: Session, talk: str
) -> None:
    mira = add_agent(session, "Mira")
    session.get_one(Conversation, talk).language = "zh"
    claim(session, talk, mira)
    card = card_of(session, talk, RULES, NOW)
    assert card.gesture and (card.gesture.kind, card.gesture.state) == ("shipping_refund", "proposed")
    assert (card.left, card.left_of_customer) == (2_000, 1_500)
    grant(session, talk, mira)
    said = messages_after(session, talk)[-1]
    assert (said.author, said.name) == ("staff", "Mira") and "退还您 US$6.00 运费" in said.text
    after = card_of(session, talk, RULES, NOW)
    assert after.gesture and (after.gesture.state, after.gesture.by) == ("granted", "Mira")
    assert after.gesture.reference in said.text
    assert (after.left, after.left_of_customer) == (1_400, 900)
    audit = session.scalars(select(AuditEntry).where(AuditEntry.action == "gesture.granted")).one()
    assert (audit.actor, audit.data["cents"]) == (f"staff:{mira}", 600)
    [month] = gesture_months(session, NOW)
    assert (month.granted, month.declined, month.cents) == (1, 0, 600)
    assert [one.by for one in granted(session, NOW)] == ["Mira"]


def test_the_same_click_twice_changes_nothing_and_a_colleagues_is_refused(
    session: Session, talk: str
) -> None:
    mira, noah = add_agent(session, "Mira"), add_agent(session, "Noah")
    card = card_of(session, talk, RULES, NOW)
    assert card.gesture is not None
    grant(session, talk, mira)
    before = len(messages_after(session, talk))
    decide(session, talk, card.gesture.id, mira, grant=True, rules=RULES, now=NOW)
    assert len(messages_after(session, talk)) == before and card_of(session, talk, RULES, NOW).left == 1_400
    with pytest.raises(Conflict, match="Mira has decided"):
        decide(session, talk, card.gesture.id, noah, grant=False, rules=RULES, now=NOW)


def test_declined_costs_nothing_tells_nothing_and_is_not_proposed_again(session: Session, talk: str) -> None:
    mira = add_agent(session, "Mira")
    grant(session, talk, mira, yes=False)
    assert all(one.author == "system" for one in messages_after(session, talk))
    after = card_of(session, talk, RULES, NOW)
    assert after.gesture and after.gesture.state == "declined" and after.left == 2_000
    other = start(session, customer_id="mei", verified_by="token")[0].id
    assert card_of(session, other, RULES, NOW).gesture is None


def test_neither_over_a_colleague_nor_for_a_visitor_nor_what_is_not_proposed(
    session: Session, talk: str
) -> None:
    mira, noah = add_agent(session, "Mira"), add_agent(session, "Noah")
    claim(session, talk, noah)
    with pytest.raises(Conflict, match="Noah has"):
        grant(session, talk, mira)
    with pytest.raises(Conflict, match="not proposed"):
        decide(session, talk, "promise:other", noah, grant=True, rules=RULES, now=NOW)
    visitor = start(session)[0].id
    assert card_of(session, visitor, RULES, NOW).gesture is None
    with pytest.raises(NotFound):
        decide(session, visitor, "promise:other", mira, grant=True, rules=RULES, now=NOW)


def test_the_cap_counts_what_was_granted_within_its_days(session: Session, talk: str) -> None:
    mira = add_agent(session, "Mira")
    grant(session, talk, mira)
    let_down_again = let_down_once_more(session)
    card = card_of(session, let_down_again, replace(RULES, cap=1_000), NOW)
    assert card.gesture and card.gesture.kind == "note", "four dollars are left of the cap"
    session.execute(update(Gesture).values(decided_at=NOW.replace(year=2025)))
    card = card_of(session, let_down_again, replace(RULES, cap=1_000), NOW)
    assert card.gesture and card.gesture.kind == "coupon"


def let_down_once_more(session: Session) -> str:
    """Two conversations with trouble: a second problem."""
    talks = [start(session, customer_id="mei", verified_by="token")[0].id for _ in range(2)]
    for id_ in talks:
        said = append(session, session.get_one(Conversation, id_), "customer", "late again", now=utc_now())
        nlu = {"intent": {"name": "delivery_problem", "confidence": 0.9}}
        session.execute(update(Message).where(Message.id == said.id).values(nlu=nlu, created_at=NOW))
    session.flush()
    return talks[-1]


def test_of_two_agents_one_grants_and_the_budget_is_never_exceeded(database: Database) -> None:
    """Ten customers, two agents each, money for three: three are granted, by one agent each."""
    with database.session() as session:
        add_shop(session)
        add_product(session)
        talks = [let_down(session, f"c{n}", NOW) for n in range(10)]
        agents = [add_agent(session, name) for name in ("Mira", "Noah")]
    won: list[str] = []
    lost: list[str] = []

    def click(talk: str, customer: str, agent: str) -> None:
        try:
            with database.session() as session:
                said = decide(
                    session, talk, f"promise:m:delivery:{customer}-0", agent, grant=True, rules=only, now=NOW
                )
            if said is not None:
                won.append(talk)
        except Conflict as conflict:
            lost.append(conflict.message)

    only = replace(RULES, costs={**RULES.costs, "coupon": 0, "note": 0})
    at_once(
        [
            lambda talk=talk, n=n, agent=agent: click(talk, f"c{n}", agent)
            for n, talk in enumerate(talks)
            for agent in agents
        ]
    )
    assert len(won) == len(set(won)) == 3 and len(lost) == 17
    with database.session(writes=False) as session:
        rows = session.scalars(select(Gesture)).all()
        assert (
            sum(one.cents for one in rows)
            == session.scalars(select(GestureBudget.spent_cents)).one()
            == 1_800
        )
