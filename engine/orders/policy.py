"""What a shop allows to do with an order: one rule book a shop, as data.

`tau-retail` is the tau-bench retail policy; `standard` is the demo shop's: cancel and change while
pending, send back within 30 days of delivery.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.errors import Invalid
from engine.orders.views import OrderView
from engine.store.types import utc_now


@dataclass(frozen=True)
class Decision:
    """Whether something may be done: `rule` is the code of the rule that decided ("allowed" where it may).

    `alternative` is what can be done instead: return, exchange, cancel, wait, wait_and_return, human.
    """

    allowed: bool
    rule: str = "allowed"
    alternative: str | None = None


@dataclass(frozen=True)
class Rulebook:
    """One shop's rules. `return_days` None: there is no last day."""

    name: str
    cancel_reasons: frozenset[str]
    return_days: int | None
    items_once: bool
    """A change of items closes the order for further changes (status pending_modified)."""
    refund_to: frozenset[str]
    """Kinds of payment methods, other than the original one, that a refund may go to."""
    instant: frozenset[str]
    """Kinds of payment methods that a refund reaches at once."""
    refund_days: tuple[int, int]
    """Business days, from and to, for all other kinds."""
    same_variant: bool = False
    """An item may become the variant that it is already. The tau-bench policy asks for "different product
    option"; its own tools do not check it."""


REASONS = frozenset({"no_longer_needed", "ordered_by_mistake"})
GIFT_CARD = frozenset({"gift_card"})

RULEBOOKS: Mapping[str, Rulebook] = {
    book.name: book
    for book in (
        Rulebook("tau-retail", REASONS, None, True, GIFT_CARD, GIFT_CARD, (5, 7)),
        Rulebook("standard", REASONS, 30, False, GIFT_CARD, GIFT_CARD, (5, 7)),
    )
}

_ALLOWED = Decision(allowed=True)

_CANCEL: Mapping[str, Decision] = {
    "pending": _ALLOWED,
    "pending_modified": Decision(False, "already_modified", "wait_and_return"),
    "processed": Decision(False, "already_processed", "wait_and_return"),
    "shipped": Decision(False, "already_processed", "wait_and_return"),
    "delivered": Decision(False, "already_delivered", "return"),
}
_MODIFY: Mapping[str, Decision] = {
    "pending": _ALLOWED,
    "pending_modified": Decision(False, "already_modified", "human"),
    "processed": Decision(False, "already_processed", "wait"),
    "shipped": Decision(False, "already_processed", "wait"),
    "delivered": Decision(False, "already_delivered", "exchange"),
}
_RETURN: Mapping[str, Decision] = {
    "pending": Decision(False, "not_delivered", "cancel"),
    "pending_modified": Decision(False, "not_delivered", "wait"),
    "processed": Decision(False, "not_delivered", "wait"),
    "shipped": Decision(False, "not_delivered", "wait"),
    "delivered": _ALLOWED,
}
_EXCHANGE: Mapping[str, Decision] = {**_RETURN, "pending": Decision(False, "not_delivered", "modify")}

_CLOSED: Mapping[str, Decision] = {
    "cancelled": Decision(False, "already_cancelled"),
    "return_requested": Decision(False, "already_return_requested", "human"),
    "exchange_requested": Decision(False, "already_exchange_requested", "human"),
    "returned": Decision(False, "already_returned"),
}


def rulebook(name: str) -> Rulebook:
    """The rule book of that name; raises Invalid where there is none."""
    try:
        return RULEBOOKS[name]
    except KeyError:
        raise Invalid(
            f"No rule book is called {name!r}; there are: {', '.join(sorted(RULEBOOKS))}."
        ) from None


def check_cancel(order: OrderView, now: datetime | None = None) -> Decision:
    """May this order be cancelled?"""
    decision = _decide(order, _CANCEL)
    if decision.alternative == "return" and not check_return(order, now).allowed:
        return Decision(False, decision.rule, "human")
    return decision


def check_modify(order: OrderView, now: datetime | None = None) -> Decision:
    """May items, address or payment method of this order be changed?"""
    decision = _decide(order, _MODIFY)
    if decision.alternative == "exchange" and not check_exchange(order, now).allowed:
        return Decision(False, decision.rule, "human")
    return decision


def check_return(order: OrderView, now: datetime | None = None) -> Decision:
    """May items of this order be sent back at `now` (default: the present)?"""
    return _within_window(order, _decide(order, _RETURN), now)


def check_exchange(order: OrderView, now: datetime | None = None) -> Decision:
    """May items of this order be exchanged at `now` (default: the present)?"""
    return _within_window(order, _decide(order, _EXCHANGE), now)


def return_until(order: OrderView) -> datetime | None:
    """The last moment at which items can be sent back; None where there is none or it is not known."""
    days = rulebook(order.policy).return_days
    if days is None or order.delivered_at is None:
        return None
    return order.delivered_at + timedelta(days=days)


def _decide(order: OrderView, rules: Mapping[str, Decision]) -> Decision:
    return rules.get(order.status) or _CLOSED.get(order.status) or Decision(False, "unknown_status", "human")


def _within_window(order: OrderView, decision: Decision, now: datetime | None) -> Decision:
    until = return_until(order)
    if decision.allowed and until is not None and (now or utc_now()) > until:
        return Decision(False, "window_passed", "human")
    return decision
