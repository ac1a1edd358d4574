"""The candidates of each kind of list, best first."""

from collections.abc import Callable, Sequence

from engine.recommend.interactions import Basket, FloatArray, History
from engine.recommend.makers import GENERAL
from engine.recommend.ranker import Scoring
from engine.recommend.source import Scorer
from engine.recommend.top import top
from engine.recommend.views import Candidate, Kind


def regulars(source: Scorer, history: History, count: int) -> list[Candidate]:
    """The customer's own products, likeliest first."""
    return _of(source.score(history), count, "buy_again", lambda _: (source.name, None))


def discoveries(scoring: Scoring, count: int) -> list[Candidate]:
    """At least `count` products that the customer never ordered, where there are so many, and the ordered
    ones among them. The source of each is the one that adds most to its score; where most of the score does
    not go back to the history at all, it is a fallback.
    """
    history = scoring.history
    known = bool(history.weights.any())

    def told(item: int) -> tuple[str, str | None]:
        shares = scoring.by_source(item)
        own = sum(share for name, share in shares.items() if name not in GENERAL)
        fallback = "no_neighbours" if known else "no_history"
        strongest = max(shares, key=lambda name: shares[name])
        return strongest, None if own * 2 >= sum(shares.values()) else fallback

    return _of(scoring.total, count + len(history.ordered), "discover", told)


def companions(source: Scorer, history: History, count: int) -> list[Candidate]:
    """What goes with the products of the history's baskets, the surest first."""
    return _of(source.score(history), count, "goes_with", lambda _: (source.name, None))


def only(item: int, history: History) -> History:
    """A history as if this one product had been bought now, and what was ordered as it was."""
    weights = history.weights * 0.0
    weights[item] = 1.0
    return History(weights, [Basket((item,), history.now)], history.ordered, now=history.now)


def fill(again: Sequence[Candidate], new: Sequence[Candidate], k: int, most: int) -> list[Candidate]:
    """`k` places: at most `most` regulars, then what is new, then further regulars, no product twice."""
    chosen: dict[int, Candidate] = {}
    for candidate in (*again[: min(most, k)], *new, *again[most:]):
        if len(chosen) < k:
            chosen.setdefault(candidate.item, candidate)
    return list(chosen.values())


def _of(
    scores: FloatArray, count: int, kind: Kind, told: Callable[[int], tuple[str, str | None]]
) -> list[Candidate]:
    best = top(scores, count)
    highest = max((float(scores[item]) for item in best), default=1.0)
    found: list[Candidate] = []
    for item in best:
        source, fallback = told(item)
        score = float(scores[item])
        found.append(Candidate(item, kind, source, score, score / highest, fallback))
    return found
