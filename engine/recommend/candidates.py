"""The candidates of each kind of list, best first."""

from collections.abc import Sequence

from engine.recommend.interactions import Basket, FloatArray, History
from engine.recommend.makers import GENERAL
from engine.recommend.ranker import Scoring
from engine.recommend.source import Scorer
from engine.recommend.top import top
from engine.recommend.views import Candidate, Kind


def regulars(source: Scorer, history: History, count: int) -> list[Candidate]:
    """The customer's own products, likeliest first."""
    return _of(source.score(history), count, "buy_again", source.name)


def discoveries(scoring: Scoring, count: int) -> list[Candidate]:
    """At least `count` products that the customer never ordered, where there are so many, and the ordered
    ones among them. The source of each is the one that adds most to its score; where most of the score does
    not go back to the history at all, it is a fallback.
    """
    history = scoring.history
    best, scores, worths = _best(scoring.total, count + len(history.ordered))
    shares = scoring.shares(best)
    strongest = [scoring.names[int(row)] for row in shares.argmax(axis=0)]
    own = shares[[name not in GENERAL for name in scoring.names]].sum(axis=0)
    led: list[bool] = (own * 2 >= shares.sum(axis=0)).tolist()
    fallback = "no_neighbours" if history.weights.any() else "no_history"
    return [
        Candidate(item, "discover", source, score, worth, None if known else fallback)
        for item, source, score, worth, known in zip(best, strongest, scores, worths, led, strict=True)
    ]


def companions(source: Scorer, history: History, count: int) -> list[Candidate]:
    """What goes with the products of the history's baskets, the surest first."""
    return _of(source.score(history), count, "goes_with", source.name)


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


def _of(scores: FloatArray, count: int, kind: Kind, source: str) -> list[Candidate]:
    return [
        Candidate(item, kind, source, score, worth)
        for item, score, worth in zip(*_best(scores, count), strict=True)
    ]


def _best(scores: FloatArray, count: int) -> tuple[list[int], list[float], list[float]]:
    """The columns of the best, their scores, and these as shares of the highest."""
    best = top(scores, count)
    values: list[float] = scores[best].tolist()
    highest = max(values, default=1.0)
    return best, values, [value / highest for value in values]
