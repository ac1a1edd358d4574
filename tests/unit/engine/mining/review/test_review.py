"""The review list: found once, decided by a person, and never a refusal."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.accounts.staff import create_staff
from engine.errors import Invalid, NotFound
from engine.mining.anomalies.detect import Anomaly, joined
from engine.mining.anomalies.findings import Finding
from engine.mining.review.bring_up import Brought, bring_up
from engine.mining.review.evidence import evidence
from engine.mining.review.items import decide, page
from engine.orders.service import cancel_order, orders_of
from engine.store.tables import AuditEntry, ReviewItem
from tests.builders import NOW, add_customer, add_event, add_order, add_product, add_shop


@pytest.fixture
def ada(session: Session) -> str:
    return create_staff(session, "ada@example.com", "Ada", "admin", "correct horse battery").id


@pytest.fixture(autouse=True)
def shop(session: Session) -> None:
    add_shop(session, currency="EUR")
    add_product(session)
    add_customer(session)
    add_order(session, id="W1")


def order_finding(code: str = "unusual_pieces", severity: float = 2.0) -> Finding:
    return Finding("order", "order:W1", code, {"value": 900.0, "usual": 2.0}, severity, "mei", "W1")


def returns_finding() -> Finding:
    values = {"returned": 10.0, "bought": 20.0, "share": 0.5, "usual_share": 0.05}
    return Finding("customer", "customer:mei", "return_rate", values, 3.0, "mei")


def anomalies(*findings: Finding) -> list[Anomaly]:
    return joined(findings)


def test_a_finding_is_an_open_item_with_its_reasons_in_both_languages(session: Session) -> None:
    assert bring_up(session, anomalies(order_finding(), returns_finding()), NOW) == Brought(2, 0, 0)
    found = page(session)
    assert [item.subject for item in found.items] == ["customer", "order"]
    item = found.items[1]
    assert (item.customer, item.order_id, item.state) == ("Mei Li", "W1", "open")
    assert item.reasons[0].en == "900 pieces in all; usual are 2."
    assert item.reasons[0].zh == "共 900 件，平常为 2 件。"
    assert (found.total, found.states) == (2, {"open": 2, "cleared": 0, "confirmed": 0})
    assert found.codes == {"return_rate": 1, "unusual_pieces": 1}
    assert [one.subject for one in page(session, code="return_rate").items] == ["customer"]


def test_found_again_it_is_the_same_item(session: Session) -> None:
    bring_up(session, anomalies(order_finding()), NOW)
    later = NOW + timedelta(days=1)
    assert bring_up(session, anomalies(order_finding(severity=3.0)), later) == Brought(0, 0, 0)
    [item] = page(session).items
    assert (item.severity, item.first_at, item.last_at) == (3.0, NOW, later)


def test_what_was_cleared_stays_cleared_until_another_reason_appears(session: Session, ada: str) -> None:
    bring_up(session, anomalies(order_finding()), NOW)
    [item] = page(session).items
    cleared = decide(session, item.id, "cleared", " a school's yearly order ", ada)
    assert (cleared.state, cleared.decided_by, cleared.note) == ("cleared", "Ada", "a school's yearly order")
    assert bring_up(session, anomalies(order_finding()), NOW).reopened == 0
    assert page(session).total == 0
    again = bring_up(session, anomalies(order_finding(), order_finding("unusual_cents")), NOW)
    assert again == Brought(0, 1, 0)
    [reopened] = page(session).items
    assert (reopened.state, reopened.note) == ("open", "a school's yearly order")


def test_what_is_no_longer_unusual_goes_unless_a_person_has_spoken(session: Session, ada: str) -> None:
    bring_up(session, anomalies(order_finding(), returns_finding()), NOW)
    [customer, _] = page(session).items
    decide(session, customer.id, "confirmed", "the same lamp, ten times", ada)
    assert bring_up(session, [], NOW) == Brought(0, 0, 1)
    assert page(session).total == 0
    [kept] = page(session, state="confirmed").items
    assert kept.id == customer.id


def test_who_decided_what_and_why_is_in_the_audit(session: Session, ada: str) -> None:
    bring_up(session, anomalies(order_finding()), NOW)
    [item] = page(session).items
    decide(session, item.id, "confirmed", "a stolen card", ada)
    decide(session, item.id, "open", "", ada)
    written = select(AuditEntry).where(AuditEntry.action.startswith("review.")).order_by(AuditEntry.id)
    entries = session.scalars(written).all()
    assert [(one.action, one.actor, one.subject) for one in entries] == [
        ("review.confirmed", f"staff:{ada}", "order:W1"),
        ("review.open", f"staff:{ada}", "order:W1"),
    ]
    assert entries[0].data == {"note": "a stolen card", "reasons": ["unusual_pieces"]}


def test_what_cannot_be_decided(session: Session, ada: str) -> None:
    bring_up(session, anomalies(order_finding()), NOW)
    [item] = page(session).items
    with pytest.raises(Invalid, match="what was confirmed"):
        decide(session, item.id, "confirmed", "  ", ada)
    with pytest.raises(Invalid, match="open, cleared, confirmed"):
        decide(session, item.id, "burnt", "", ada)
    with pytest.raises(Invalid, match="2000 characters"):
        decide(session, item.id, "cleared", "x" * 2001, ada)
    with pytest.raises(NotFound):
        decide(session, "nothing", "cleared", "", ada)
    with pytest.raises(Invalid, match="'lost'"):
        page(session, state="lost")


def test_even_a_confirmed_item_refuses_the_customer_nothing(session: Session, ada: str) -> None:
    bring_up(session, anomalies(order_finding(), returns_finding()), NOW)
    for item in page(session).items:
        decide(session, item.id, "confirmed", "a thief", ada)
    assert [order.id for order in orders_of(session, "mei")] == ["W1"]
    cancel_order(session, "mei", "W1", "no_longer_needed", key="message-1")
    assert orders_of(session, "mei")[0].status == "cancelled"


def test_the_evidence_of_an_order_is_its_lines(session: Session) -> None:
    bring_up(session, anomalies(order_finding()), NOW)
    for order, pieces in (("W1", 900.0), ("W2", 1.0)):
        event = add_event(session, "purchase", "mei", "lamp", value=pieces)
        event.order_id, event.cents = order, 2500
    session.flush()
    [line] = evidence(session, page(session).items[0].id).lines
    assert (line.order_id, line.pieces, line.cents, line.product["en"]) == ("W1", 900, 2500, "Lamp")


def test_the_evidence_of_a_customer_is_what_was_bought_and_came_back(session: Session) -> None:
    bring_up(session, anomalies(returns_finding()), NOW)
    add_event(session, "purchase", "mei", "lamp", at=NOW - timedelta(days=2))
    add_event(session, "return", "mei", "lamp", at=NOW)
    add_event(session, "view", "mei", "lamp", at=NOW)
    found = evidence(session, page(session).items[0].id)
    assert [line.type for line in found.lines] == ["return", "purchase"]


def test_the_evidence_of_an_address_is_who_lives_there(session: Session) -> None:
    add_customer(session, "bo", first_name="Bo", last_name="Ek")
    values = {"customers": 2.0, "names": 2.0, "ids": "bo, mei"}
    bring_up(session, anomalies(Finding("address", "address:1", "shared_address", values, 1.0)), NOW)
    found = evidence(session, page(session).items[0].id)
    assert [(one.id, one.name) for one in found.people] == [("bo", "Bo Ek"), ("mei", "Mei Li")]


def test_an_order_that_the_log_does_not_name_is_found_by_its_moment(session: Session) -> None:
    key = f"order:mei@{NOW.replace(tzinfo=None)}"
    finding = Finding("order", key, "unusual_pieces", {"value": 9.0, "usual": 1.0}, 2.0, "mei")
    bring_up(session, anomalies(finding), NOW)
    add_event(session, "purchase", "mei", "lamp", at=NOW)
    add_event(session, "purchase", "mei", "lamp", at=NOW - timedelta(days=1))
    assert len(evidence(session, page(session).items[0].id).lines) == 1


def test_items_go_with_their_customer(session: Session) -> None:
    bring_up(session, anomalies(returns_finding()), NOW)
    assert session.scalars(select(ReviewItem.customer_id)).all() == ["mei"]
    assert ReviewItem.__table__.c.customer_id.foreign_keys.pop().ondelete == "CASCADE"
