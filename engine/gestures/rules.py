"""Which gesture is proposed, of what is known of a customer and of the money that is left: the decision."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from engine.settings import Settings

Kind = Literal["shipping_refund", "coupon", "free_return", "note"]
Reason = Literal["broken_promise", "second_problem", "high_stake"]
KINDS: Final[tuple[Kind, ...]] = ("shipping_refund", "coupon", "free_return", "note")
_USUAL: Final[tuple[Kind, ...]] = ("coupon", "note")
BROKEN: Final[Mapping[str, tuple[Kind, ...]]] = {
    "delivery": ("shipping_refund", "coupon", "note"),
    "refund": _USUAL,
    "callback": ("note",),
}
"""What makes a broken promise of each kind good: one to answer by a moment is a smaller matter."""
HIGH_STAKE: Final = 5.0
"""Head start in minutes (engine.manner.stake) from which on much is at stake: half of the most, which is a
typical customer's whole value."""
SECOND: Final = 2
"""Conversations with trouble within the window that make it one too many."""


@dataclass(frozen=True)
class Rules:
    """Money in cents. costs: of each kind, 0 means never. budget: of all in a month. cap: of one customer
    within `days`."""

    costs: Mapping[Kind, int]
    budget: int
    cap: int
    days: float

    @classmethod
    def of(cls, settings: Settings) -> "Rules":
        """As they are set."""
        costs: dict[Kind, int] = {
            "shipping_refund": round(settings.gesture_shipping_refund * 100),
            "coupon": round(settings.gesture_coupon * 100),
            "free_return": round(settings.gesture_free_return * 100),
            "note": round(settings.gesture_note * 100),
        }
        budget, cap = round(settings.gesture_budget * 100), round(settings.gesture_cap * 100)
        return cls(costs, budget, cap, settings.gesture_days)


@dataclass(frozen=True)
class Problem:
    """A conversation of the last 30 days with trouble; of an item that came wrong or damaged, or another."""

    conversation_id: str
    about_item: bool


@dataclass(frozen=True)
class Situation:
    """broken: promises of the last 30 days, by id and kind (engine.promises), the latest first.
    problems: the latest first. stake_minutes: None where nothing can be said. decided: gestures that were
    granted or declined before. settled_here: whether one was in this conversation."""

    broken: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    stake_minutes: float | None = None
    decided: Collection[str] = ()
    settled_here: bool = False


@dataclass(frozen=True)
class Proposal:
    """id: of what it makes good, so that the same thing is never made good twice. count: broken promises or
    conversations with trouble that it rests on."""

    id: str
    kind: Kind
    cents: int
    reason: Reason
    count: int


def propose(situation: Situation, rules: Rules, *, left: int, left_of_customer: int) -> Proposal | None:
    """The gesture to propose; None where nothing calls for one or no money is left for the smallest.

    A promise we broke comes before a second problem, that before much at stake. Of the kinds that fit a
    reason the first that costs no more than what is left of the month's budget and of the customer's cap.
    """
    if situation.settled_here:
        return None
    most = min(left, left_of_customer)
    for id_, reason, kinds, count in _reasons(situation):
        if id_ in situation.decided:
            continue
        for kind in kinds:
            if 0 < rules.costs[kind] <= most:
                return Proposal(id_, kind, rules.costs[kind], reason, count)
    return None


def _reasons(situation: Situation) -> Iterator[tuple[str, Reason, tuple[Kind, ...], int]]:
    for id_, of in situation.broken:
        yield f"promise:{id_}", "broken_promise", BROKEN.get(of, _USUAL), len(situation.broken)
    if not situation.problems:
        return
    last, count = situation.problems[0], len(situation.problems)
    usual: tuple[Kind, ...] = ("free_return", *_USUAL) if last.about_item else _USUAL
    if count >= SECOND:
        yield f"problem:{last.conversation_id}", "second_problem", usual, count
    elif situation.stake_minutes is not None and situation.stake_minutes >= HIGH_STAKE:
        yield f"problem:{last.conversation_id}", "high_stake", usual, count
