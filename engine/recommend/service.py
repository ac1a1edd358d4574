"""Recommendations: trained once from the event log, answered from each customer's full current history."""

from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.recommend.cascade import Cascade
from engine.recommend.catalogue import (
    Item,
    category_numbers,
    currency_of,
    prices_in_stock,
    read_items,
)
from engine.recommend.interactions import History, Interactions
from engine.recommend.reading import read_history, read_interactions
from engine.recommend.reasons import reason
from engine.recommend.sources.buy_again import BuyAgain, times_bought
from engine.recommend.sources.item_knn import ItemKnn
from engine.recommend.sources.popularity import CategoryPopularity, Popularity
from engine.recommend.sources.similar import TOGETHER, Similar
from engine.recommend.views import Candidate, Kind, Suggestion
from engine.store.types import utc_now
from engine.text.localized import localized

__all__ = ["Recommender", "Suggestion"]

BUY_AGAIN_SLOTS = 2
"""Of the places shown, at most so many repeat what the customer buys anyway, while there is anything new."""

POOL = 60
"""Candidates of which the stock is looked up; enough that the rules seldom empty a list."""


class Recommender:
    """Knows all products and what customers bought together. Immutable once built; safe between threads."""

    def __init__(self, items: Sequence[Item], interactions: Interactions, currency: str) -> None:
        self.items = items
        self.interactions = interactions
        self.currency = currency
        self._columns = interactions.columns
        self._knn = ItemKnn()
        self._popularity = Popularity()
        by_category = CategoryPopularity(category_numbers(items))
        again = BuyAgain()
        for source in (self._knn, self._popularity, by_category, again):
            source.fit(interactions)
        self._cascade = Cascade(items, again, (self._knn, by_category, self._popularity))
        self._similar = Similar(items, self._knn)

    @classmethod
    def build(cls, session: Session) -> "Recommender":
        """Read the catalogue and the event log once and train every source."""
        items = read_items(session)
        return cls(items, read_interactions(session, [item.id for item in items]), currency_of(session))

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
    ) -> list[Suggestion]:
        """Up to `k` products that can be had now, best first.

        customer_id None: somebody unknown. exclude: product ids not to show. near: a product id, for
        products like it. kind: only that list; else at most two to buy again, then new ones. Two queries.
        Raises NotFound where `near` is not a product.
        """
        history = self._history(session, customer_id)
        hidden = {self._columns[p] for p in exclude if p in self._columns} | history.rejected
        again, new = self._candidates(history, near, kind)
        again = [c for c in again if c.item not in hidden][:POOL]
        new = list(islice((c for c in new if c.item not in hidden), POOL))
        prices = prices_in_stock(session, [self.items[c.item].id for c in (*again, *new)])
        again, new = ([c for c in found if self.items[c.item].id in prices] for found in (again, new))
        chosen = _fill(again, new, k)
        told = [self._reason(candidate, history, near, language) for candidate in chosen]
        return [
            self._suggestion(candidate, rank, prices, why, language)
            for rank, (candidate, why) in enumerate(zip(chosen, told, strict=True), start=1)
        ]

    def _history(self, session: Session, customer_id: str | None) -> History:
        if customer_id is None:
            return History(np.zeros(len(self.items)))
        return read_history(session, customer_id, self._columns, utc_now())

    def _candidates(
        self, history: History, near: str | None, kind: Kind | None
    ) -> tuple[list[Candidate], Iterable[Candidate]]:
        if near is not None:
            if near not in self._columns:
                raise NotFound("The shop has no such product.")
            return [], self._similar.to(self._columns[near])
        again = self._cascade.regulars(history) if kind in (None, "buy_again") else []
        new = self._cascade.new(history) if kind in (None, "discover") else ()
        return again, new

    def _suggestion(
        self, candidate: Candidate, rank: int, prices: dict[str, int], why: str, language: str
    ) -> Suggestion:
        item = self.items[candidate.item]
        return Suggestion(
            product_id=item.id,
            category_id=item.category_id,
            name=localized(item.name, language),
            price_cents=prices[item.id],
            currency=self.currency,
            reason=why,
            kind=candidate.kind,
            source=candidate.source,
            score=candidate.score,
            parts=candidate.parts,
            rank=rank,
            fallback=candidate.fallback,
        )

    def _reason(self, candidate: Candidate, history: History, near: str | None, language: str) -> str:
        item = self.items[candidate.item]
        if near is not None:
            return self._reason_similar(self._columns[near], candidate.item, language)
        if candidate.source == BuyAgain.name:
            times = times_bought(history, candidate.item)
            return reason("again" if times >= 2 else "again_once", language, n=times)  # noqa: PLR2004
        if candidate.source == ItemKnn.name:
            cause = self._columns[max(candidate.parts, key=lambda product: candidate.parts[product])]
            code = "bought" if cause in history.bought else "looked"
            return reason(code, language, name=self.items[cause].name)
        season = "_season" if self._popularity.dated else ""
        scope = "popular_category" if candidate.source == CategoryPopularity.name else "popular"
        return reason(scope + season, language, category=item.category)

    def _reason_similar(self, near: int, other: int, language: str) -> str:
        first, second = self.items[near], self.items[other]
        together = self._knn.bought_together(near, other)
        if together >= TOGETHER:
            return reason("together", language, name=first.name, n=together)
        if first.category_id == second.category_id:
            return reason("same_category", language, name=first.name, category=second.category)
        return reason("alike", language, name=first.name)


def _fill(again: Sequence[Candidate], new: Sequence[Candidate], k: int) -> list[Candidate]:
    """`k` places: the first two regulars, then what is new, then further regulars, no product twice."""
    chosen: dict[int, Candidate] = {}
    for candidate in (*again[: min(BUY_AGAIN_SLOTS, k)], *new, *again[BUY_AGAIN_SLOTS:]):
        if len(chosen) < k:
            chosen.setdefault(candidate.item, candidate)
    return list(chosen.values())
