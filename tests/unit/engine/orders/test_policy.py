"""What may be done in which state, by rule book."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.errors import Invalid
from engine.orders.policy import (
    Decision,
    check_cancel,
    check_exchange,
    check_modify,
    check_return,
    rulebook,
)
from engine.orders.views import OrderView
from tests.builders import NOW

ORDER = OrderView(
    "W1", "#W1", "mei", "pending", NOW, None, None, NOW, [], 0, "USD", [], {}, [], policy="tau-retail"
)


def order(status: str, policy: str = "tau-retail") -> OrderView:
    return replace(ORDER, status=status, policy=policy)


@pytest.mark.parametrize(
    ("status", "cancel", "modify", "back", "exchange"),
    [
        ("pending", None, None, ("not_delivered", "cancel"), ("not_delivered", "modify")),
        (
            "pending_modified",
            ("already_modified", "wait_and_return"),
            ("already_modified", "human"),
            ("not_delivered", "wait"),
            ("not_delivered", "wait"),
        ),
        (
            "processed",
            ("already_processed", "wait_and_return"),
            ("already_processed", "wait"),
            ("not_delivered", "wait"),
            ("not_delivered", "wait"),
        ),
        (
            "shipped",
            ("already_processed", "wait_and_return"),
            ("already_processed", "wait"),
            ("not_delivered", "wait"),
            ("not_delivered", "wait"),
        ),
        ("delivered", ("already_delivered", "return"), ("already_delivered", "exchange"), None, None),
        ("cancelled", *[("already_cancelled", None)] * 4),
        ("return_requested", *[("already_return_requested", "human")] * 4),
        ("exchange_requested", *[("already_exchange_requested", "human")] * 4),
        ("returned", *[("already_returned", None)] * 4),
        ("lost_in_space", *[("unknown_status", "human")] * 4),
    ],
)
def test_each_state_allows_what_the_policy_says(
    status: str, cancel: object, modify: object, back: object, exchange: object
) -> None:
    checks = (check_cancel, check_modify, check_return, check_exchange)
    for check, expected in zip(checks, (cancel, modify, back, exchange), strict=True):
        decision = check(order(status), NOW)
        assert decision == (Decision(True) if expected is None else Decision(False, *expected)), check


def test_standard_shop_takes_returns_for_30_days() -> None:
    delivered = order("delivered", "standard")
    assert check_return(delivered, NOW + timedelta(days=30)).allowed
    assert check_exchange(delivered, NOW + timedelta(days=30)).allowed
    late = NOW + timedelta(days=30, seconds=1)
    assert check_return(delivered, late) == Decision(False, "window_passed", "human")
    assert check_exchange(delivered, late) == Decision(False, "window_passed", "human")


def test_alternative_is_never_one_that_is_refused_as_well() -> None:
    delivered = order("delivered", "standard")
    late = NOW + timedelta(days=31)
    assert check_cancel(delivered, late) == Decision(False, "already_delivered", "human")
    assert check_modify(delivered, late) == Decision(False, "already_delivered", "human")


def test_tau_shop_has_no_last_day_of_return() -> None:
    assert check_return(order("delivered"), NOW + timedelta(days=3650)).allowed


def test_delivery_date_that_nobody_knows_does_not_stop_a_return() -> None:
    assert check_return(replace(order("delivered", "standard"), delivered_at=None), NOW).allowed


def test_unknown_rule_book_is_named() -> None:
    with pytest.raises(Invalid, match="tau-retail"):
        rulebook("wishful")
