"""What is counted of one customer: sums that a new event adds to, whatever order events come in."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from engine.events.facts import Fact

HOUR = 3_600_000_000
"""Microseconds."""


@dataclass
class Tally:
    """Sufficient statistics of one customer: every feature is a function of them.

    events: rows of the log, cancellations too. kinds: events by type. first, last: moments of all events.
    baskets: moment of the first line of each, by order (or by "@" and the moment, where no order is known).
    bought: [pieces, pieces with a known price, cents] by category, "" where not known; viewed: looks by
    category. moods: [n, sum t, sum s, sum tt, sum ts] of questions, t in hours since 1970, s in thousandths:
    whole numbers, so that the order of adding does not show. cancelled: (order, product) that never arrived.
    """

    events: int = 0
    kinds: dict[str, int] = field(default_factory=dict[str, int])
    first: int | None = None
    last: int | None = None
    baskets: dict[str, int | None] = field(default_factory=dict[str, int | None])
    bought: dict[str, list[float]] = field(default_factory=dict[str, list[float]])
    viewed: dict[str, int] = field(default_factory=dict[str, int])
    returned: float = 0.0
    returned_cents: int = 0
    stars: float = 0.0
    moods: list[int] = field(default_factory=lambda: [0] * 5)
    cancelled: list[list[str]] = field(default_factory=list[list[str]])

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def tally_of(facts: Iterable[Fact]) -> Tally:
    """The tally of these events of one customer, in any order."""
    known = list(facts)
    tally = Tally()
    for fact in (*(f for f in known if f.cancels), *(f for f in known if not f.cancels)):
        add(tally, fact)
    return tally


def add(tally: Tally, fact: Fact) -> bool:
    """Count one more event. False: it takes back what was counted before, so count this customer anew."""
    tally.events += 1
    if fact.cancels:
        if fact.order is None or fact.product is None:
            return True
        tally.cancelled.append([fact.order, fact.product])
        return fact.order not in tally.baskets
    if fact.type == "purchase" and [fact.order, fact.product] in tally.cancelled:
        return True
    tally.kinds[fact.type] = tally.kinds.get(fact.type, 0) + 1
    if fact.at is not None:
        tally.first = fact.at if tally.first is None else min(tally.first, fact.at)
        tally.last = fact.at if tally.last is None else max(tally.last, fact.at)
    _ADDERS.get(fact.type, _nothing)(tally, fact)
    return True


def basket_key(order: str | None, at: int | None) -> str:
    """What tells a basket from others: its order, else its moment, else nothing."""
    return order if order is not None else f"@{'' if at is None else at}"


def mood_sums(at: int, mood: float) -> list[int]:
    """What one question adds to `Tally.moods`."""
    t, s = at // HOUR, round(mood * 1000)
    return [1, t, s, t * t, t * s]


def _purchase(tally: Tally, fact: Fact) -> None:
    key = basket_key(fact.order, fact.at)
    moments = [at for at in (tally.baskets.get(key), fact.at) if at is not None]
    tally.baskets[key] = min(moments, default=None)
    pieces = 1.0 if fact.value is None else fact.value
    priced = (0.0, 0.0) if fact.cents is None else (pieces, float(fact.cents))
    before = tally.bought.get(fact.category or "", [0.0] * 3)
    tally.bought[fact.category or ""] = [a + b for a, b in zip(before, (pieces, *priced), strict=True)]


def _return(tally: Tally, fact: Fact) -> None:
    tally.returned += 1.0 if fact.value is None else fact.value
    tally.returned_cents += fact.cents or 0


def _view(tally: Tally, fact: Fact) -> None:
    tally.viewed[fact.category or ""] = tally.viewed.get(fact.category or "", 0) + 1


def _rating(tally: Tally, fact: Fact) -> None:
    tally.stars += fact.value or 0.0


def _question(tally: Tally, fact: Fact) -> None:
    if fact.at is not None and fact.value is not None:
        more = mood_sums(fact.at, fact.value)
        tally.moods = [a + b for a, b in zip(tally.moods, more, strict=True)]


def _nothing(_tally: Tally, _fact: Fact) -> None:
    pass


_ADDERS = {
    "purchase": _purchase,
    "return": _return,
    "view": _view,
    "rating": _rating,
    "question": _question,
}
