"""The rules of each kind of list, asked one after the other; each says what it removed or moved."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from engine.recommend.likeness import Likeness
from engine.recommend.rules.availability import AVOIDED, BUDGET, EXCLUDED, STOCK
from engine.recommend.rules.diversity import maximal_marginal_relevance
from engine.recommend.rules.owned import NOT_REPEATABLE, OWNED
from engine.recommend.rules.price_level import PRICE_LEVEL
from engine.recommend.rules.rejected import NEAR_REJECTED, REJECTED
from engine.recommend.rules.shown import SHOWN
from engine.recommend.rules.situation import Rule, Situation
from engine.recommend.views import Candidate, Kind, Ruling

BEFORE_STOCK: Mapping[Kind, Sequence[Rule]] = {
    "buy_again": (EXCLUDED, NOT_REPEATABLE, REJECTED),
    "discover": (EXCLUDED, OWNED, REJECTED, AVOIDED, NEAR_REJECTED, SHOWN, PRICE_LEVEL),
    "similar": (EXCLUDED, REJECTED, SHOWN),
    "goes_with": (EXCLUDED, OWNED, REJECTED, SHOWN),
}
"""What is told from the history alone, so that stock is looked up for few."""

AFTER_STOCK: Sequence[Rule] = (STOCK, BUDGET)


def judged(
    found: Sequence[Candidate], rules: Sequence[Rule], situation: Situation
) -> tuple[list[Candidate], list[tuple[int, str]]]:
    """The candidates that stay, the worthiest first, and (column, rule) of each that was removed.

    A rule that changes a candidate's worth is named on it with its factor.
    """
    if not found:
        return [], []
    columns = np.array([one.item for one in found], dtype=np.intp)
    worth = np.array([one.worth for one in found], dtype=np.float64)
    rulings: dict[int, list[Ruling]] = {}
    removed: dict[int, str] = {}
    for rule in rules:
        factors = rule.factors(columns, situation)
        touched = np.flatnonzero(factors != 1.0)
        if not len(touched):
            continue
        for place, factor in zip(touched.tolist(), factors[touched].tolist(), strict=True):
            rulings.setdefault(place, []).append(Ruling(rule.name, factor=round(factor, 6)))
            if factor <= 0.0:
                removed.setdefault(place, rule.name)
        worth = worth * factors
    order: list[int] = np.argsort(-worth, kind="stable").tolist()
    values: list[float] = worth.tolist()
    kept = [
        _with(found[place], values[place], rulings[place]) if place in rulings else found[place]
        for place in order
        if place not in removed
    ]
    return kept, [(found[place].item, name) for place, name in removed.items()]


def diversified(
    found: Sequence[Candidate], likeness: Likeness, balance: float, count: int | None = None
) -> list[Candidate]:
    """The candidates in an order without near-repetitions, the first `count` of it where that is enough;
    those that went back say by how many places.
    """
    if balance >= 1.0 or len(found) < 3:  # noqa: PLR2004 - of two, the worthier is first in any case
        return list(found[:count])
    columns = np.array([one.item for one in found], dtype=np.intp)
    worth = np.array([one.worth for one in found])
    order = maximal_marginal_relevance(worth, likeness.among(columns), balance, count)
    return [_moved(found[int(place)], rank - int(place)) for rank, place in enumerate(order)]


def _with(candidate: Candidate, worth: float, rulings: Sequence[Ruling]) -> Candidate:
    return Candidate(
        candidate.item,
        candidate.kind,
        candidate.source,
        candidate.score,
        worth,
        candidate.fallback,
        (*candidate.rulings, *rulings),
        candidate.propensity,
        candidate.explored,
    )


def _moved(candidate: Candidate, back: int) -> Candidate:
    if back <= 0:
        return candidate
    return replace(candidate, rulings=(*candidate.rulings, Ruling("diversity", places=back)))
