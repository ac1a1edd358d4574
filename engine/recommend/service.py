"""Recommendations: trained once from the event log, answered from each customer's full current history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.recommend.cascade import Cascade
from engine.recommend.catalogue import Item, category_numbers, currency_of, prices_in_stock, read_items
from engine.recommend.interactions import History, Interactions
from engine.recommend.likeness import Likeness
from engine.recommend.past import Past, read_past
from engine.recommend.reading import read_interactions
from engine.recommend.rules.judge import AFTER_STOCK, BEFORE_STOCK, diversified, judged
from engine.recommend.rules.price_level import price_levels
from engine.recommend.rules.situation import Situation
from engine.recommend.source import Source
from engine.recommend.sources.buy_again import BuyAgain
from engine.recommend.sources.item_knn import ItemKnn
from engine.recommend.sources.popularity import CategoryPopularity, Popularity
from engine.recommend.sources.similar import Similar
from engine.recommend.views import Answer, Candidate, Kind, Removed, Suggestion
from engine.recommend.wording import Wording
from engine.store.types import utc_now
from engine.text.localized import localized

__all__ = ["Recommender", "Suggestion", "Tuning"]

BUY_AGAIN_SLOTS = 2
"""Of the places shown, at most so many repeat what the customer buys anyway, while there is anything new."""

POOL = 60
"""Candidates of which the stock is looked up; enough that the rules seldom empty a list."""


@dataclass(frozen=True)
class Tuning:
    """diversity: the balance of maximal marginal relevance; 1 goes by worth alone."""

    diversity: float = 0.85


class Recommender:
    """Knows all products and what customers bought together. Immutable once built; safe between threads."""

    def __init__(
        self, items: Sequence[Item], interactions: Interactions, currency: str, tuning: Tuning | None = None
    ) -> None:
        self.items = items
        self.columns = interactions.columns
        self.currency = currency
        self.tuning = tuning or Tuning()
        knn, popularity, again = ItemKnn(), Popularity(), BuyAgain()
        by_category = CategoryPopularity(category_numbers(items))
        sources: tuple[Source, ...] = (knn, by_category, popularity)
        for source in (*sources, again):
            source.fit(interactions)
        self._likeness = Likeness.of(items)
        self._cascade = Cascade(again, sources)
        self._similar = Similar(self._likeness, knn)
        named = {source.name: source for source in (*sources, again)}
        self._words = Wording(items, self.columns, named, self._similar, knn, interactions.dated)
        self._consumable = np.array([item.consumable for item in items], dtype=bool)
        self._categories = tuple(item.category_id for item in items)
        self._levels = price_levels(items)

    @classmethod
    def build(cls, session: Session, tuning: Tuning | None = None) -> "Recommender":
        """Read the catalogue and the event log once and train every source."""
        items = read_items(session)
        interactions = read_interactions(session, [item.id for item in items])
        return cls(items, interactions, currency_of(session), tuning)

    def recommend(
        self,
        session: Session,
        customer_id: str | None,
        k: int = 5,
        language: str = "en",
        *,
        exclude: Iterable[str] = (),
        near: str | None = None,
        kind: Kind | None = None,
        now: datetime | None = None,
    ) -> list[Suggestion]:
        """The suggestions of `answer`."""
        found = self.answer(session, customer_id, k, language, exclude=exclude, near=near, kind=kind, now=now)
        return list(found.suggestions)

    def answer(
        self,
        session: Session,
        customer_id: str | None,
        k: int = 5,
        language: str = "en",
        *,
        exclude: Iterable[str] = (),
        near: str | None = None,
        kind: Kind | None = None,
        now: datetime | None = None,
    ) -> Answer:
        """Up to `k` products that can be had now, best first, and what kept others away.

        customer_id None, or one that the log does not know: somebody unknown. exclude: product ids not to
        show. near: a product id, for products like it. kind: only that list; else at most two to buy again,
        then new ones. Two queries. Raises NotFound where `near` is not a product.
        """
        moment = now or utc_now()
        past = self._past(session, customer_id, moment)
        column = self._column(near)
        situation = self._situation(past, moment, exclude)
        removed: list[tuple[int, str]] = []
        again, new = self._candidates(past.history, column, kind, max(POOL, 2 * k))
        lists: list[list[Candidate]] = []
        for found in (again, new):
            kept, gone = judged(found, BEFORE_STOCK[found[0].kind] if found else (), situation)
            lists.append(kept[: max(POOL, 2 * k)])
            removed += gone
        situation = self._priced(session, situation, [one.item for one in (*lists[0], *lists[1])])
        for place, found in enumerate(lists):
            lists[place], gone = judged(found, AFTER_STOCK, situation)
            removed += gone
        again, new = lists
        chosen = _fill(again, diversified(new, self._likeness, self.tuning.diversity), k)
        return Answer(
            suggestions=tuple(
                self._suggestion(candidate, rank, situation, column, language)
                for rank, candidate in enumerate(chosen, start=1)
            ),
            removed=self._removed(removed, chosen),
            nothing=None if chosen else self._why_nothing(past.history),
        )

    def _past(self, session: Session, customer_id: str | None, now: datetime) -> Past:
        if customer_id is None:
            return Past(History(np.zeros(len(self.items)), now=now))
        return read_past(session, customer_id, self.columns, now)

    def _column(self, near: str | None) -> int | None:
        if near is not None and near not in self.columns:
            raise NotFound("The shop has no such product.")
        return None if near is None else self.columns[near]

    def _situation(self, past: Past, now: datetime, exclude: Iterable[str]) -> Situation:
        excluded = frozenset(self.columns[product] for product in exclude if product in self.columns)
        return Situation(
            past, now, self._consumable, self._levels, self._categories, self._likeness, excluded
        )

    def _priced(self, session: Session, situation: Situation, columns: Sequence[int]) -> Situation:
        found = prices_in_stock(session, [self.items[column].id for column in columns])
        return situation.priced({self.columns[product]: cents for product, cents in found.items()})

    def _candidates(
        self, history: History, near: int | None, kind: Kind | None, count: int
    ) -> tuple[list[Candidate], list[Candidate]]:
        if near is not None:
            return [], self._similar.to(near, count)
        again = self._cascade.regulars(history, count) if kind in (None, "buy_again") else []
        new = self._cascade.new(history, count) if kind in (None, "discover") else []
        return again, new

    def _suggestion(
        self, candidate: Candidate, rank: int, situation: Situation, near: int | None, language: str
    ) -> Suggestion:
        item, history = self.items[candidate.item], situation.past.history
        parts = self._words.parts(candidate, history, near)
        return Suggestion(
            product_id=item.id,
            category_id=item.category_id,
            name=localized(item.name, language),
            price_cents=situation.prices[candidate.item],
            currency=self.currency,
            reason=self._words.reason(candidate, parts, history, near, language),
            kind=candidate.kind,
            source=candidate.source,
            score=candidate.score,
            parts=parts,
            rank=rank,
            fallback=candidate.fallback,
            shares=self._words.shares(parts, history, language),
            rulings=candidate.rulings,
            propensity=candidate.propensity,
            explored=candidate.explored,
        )

    def _removed(
        self, removed: Sequence[tuple[int, str]], chosen: Sequence[Candidate]
    ) -> tuple[Removed, ...]:
        shown = {candidate.item for candidate in chosen}
        first = {column: rule for column, rule in reversed(removed) if column not in shown}
        return tuple(Removed(self.items[column].id, rule) for column, rule in sorted(first.items()))

    def _why_nothing(self, history: History) -> str:
        if not self.items:
            return "empty_catalogue"
        return "all_owned" if len(history.ordered) == len(self.items) else "none_left"


def _fill(again: Sequence[Candidate], new: Sequence[Candidate], k: int) -> list[Candidate]:
    """`k` places: the first two regulars, then what is new, then further regulars, no product twice."""
    chosen: dict[int, Candidate] = {}
    for candidate in (*again[: min(BUY_AGAIN_SLOTS, k)], *new, *again[BUY_AGAIN_SLOTS:]):
        if len(chosen) < k:
            chosen.setdefault(candidate.item, candidate)
    return list(chosen.values())
