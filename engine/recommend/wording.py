"""From a candidate to what is said of it: its score's parts, the true reason, the parts in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from engine.recommend.catalogue import Item
from engine.recommend.interactions import History
from engine.recommend.reasons import part_label, reason
from engine.recommend.sources.buy_again import times_bought
from engine.recommend.sources.item_knn import ItemKnn
from engine.recommend.sources.popularity import SEGMENT, CategoryPopularity
from engine.recommend.sources.similar import TOGETHER
from engine.recommend.sources.stated_answers import BUDGET, answer_of
from engine.recommend.views import Candidate, Share
from engine.store.types import LocalizedText
from engine.text.localized import localized


@dataclass(frozen=True)
class Wording:
    """dated: whether the log has moments, so that a season may be claimed."""

    items: Sequence[Item]
    columns: Mapping[str, int]
    knn: ItemKnn
    dated: bool

    def shares(self, parts: Mapping[str, float], history: History, language: str) -> tuple[Share, ...]:
        """The parts as people read them, those that weigh most first."""
        total = sum(parts.values())
        if total == 0:
            return ()
        ordered = sorted(parts, key=lambda key: -abs(parts[key]))
        return tuple(
            Share(self._label(key, history, language), parts[key], parts[key] / total) for key in ordered
        )

    def _label(self, key: str, history: History, language: str) -> str:
        products = self._products(key)
        if (answer := answer_of(key)) is not None:
            return self._told("part_interest", answer, language)
        if not products:
            return part_label(key, language)
        if len(products) > 1:
            return reason("part_bought", language, name=self._joined(products))
        code = "bought" if products[0] in history.bought else "looked"
        return reason(f"part_{code}", language, name=self.items[products[0]].name)

    def reason(
        self,
        candidate: Candidate,
        parts: Mapping[str, float],
        history: History,
        near: int | None,
        language: str,
    ) -> str:
        """Why the product is shown, in one true sentence.

        Products of the history are named where most of the score goes back to them.
        """
        item = self.items[candidate.item]
        if candidate.kind == "similar" and near is not None:
            return self._reason_similar(near, candidate.item, language)
        if candidate.kind == "goes_with":
            basis = self._products(max(parts, key=lambda key: parts[key]))
            return reason("goes_with", language, name=self._joined(basis))
        if candidate.kind == "buy_again":
            times = times_bought(history, candidate.item)
            return reason("again" if times >= 2 else "again_once", language, n=times)  # noqa: PLR2004
        causes = {key: value for key, value in parts.items() if value > 0 and self._products(key)}
        if sum(causes.values()) * 2 >= sum(parts.values()):
            if (strongest := max(causes, key=lambda key: causes[key])) == item.id:
                return reason("looked_itself", language)
            return self._because(strongest, history, language)
        # Of what does not go back to single products the strongest is told.
        rest = {key: value for key, value in parts.items() if key not in causes}
        return self._in_general(max(rest, key=lambda key: rest[key]), item, language)

    def _because(self, key: str, history: History, language: str) -> str:
        products = self._products(key)
        bought = all(product in history.bought for product in products)
        return reason("bought" if bought else "looked", language, name=self._joined(products))

    def _in_general(self, key: str, item: Item, language: str) -> str:
        if (answer := answer_of(key)) is not None:
            return self._told("interest", answer, language)
        if key.startswith(SEGMENT):
            return reason("popular_segment", language)
        season = "_season" if self.dated else ""
        scope = "popular_category" if key == CategoryPopularity.name else "popular"
        return reason(scope + season, language, category=item.category)

    def _told(self, code: str, answer: tuple[str, str], language: str) -> str:
        """What the customer said as a reason ("interest") or as a part of a score ("part_interest")."""
        kind, value = answer
        if kind == "category":
            return reason(code, language, category=self.categories[value])
        return reason(f"{code}_budget" if kind == BUDGET else f"{code}_brand", language, key=value.title())

    @cached_property
    def categories(self) -> Mapping[str, LocalizedText]:
        """Names of the items' categories by id."""
        return {item.category_id: item.category for item in self.items}

    def _products(self, key: str) -> list[int]:
        """The products that a part names; a rule names its antecedents."""
        names = [key] if key in self.columns else key.split(" + ")
        return [self.columns[name] for name in names] if all(name in self.columns for name in names) else []

    def _joined(self, products: Sequence[int]) -> LocalizedText:
        names = [self.items[product].name for product in products]
        return {
            code: joint.join(localized(name, code) for name in names)
            for code, joint in (("en", " and "), ("zh", "”和“"))
        }

    def _reason_similar(self, near: int, other: int, language: str) -> str:
        first, second = self.items[near], self.items[other]
        together = self.knn.bought_together(near, other)
        if together >= TOGETHER:
            return reason("together", language, name=first.name, n=together)
        if first.category_id == second.category_id:
            return reason("same_category", language, name=first.name, category=second.category)
        return reason("alike", language, name=first.name)
