"""From one customer's past to a list: sources, ranker, business rules, diversity. Pure but for prices."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from engine.recommend.candidates import companions, discoveries, fill, only, regulars
from engine.recommend.catalogue import Item
from engine.recommend.feedback.exploring import OPTIONS, Interest, Trying, tried
from engine.recommend.fitted import Fitted
from engine.recommend.interactions import History
from engine.recommend.past import Past
from engine.recommend.ranker import Scoring
from engine.recommend.rules.calibration import calibrated, numbers_of, taste
from engine.recommend.rules.judge import AFTER_STOCK, BEFORE_STOCK, diversified, judged
from engine.recommend.rules.price_level import price_levels
from engine.recommend.rules.situation import Situation
from engine.recommend.views import Candidate, Kind

BUY_AGAIN_SLOTS = 2
"""Of the places shown, at most so many repeat what the customer buys anyway, while there is anything new."""

POOL = 60
"""Candidates of which the stock is looked up; enough that the rules seldom empty a list."""

Prices = Callable[[Sequence[int]], Mapping[int, int]]
"""The lowest price in cents of those of these columns that can be had now."""


@dataclass(frozen=True)
class Tuning:
    """diversity: the balance of maximal marginal relevance; 1 goes by worth alone. exploring: the share of
    lists whose last place is tried out. calibration: how far the categories of the past decide over worth;
    0: not at all.
    """

    diversity: float = 0.85
    exploring: float = 0.1
    calibration: float = 0.0


@dataclass(frozen=True)
class Asked:
    """One request. near: the column of a product, for those like it, or with kind goes_with for those that
    go with it. kind: only that list; None: at most two to buy again, then new ones. trying: the last place
    may be given to something of which too little is known; None: it may not.
    """

    k: int = 5
    kind: Kind | None = None
    near: int | None = None
    excluded: frozenset[int] = frozenset()
    trying: Trying | None = None


@dataclass(frozen=True)
class Chosen:
    """candidates: shown, in order. parts: of each candidate, what its score is made of by product; sources:
    the same by source. removed: (column, rule). situation: with the prices that were looked up. options:
    columns of what could have come to the last place, where it was left to chance.
    """

    candidates: Sequence[Candidate]
    parts: Sequence[Mapping[str, float]]
    sources: Sequence[Mapping[str, float]]
    removed: Sequence[tuple[int, str]]
    situation: Situation
    options: tuple[int, ...] = ()


class Chooser:
    """Immutable, safe between threads. items: in the order of the fitted columns."""

    def __init__(
        self,
        items: Sequence[Item],
        fitted: Fitted,
        tuning: Tuning | None = None,
        interest: Interest | None = None,
    ) -> None:
        self.items, self.fitted, self.tuning = items, fitted, tuning or Tuning()
        self.interest = interest or Interest(np.zeros(len(items)), np.zeros(len(items)))
        self._consumable = np.array([item.consumable for item in items], dtype=bool)
        self._categories = tuple(item.category_id for item in items)
        self._brands = tuple(item.brand.casefold() for item in items)
        self._levels = price_levels(items)
        self._numbers = numbers_of(items)

    def choose(self, past: Past, asked: Asked, now: datetime, prices: Prices) -> Chosen:
        """Up to `k` products that can be had now, best first, and what kept others away."""
        segment = self.fitted.segments.get(past.history.customer or "")
        past = replace(past, history=replace(past.history, segment=segment))
        count = max(POOL, 2 * asked.k)
        situation = self._situation(past, now, asked.excluded)
        again, new, scoring = self._candidates(past.history, asked, count)
        removed: list[tuple[int, str]] = []
        lists: list[list[Candidate]] = []
        for found in (again, new):
            kept, gone = judged(found, BEFORE_STOCK[found[0].kind] if found else (), situation)
            lists.append(kept[:count])
            removed += gone
        situation = situation.priced(prices([one.item for one in (*lists[0], *lists[1])]))
        for place, found in enumerate(lists):
            lists[place], gone = judged(found, AFTER_STOCK, situation)
            removed += gone
        again, new = lists
        new = self._ordered(new, past.history, asked.k + (OPTIONS if asked.trying else 0))
        chosen = fill(again, new, asked.k, BUY_AGAIN_SLOTS)
        chosen, options = self._tried(chosen, new, asked)
        parts, sources = self._parts(chosen, past.history, asked, scoring)
        return Chosen(chosen, parts, sources, removed, situation, options)

    def _ordered(self, new: list[Candidate], history: History, count: int) -> list[Candidate]:
        """Without near-repetitions, then with the categories of the past in their shares."""
        likeness, tuning = self.fitted.likeness, self.tuning
        numbers, size = self._numbers
        wanted = taste(history, numbers, size) if tuning.calibration > 0 and new else None
        if wanted is None or new[0].kind != "discover":
            return diversified(new, likeness, tuning.diversity, count)
        found = diversified(new, likeness, tuning.diversity)
        columns = np.array([one.item for one in found], dtype=np.intp)
        alike = likeness.among(columns)
        return calibrated(found, numbers[columns], wanted, tuning.calibration, count, alike, tuning.diversity)

    def _tried(
        self, chosen: list[Candidate], new: Sequence[Candidate], asked: Asked
    ) -> tuple[list[Candidate], tuple[int, ...]]:
        """The list with its last place tried out, where there are a place and something else for it."""
        full = len(chosen) == asked.k and asked.k > 1 and chosen[-1].kind == "discover"
        if asked.trying is None or asked.trying.share <= 0 or not full:
            return chosen, ()
        taken = {one.item for one in chosen}
        options = [chosen[-1], *(one for one in new if one.item not in taken)][:OPTIONS]
        if len(options) == 1:
            return chosen, ()
        found = tried(options, self.interest, asked.trying)
        return [*chosen[:-1], found.candidate], found.options

    def _situation(self, past: Past, now: datetime, excluded: Iterable[int]) -> Situation:
        fitted = self.fitted
        return Situation(
            past,
            now,
            self._consumable,
            self._levels,
            self._categories,
            fitted.likeness,
            frozenset(excluded),
            brands=self._brands,
        )

    def _candidates(
        self, history: History, asked: Asked, count: int
    ) -> tuple[list[Candidate], list[Candidate], Scoring | None]:
        fitted = self.fitted
        if asked.kind == "goes_with":
            basis = history if asked.near is None else only(asked.near, history)
            return [], companions(fitted.goes_with, basis, count + len(history.ordered)), None
        if asked.near is not None:
            return [], fitted.similar.to(asked.near, count), None
        again = regulars(fitted.again, history, count) if asked.kind in (None, "buy_again") else []
        if asked.kind not in (None, "discover"):
            return again, [], None
        scoring = fitted.ranker.scored(history)
        return again, discoveries(scoring, count), scoring

    def _parts(
        self, chosen: Sequence[Candidate], history: History, asked: Asked, scoring: Scoring | None
    ) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
        """Of each candidate its parts by product, and by source."""
        new = [one.item for one in chosen if one.kind == "discover"]
        ranked = zip(scoring.parts(new), scoring.by_source(new), strict=True) if scoring is not None else ()
        told = dict(zip(new, ranked, strict=True))
        parts: list[dict[str, float]] = []
        sources: list[dict[str, float]] = []
        for one in chosen:
            if one.kind == "discover":
                parts.append(told[one.item][0])
                sources.append(told[one.item][1])
                continue
            parts.append(self._own_parts(one, history, asked))
            sources.append(parts[-1] if one.kind == "similar" else {one.source: one.score})
        return parts, sources

    def _own_parts(self, one: Candidate, history: History, asked: Asked) -> dict[str, float]:
        if one.kind == "goes_with":
            basis = history if asked.near is None else only(asked.near, history)
            return self.fitted.goes_with.parts(basis, one.item)
        if one.kind == "similar" and asked.near is not None:
            return self.fitted.similar.parts(asked.near, one.item)
        return self.fitted.again.parts(history, one.item)
