"""Cancelling: money, stock, the trail, and asking twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.errors import Conflict, NotFound
from engine.orders.refusals import OrderNotAllowed, OrderRefused
from engine.orders.service import cancel_order, find_order
from engine.store import Database
from engine.store.tables import AuditEntry, Event, Order, Payment, PaymentMethod, Variant
from tests.builders import add_customer, add_order, add_product, add_shop


def test_cancelled_order_is_refunded_the_way_it_was_paid(tau: Session) -> None:
    order = add_order(tau, lines=[("lamp-0", 2)], paid={"mei-card": 3000, "mei-gift": 2000})
    result = cancel_order(tau, "mei", order.id, "no_longer_needed", key="k")
    assert result.order.status == "cancelled"
    assert result.order.reason == "no_longer_needed"
    refunds = {
        r.method: (r.amount_cents, r.immediate, r.days_low, r.days_high, r.due) for r in result.refunds
    }
    assert refunds == {"credit_card": (3000, False, 5, 7, False), "gift_card": (2000, True, 0, 0, False)}
    gift = tau.get_one(PaymentMethod, "mei-gift", populate_existing=True)
    assert gift.balance_cents == 12_000
    assert find_order(tau, "mei", order.id).refunds == result.refunds


def test_reason_may_be_written_as_the_policy_writes_it(tau: Session) -> None:
    order = add_order(tau)
    assert (
        cancel_order(tau, "mei", order.id, "Ordered by mistake", key="k").order.reason == "ordered_by_mistake"
    )


def test_other_reason_is_refused_and_nothing_changes(tau: Session) -> None:
    order = add_order(tau)
    with pytest.raises(OrderRefused) as refused:
        cancel_order(tau, "mei", order.id, "bored", key="k")
    assert refused.value.rule == "unknown_reason"
    assert find_order(tau, "mei", order.id).status == "pending"
    assert cancel_order(tau, "mei", order.id, "no_longer_needed", key="k").order.status == "cancelled"


def test_same_key_gives_the_first_result_and_refunds_once(tau: Session) -> None:
    order = add_order(tau, paid={"mei-gift": 2500})
    first = cancel_order(tau, "mei", order.id, "no_longer_needed", key="message-1:cancel")
    second = cancel_order(tau, "mei", order.id, "no_longer_needed", key="message-1:cancel")
    assert second == first
    assert tau.scalar(select(func.count()).where(Payment.kind == "refund")) == 1
    assert tau.get_one(PaymentMethod, "mei-gift", populate_existing=True).balance_cents == 12_500


def test_key_of_another_request_is_refused(tau: Session) -> None:
    first, other = add_order(tau), add_order(tau)
    cancel_order(tau, "mei", first.id, "no_longer_needed", key="k")
    with pytest.raises(Conflict):
        cancel_order(tau, "mei", other.id, "no_longer_needed", key="k")


def test_second_cancellation_says_already_cancelled(tau: Session) -> None:
    order = add_order(tau)
    cancel_order(tau, "mei", order.id, "no_longer_needed", key="k1")
    with pytest.raises(OrderNotAllowed) as refused:
        cancel_order(tau, "mei", order.id, "no_longer_needed", key="k2")
    assert refused.value.decision.rule == "already_cancelled"


def test_order_of_another_cannot_be_cancelled(tau: Session) -> None:
    order = add_order(tau, "noah")
    with pytest.raises(NotFound):
        cancel_order(tau, "mei", order.id, "no_longer_needed", key="k")


def test_stock_comes_back_and_the_trail_is_written(standard: Session) -> None:
    order = add_order(standard, lines=[("lamp-0", 2)])
    cancel_order(standard, "mei", order.id, "no_longer_needed", key="k")
    assert standard.get_one(Variant, "lamp-0", populate_existing=True).stock == 7
    entry = standard.scalars(select(AuditEntry)).one()
    assert (entry.actor, entry.action, entry.subject) == ("customer:mei", "order.cancel", f"order:{order.id}")
    event = standard.scalars(select(Event)).one()
    assert (event.type, event.product_id, event.value, event.data["kind"]) == (
        "return",
        "lamp",
        2.0,
        "cancel",
    )


def test_change_between_reading_and_writing_is_a_conflict(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.session() as session:
        add_shop(session)
        add_customer(session)
        add_product(session)
        order_id = add_order(session).id

    def meanwhile(session: Session, *_args: object) -> None:
        # What a second process does after our read: the row's version is no longer the one we saw.
        table = Order.__table__
        session.execute(table.update().where(table.c.id == order_id).values(version=Order.version + 1))

    monkeypatch.setattr("engine.orders.cancel.give_back", meanwhile)
    with database.session() as session:
        with pytest.raises(Conflict, match="changed a moment ago"):
            cancel_order(session, "mei", order_id, "no_longer_needed", key="k")
    with database.session() as session:
        assert find_order(session, "mei", order_id).status == "pending"
        assert session.scalar(select(func.count()).where(Payment.kind == "refund")) == 0


def test_two_at_once_with_one_key_refund_once(database: Database) -> None:
    with database.session() as session:
        add_shop(session)
        add_customer(session)
        add_product(session)
        order_id = add_order(session, paid={"mei-gift": 2500}).id

    def cancel(_n: int) -> int:
        with database.session() as session:
            result = cancel_order(session, "mei", order_id, "no_longer_needed", key="k")
            return sum(refund.amount_cents for refund in result.refunds)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(cancel, range(8))) == [2500] * 8
    with database.session() as session:
        assert session.get_one(PaymentMethod, "mei-gift").balance_cents == 12_500


def test_two_at_once_with_two_keys_cancel_once(database: Database) -> None:
    with database.session() as session:
        add_shop(session)
        add_customer(session)
        add_product(session)
        order_id = add_order(session, paid={"mei-gift": 2500}).id

    def cancel(n: int) -> str:
        try:
            with database.session() as session:
                cancel_order(session, "mei", order_id, "no_longer_needed", key=f"k{n}")
        except Conflict:
            return "refused"
        return "done"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(cancel, range(6))) == ["done"] + ["refused"] * 5
    with database.session() as session:
        assert session.get_one(PaymentMethod, "mei-gift").balance_cents == 12_500
