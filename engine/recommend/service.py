"""Recommendations: trained once from the event log, answered from each customer's full current history."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.recommend.beside import Beside
from engine.recommend.beside_reading import read_beside
from engine.recommend.catalogue import Item, currency_of, prices_in_stock, read_items
from engine.recommend.chooser import Asked, Chooser, Chosen, Tuning
from engine.recommend.feedback.exploring import Interest, Trying
from engine.recommend.feedback.interest import read_interest
from engine.recommend.fitted import Fitted
from engine.recommend.interactions import History, Interactions
from engine.recommend.likeness import Likeness
from engine.recommend.mix import Mix, default_mix
from engine.recommend.mix_stored import Remembering, Stored, stored
from engine.recommend.past import Past, read_past
from engine.recommend.reading import read_interactions
from engine.recommend.views import Answer, Kind, Removed, Suggestion
from engine.recommend.wording import Telling, Wording
from engine.store.types import utc_now
from engine.text.localized import localized
from engine.text.vectors import Encoder

__all__ = ["Recommender", "Suggestion", "Tuning"]


class Recommender:
    """Knows all products and what customers bought together. Immutable once built; safe between threads."""

    def __init__(
        self,
        items: Sequence[Item],
        interactions: Interactions,
        beside: Beside,
        mix: Mix,
        *,
        currency: str,
        tuning: Tuning | None = None,
        interest: Interest | None = None,
    ) -> None:
        self.items, self.columns, self.currency, self.mix = items, interactions.columns, currency, mix
        self.tuning = tuning or Tuning()
        self.fitted = Fitted.of(interactions, beside, mix, Likeness.of(items))
        self.policy = mix.digest()
        self.chooser = Chooser(items, self.fitted, self.tuning, interest)
        self._words = Wording(items, self.columns, self.fitted.knn, self.fitted.dated)

    @classmethod
    def build(
        cls,
        session: Session,
        learnt: Path | None = None,
        encoder: Encoder | None = None,
        tuning: Tuning | None = None,
    ) -> "Recommender":
        """Read the catalogue and the event log once and train every source.

        learnt: where `attune rebuild` left weights and vectors; the defaults without it. encoder: sentence
        vectors of products; without one they are told by their words.
        """
        known = stored(learnt) if learnt is not None else Stored(default_mix("Nothing learnt was asked for."))
        reader = Remembering(encoder, encoder.name, known) if encoder is not None else None
        items = read_items(session)
        interactions = read_interactions(session, [item.id for item in items])
        beside = read_beside(session, items, reader)
        interest = read_interest(session, interactions.columns, utc_now())
        return cls(
            items,
            interactions,
            beside,
            known.mix,
            currency=currency_of(session),
            tuning=tuning,
            interest=interest,
        )

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
        seed: str | None = None,
    ) -> list[Suggestion]:
        """The suggestions of `answer`."""
        found = self.answer(
            session, customer_id, k, language, exclude=exclude, near=near, kind=kind, now=now, seed=seed
        )
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
        seed: str | None = None,
    ) -> Answer:
        """Up to `k` products that can be had now, best first, and what kept others away.

        customer_id None, or one that the log does not know, or who switched personalisation off: somebody
        unknown. exclude: product ids not to
        show. near: a product id, for products like it, or with kind goes_with for what goes with it. kind:
        only that list; else at most two to buy again, then new ones. seed: what chance
        goes by where the last place may be tried out (for lists that are shown as they are and logged); None:
        it may not. Two queries. Raises NotFound where
        `near` is not a product.
        """
        moment = now or utc_now()
        if near is not None and near not in self.columns:
            raise NotFound("The shop has no such product.")
        column = None if near is None else self.columns[near]
        excluded = frozenset(self.columns[product] for product in exclude if product in self.columns)
        past = self._past(session, customer_id, moment)
        trying = None if seed is None else Trying(self.tuning.exploring, seed)
        asked = Asked(k, kind, column, excluded, trying)
        chosen = self.chooser.choose(past, asked, moment, lambda columns: self._prices(session, columns))
        telling = self._words.telling(chosen.situation.past.history, column, language)
        return Answer(
            suggestions=tuple(
                self._suggestion(chosen, place, language, telling) for place in range(len(chosen.candidates))
            ),
            removed=self._removed(chosen),
            nothing=None if chosen.candidates else self._why_nothing(past.history),
        )

    def _past(self, session: Session, customer_id: str | None, now: datetime) -> Past:
        if customer_id is None:
            return Past(History(np.zeros(len(self.items)), now=now))
        return read_past(session, customer_id, self.columns, now)

    def _prices(self, session: Session, columns: Sequence[int]) -> Mapping[int, int]:
        found = prices_in_stock(session, [self.items[column].id for column in columns])
        return {self.columns[product]: cents for product, cents in found.items()}

    def _suggestion(self, chosen: Chosen, place: int, language: str, telling: Telling) -> Suggestion:
        candidate, parts = chosen.candidates[place], dict(chosen.parts[place])
        item = self.items[candidate.item]
        last = place == len(chosen.candidates) - 1
        return Suggestion(
            product_id=item.id,
            category_id=item.category_id,
            name=localized(item.name, language),
            price_cents=chosen.situation.prices[candidate.item],
            currency=self.currency,
            reason=telling.reason(candidate, parts),
            kind=candidate.kind,
            source=candidate.source,
            score=candidate.score,
            parts=parts,
            sources=dict(chosen.sources[place]),
            rank=place + 1,
            fallback=candidate.fallback,
            shares=telling.shares(parts),
            rulings=candidate.rulings,
            propensity=candidate.propensity,
            explored=candidate.explored,
            options=tuple(self.items[one].id for one in chosen.options) if last else (),
        )

    def _removed(self, chosen: Chosen) -> tuple[Removed, ...]:
        shown = {candidate.item for candidate in chosen.candidates}
        first = {column: rule for column, rule in reversed(chosen.removed) if column not in shown}
        return tuple(Removed(self.items[column].id, rule) for column, rule in sorted(first.items()))

    def _why_nothing(self, history: History) -> str:
        if not self.items:
            return "empty_catalogue"
        return "all_owned" if len(history.ordered) == len(self.items) else "none_left"
