"""Finding and listing orders."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.events.log import append
from engine.orders.service import find_order, orders_of, payment_methods_of, totals_of
from tests.builders import NOW, add_order


def test_order_is_found_however_its_number_is_typed(tau: Session) -> None:
    add_order(tau, id="W1234567", lines=[("lamp-0", 2), ("chair-0", 1)])
    for typed in ("W1234567", "#w123 4567", "＃Ｗ１２３４５６７", "1234567"):
        order = find_order(tau, "mei", typed)
        assert (order.id, order.display_id, order.total_cents) == ("W1234567", "#W1234567", 14_000)
    assert [(line.name["en"], line.quantity) for line in order.lines] == [("Lamp", 2), ("Chair", 1)]
    assert order.policy == "tau-retail"
    assert [method.kind for method in order.paid_with] == ["credit_card"]


def test_order_of_another_and_absent_order_look_the_same(tau: Session) -> None:
    add_order(tau, "noah", id="W1234567")
    sentences: list[str] = []
    for number in ("W1234567", "1234567", "W7654321", "what?"):
        with pytest.raises(NotFound) as refused:
            find_order(tau, "mei", number)
        sentences.append(refused.value.message)
    assert len(set(sentences)) == 1


def test_digits_that_end_two_orders_are_not_guessed(tau: Session) -> None:
    add_order(tau, id="W1234567")
    add_order(tau, id="A1234567")
    with pytest.raises(NotFound):
        find_order(tau, "mei", "1234567")


def test_orders_come_newest_first_and_undated_last(tau: Session) -> None:
    add_order(tau, id="W0000001", placed_at=NOW - timedelta(days=3))
    add_order(tau, id="W0000002", placed_at=None)
    add_order(tau, id="W0000003", placed_at=NOW)
    add_order(tau, "noah", id="W0000004")
    assert [order.id for order in orders_of(tau, "mei")] == ["W0000003", "W0000001", "W0000002"]
    assert [order.id for order in orders_of(tau, "mei", limit=1)] == ["W0000003"]


def test_list_takes_the_same_number_of_queries_for_one_order_and_for_nine(tau: Session) -> None:
    def queries() -> int:
        tau.flush()
        tau.expunge_all()
        seen: list[str] = []

        def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
            seen.append(statement)

        event.listen(tau.get_bind(), "before_cursor_execute", note)
        try:
            orders_of(tau, "mei")
        finally:
            event.remove(tau.get_bind(), "before_cursor_execute", note)
        return len(seen)

    add_order(tau)
    one = queries()
    for _ in range(8):
        add_order(tau, lines=[("lamp-0", 1), ("chair-1", 1)])
    assert queries() == one


def test_totals_count_what_was_paid_and_kept(tau: Session) -> None:
    add_order(tau, status="delivered", placed_at=NOW)
    add_order(tau, status="pending", lines=[("chair-0", 1)], placed_at=NOW - timedelta(days=1))
    add_order(tau, status="cancelled", paid={}, placed_at=NOW + timedelta(days=1))
    totals = totals_of(tau, "mei")
    assert (totals.orders, totals.open_orders, totals.cancelled) == (2, 1, 1)
    assert (totals.spent_cents, totals.last_order_at) == (11_500, NOW)
    assert totals_of(tau, "noah").spent_cents == 0


def test_payment_methods_are_the_customers_own(tau: Session) -> None:
    assert [method.id for method in payment_methods_of(tau, "mei")] == ["mei-card", "mei-gift", "mei-paypal"]


def test_orders_without_payments_count_by_their_sums_less_what_came_back(tau: Session) -> None:
    one = add_order(tau, paid={}, status="delivered", placed_at=NOW)
    add_order(tau, paid={}, status="delivered", placed_at=NOW)
    add_order(tau, paid={}, status="cancelled", placed_at=NOW)
    bought = 2 * one.total_cents
    assert bought and totals_of(tau, "mei").spent_cents == bought
    append(tau, "return", "mei", "lamp", at=NOW, value=1.0, order_id=one.id, cents=2_000)
    tau.flush()
    assert totals_of(tau, "mei").spent_cents == bought - 2_000
