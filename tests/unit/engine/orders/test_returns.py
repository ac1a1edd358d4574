"""Returns and exchanges of delivered orders."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.orders.refusals import OrderNotAllowed, OrderRefused
from engine.orders.service import exchange_items, find_order, return_items
from engine.store.tables import Event, PaymentMethod, Variant
from tests.builders import add_order


def refused_rule(error: pytest.ExceptionInfo[OrderRefused]) -> str:
    return error.value.rule


def test_return_is_due_when_the_goods_are_back(tau: Session) -> None:
    order = add_order(tau, status="delivered", lines=[("lamp-0", 2), ("chair-0", 1)])
    result = return_items(tau, "mei", order.id, [f"{order.id}-0"], key="k")
    assert result.order.status == "return_requested"
    assert [line.state for line in result.order.lines] == ["return_requested", "ordered"]
    (refund,) = result.refunds
    assert (refund.amount_cents, refund.method, refund.due, refund.days_low) == (5000, "credit_card", True, 5)
    event = tau.scalars(select(Event)).one()
    assert (event.type, event.product_id, event.value) == ("return", "lamp", 2.0)


def test_return_to_a_gift_card_does_not_move_its_balance_yet(tau: Session) -> None:
    order = add_order(tau, status="delivered")
    result = return_items(tau, "mei", order.id, [f"{order.id}-0"], key="k", method_id="mei-gift")
    assert [(r.method, r.immediate, r.due) for r in result.refunds] == [("gift_card", True, True)]
    assert tau.get_one(PaymentMethod, "mei-gift", populate_existing=True).balance_cents == 10_000


@pytest.mark.parametrize(
    ("method_id", "rule"), [("mei-paypal", "method_not_allowed"), ("noah-gift", "unknown_method")]
)
def test_refund_goes_to_the_original_method_or_an_own_gift_card_only(
    tau: Session, method_id: str, rule: str
) -> None:
    order = add_order(tau, status="delivered")
    with pytest.raises(OrderRefused) as refused:
        return_items(tau, "mei", order.id, [f"{order.id}-0"], key="k", method_id=method_id)
    assert refused_rule(refused) == rule
    assert find_order(tau, "mei", order.id).status == "delivered"


@pytest.mark.parametrize(("lines", "rule"), [([], "no_lines"), (["W9999999-0"], "unknown_line")])
def test_lines_must_be_the_orders_own(tau: Session, lines: list[str], rule: str) -> None:
    order = add_order(tau, status="delivered")
    with pytest.raises(OrderRefused) as refused:
        return_items(tau, "mei", order.id, lines, key="k")
    assert refused_rule(refused) == rule


def test_refund_never_exceeds_what_was_paid(tau: Session) -> None:
    order = add_order(tau, status="delivered", paid={"mei-card": 1000, "mei-gift": 500})
    result = return_items(tau, "mei", order.id, [f"{order.id}-0"], key="k")
    assert {r.method: r.amount_cents for r in result.refunds} == {"credit_card": 1000, "gift_card": 500}


def test_repeated_line_is_refunded_once(tau: Session) -> None:
    order = add_order(tau, status="delivered", lines=[("lamp-0", 1), ("chair-0", 1)])
    result = return_items(tau, "mei", order.id, [f"{order.id}-0", f"{order.id}-0"], key="k")
    assert sum(refund.amount_cents for refund in result.refunds) == 2500


def test_return_of_a_pending_order_names_cancelling(tau: Session) -> None:
    order = add_order(tau)
    with pytest.raises(OrderNotAllowed) as refused:
        return_items(tau, "mei", order.id, [f"{order.id}-0"], key="k")
    assert refused.value.decision.alternative == "cancel"


def test_exchange_for_a_dearer_variant_is_charged_later_and_takes_stock(tau: Session) -> None:
    order = add_order(tau, status="delivered")
    line = f"{order.id}-0"
    result = exchange_items(tau, "mei", order.id, {line: "lamp-1"}, key="k", method_id="mei-gift")
    assert (result.order.status, result.difference_cents, result.refunds) == ("exchange_requested", 500, [])
    assert result.order.lines[0].exchange_variant_id == "lamp-1"
    assert result.order.lines[0].variant_id == "lamp-0"
    assert tau.get_one(PaymentMethod, "mei-gift", populate_existing=True).balance_cents == 10_000
    assert tau.get_one(Variant, "lamp-1", populate_existing=True).stock == 4


def test_exchange_for_a_cheaper_variant_gives_the_difference_back(tau: Session) -> None:
    order = add_order(tau, status="delivered")
    result = exchange_items(tau, "mei", order.id, {f"{order.id}-0": "lamp-2"}, key="k")
    assert [(r.amount_cents, r.method, r.due) for r in result.refunds] == [(500, "credit_card", True)]


@pytest.mark.parametrize(
    ("variant", "rule"),
    [("chair-0", "other_product"), ("lamp-0", "same_variant"), ("lamp-9", "unknown_variant")],
)
def test_exchange_stays_within_the_product(tau: Session, variant: str, rule: str) -> None:
    order = add_order(tau, status="delivered")
    with pytest.raises(OrderRefused) as refused:
        exchange_items(tau, "mei", order.id, {f"{order.id}-0": variant}, key="k")
    assert refused_rule(refused) == rule


def test_exchange_needs_a_variant_that_is_there(tau: Session) -> None:
    tau.get_one(Variant, "lamp-1").available = False
    tau.get_one(Variant, "lamp-2").stock = 1
    order = add_order(tau, status="delivered", lines=[("lamp-0", 2)])
    for variant in ("lamp-1", "lamp-2"):
        with pytest.raises(OrderRefused) as refused:
            exchange_items(tau, "mei", order.id, {f"{order.id}-0": variant}, key="k")
        assert refused_rule(refused) == "not_available"


def test_gift_card_must_hold_the_difference_of_all_exchanges_together(tau: Session) -> None:
    tau.get_one(PaymentMethod, "mei-gift").balance_cents = 800
    first, second = add_order(tau, status="delivered"), add_order(tau, status="delivered")
    exchange_items(tau, "mei", first.id, {f"{first.id}-0": "lamp-1"}, key="k1", method_id="mei-gift")
    with pytest.raises(OrderRefused) as refused:
        exchange_items(tau, "mei", second.id, {f"{second.id}-0": "lamp-1"}, key="k2", method_id="mei-gift")
    assert refused_rule(refused) == "low_balance"


def test_exchange_can_be_asked_for_once(tau: Session) -> None:
    order = add_order(tau, status="delivered", lines=[("lamp-0", 1), ("chair-0", 1)])
    exchange_items(tau, "mei", order.id, {f"{order.id}-0": "lamp-1"}, key="k1")
    with pytest.raises(OrderNotAllowed) as refused:
        exchange_items(tau, "mei", order.id, {f"{order.id}-1": "chair-1"}, key="k2")
    assert refused.value.decision.rule == "already_exchange_requested"
