"""Changing pending orders: items, payment method, address."""

import pytest
from sqlalchemy.orm import Session

from engine.orders.refusals import OrderNotAllowed, OrderRefused
from engine.orders.service import change_address, change_payment, find_order, modify_items
from engine.store.tables import Order, PaymentMethod, Variant
from tests.builders import add_order


def balance(session: Session) -> int | None:
    return session.get_one(PaymentMethod, "mei-gift", populate_existing=True).balance_cents


def test_items_change_once_in_the_tau_shop(tau: Session) -> None:
    order = add_order(tau, lines=[("lamp-0", 1), ("chair-0", 1)])
    result = modify_items(tau, "mei", order.id, {f"{order.id}-0": "lamp-1"}, key="k1", method_id="mei-paypal")
    assert result.order.status == "pending_modified"
    assert (result.difference_cents, result.order.total_cents) == (500, 12_000)
    line = result.order.lines[0]
    assert (line.variant_id, line.options, line.unit_price_cents) == ("lamp-1", {"size": "1"}, 3000)
    with pytest.raises(OrderNotAllowed) as refused:
        modify_items(tau, "mei", order.id, {f"{order.id}-1": "chair-1"}, key="k2")
    assert refused.value.decision.rule == "already_modified"


def test_items_change_again_in_the_standard_shop_and_stock_follows(standard: Session) -> None:
    order = add_order(standard)
    modify_items(standard, "mei", order.id, {f"{order.id}-0": "lamp-1"}, key="k1")
    result = modify_items(standard, "mei", order.id, {f"{order.id}-0": "lamp-2"}, key="k2")
    assert (result.order.status, result.order.total_cents) == ("pending", 2000)
    assert [(r.amount_cents, r.due) for r in result.refunds] == [(1000, False)]
    stock = {n: standard.get_one(Variant, f"lamp-{n}", populate_existing=True).stock for n in range(3)}
    assert stock == {0: 6, 1: 5, 2: 4}


def test_gift_card_pays_and_receives_the_difference_at_once(standard: Session) -> None:
    order = add_order(standard)
    line = f"{order.id}-0"
    result = modify_items(standard, "mei", order.id, {line: "lamp-1"}, key="k1", method_id="mei-gift")
    assert balance(standard) == 9500
    assert result.method is not None and result.method.balance_cents == 9500
    modify_items(standard, "mei", order.id, {line: "lamp-2"}, key="k2", method_id="mei-gift")
    assert balance(standard) == 10_500


def test_gift_card_without_enough_changes_nothing(tau: Session) -> None:
    tau.get_one(PaymentMethod, "mei-gift").balance_cents = 499
    order = add_order(tau)
    with pytest.raises(OrderRefused) as refused:
        modify_items(tau, "mei", order.id, {f"{order.id}-0": "lamp-1"}, key="k", method_id="mei-gift")
    assert refused.value.rule == "low_balance"
    assert find_order(tau, "mei", order.id).lines[0].variant_id == "lamp-0"


def test_change_of_same_price_still_counts_as_a_change(standard: Session) -> None:
    standard.get_one(Variant, "lamp-1").price_cents = 2500
    order = add_order(standard)
    modify_items(standard, "mei", order.id, {f"{order.id}-0": "lamp-1"}, key="k")
    assert standard.get_one(Order, order.id, populate_existing=True).version == 2


def test_payment_moves_to_another_method_and_the_first_gets_its_money_back(tau: Session) -> None:
    order = add_order(tau)
    result = change_payment(tau, "mei", order.id, "mei-gift", key="k1")
    assert (result.order.status, balance(tau)) == ("pending", 7500)
    assert [(r.method, r.amount_cents, r.days_high) for r in result.refunds] == [("credit_card", 2500, 7)]
    change_payment(tau, "mei", order.id, "mei-paypal", key="k2")
    assert balance(tau) == 10_000


@pytest.mark.parametrize(
    ("method_id", "rule"),
    [("mei-card", "same_method"), ("noah-card", "unknown_method"), ("mei-gift", "low_balance")],
)
def test_payment_method_is_refused_with_its_rule(tau: Session, method_id: str, rule: str) -> None:
    tau.get_one(PaymentMethod, "mei-gift").balance_cents = 2499
    order = add_order(tau)
    with pytest.raises(OrderRefused) as refused:
        change_payment(tau, "mei", order.id, method_id, key="k")
    assert refused.value.rule == rule


def test_address_changes_while_pending(tau: Session) -> None:
    order = add_order(tau)
    address = {"line1": " 2  New Road ", "city": "Boulder", "postcode": "80301", "line2": ""}
    result = change_address(tau, "mei", order.id, address, key="k")
    assert result.order.address == {
        "country": "USA", "line1": "2 New Road", "city": "Boulder", "postcode": "80301",
    }  # fmt: skip
    assert change_address(tau, "mei", order.id, address, key="k") == result


def test_address_of_a_processed_order_stays(tau: Session) -> None:
    order = add_order(tau, status="processed")
    with pytest.raises(OrderNotAllowed) as refused:
        change_address(tau, "mei", order.id, {"line1": "2 New Road", "city": "Boulder"}, key="k")
    assert refused.value.decision.rule == "already_processed"


@pytest.mark.parametrize(
    "address",
    [
        {},
        {"line1": "2 New Road"},
        {"line1": "x" * 201, "city": "B"},
        {"line1": "a", "city": "b", "planet": "c"},
    ],
)
def test_incomplete_address_is_refused(tau: Session, address: dict[str, str]) -> None:
    order = add_order(tau)
    with pytest.raises(OrderRefused) as refused:
        change_address(tau, "mei", order.id, address, key="k")
    assert refused.value.rule == "bad_address"
