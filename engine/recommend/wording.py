"""From a candidate to what is said of it: its score's parts, the true reason, the parts in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

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

    def telling(self, history: History, near: int | None, language: str) -> "Telling":
        """What is said in the answer to one request."""
        return Telling(self, history, near, language)

    @cached_property
    def categories(self) -> Mapping[str, LocalizedText]:
        """Names of the items' categories by id."""
        return {item.category_id: item.category for item in self.items}

    def products(self, key: str) -> list[int]:
        """The products that a part names; a rule names its antecedents."""
        names = [key] if key in self.columns else key.split(" + ")
        return [self.columns[name] for name in names] if all(name in self.columns for name in names) else []

    def joined(self, products: Sequence[int]) -> LocalizedText:
        """The products' names as one, in each language."""
        names = [self.items[product].name for product in products]
        return {
            code: joint.join(localized(name, code) for name in names)
            for code, joint in (("en", " and "), ("zh", "”和“"))
        }


class Telling:
    """One answer's words; of a product of the history, which many items go back to, they are made once."""

    def __init__(self, words: Wording, history: History, near: int | None, language: str) -> None:
        self._words, self._history, self._near, self._language = words, history, near, language
        self._products = cache(words.products)
        self._label = cache(self._labelled)

    def shares(self, parts: Mapping[str, float]) -> tuple[Share, ...]:
        """The parts as people read them, those that weigh most first."""
        total = sum(parts.values())
        if total == 0:
            return ()
        ordered = sorted(parts.items(), key=lambda part: -abs(part[1]))
        return tuple([Share(self._label(key), value, value / total) for key, value in ordered])

    def reason(self, candidate: Candidate, parts: Mapping[str, float]) -> str:
        """Why the product is shown, in one true sentence.

        Products of the history are named where most of the score goes back to them.
        """
        words, language = self._words, self._language
        item = words.items[candidate.item]
        if candidate.kind == "similar" and self._near is not None:
            return self._similar(self._near, candidate.item)
        if candidate.kind == "goes_with":
            basis = self._products(max(parts, key=lambda key: parts[key]))
            return reason("goes_with", language, name=words.joined(basis))
        if candidate.kind == "buy_again":
            times = times_bought(self._history, candidate.item)
            return reason("again" if times >= 2 else "again_once", language, n=times)  # noqa: PLR2004
        causes = {key: value for key, value in parts.items() if value > 0 and self._products(key)}
        if sum(causes.values()) * 2 >= sum(parts.values()):
            if (strongest := max(causes, key=lambda key: causes[key])) == item.id:
                return reason("looked_itself", language)
            return self._because(strongest)
        # Of what does not go back to single products the strongest is told.
        rest = {key: value for key, value in parts.items() if key not in causes}
        return self._in_general(max(rest, key=lambda key: rest[key]), item)

    def _labelled(self, key: str) -> str:
        if (answer := answer_of(key)) is not None:
            return self._told("part_interest", answer)
        products = self._products(key)
        if not products:
            return part_label(key, self._language)
        if len(products) > 1:
            return reason("part_bought", self._language, name=self._words.joined(products))
        code = "bought" if products[0] in self._history.bought else "looked"
        return reason(f"part_{code}", self._language, name=self._words.items[products[0]].name)

    def _because(self, key: str) -> str:
        products = self._products(key)
        bought = all(product in self._history.bought for product in products)
        return reason("bought" if bought else "looked", self._language, name=self._words.joined(products))

    def _in_general(self, key: str, item: Item) -> str:
        if (answer := answer_of(key)) is not None:
            return self._told("interest", answer)
        if key.startswith(SEGMENT):
            return reason("popular_segment", self._language)
        season = "_season" if self._words.dated else ""
        scope = "popular_category" if key == CategoryPopularity.name else "popular"
        return reason(scope + season, self._language, category=item.category)

    def _told(self, code: str, answer: tuple[str, str]) -> str:
        """What the customer said as a reason ("interest") or as a part of a score ("part_interest")."""
        kind, value = answer
        if kind == "category":
            return reason(code, self._language, category=self._words.categories[value])
        return reason(
            f"{code}_budget" if kind == BUDGET else f"{code}_brand", self._language, key=value.title()
        )

    def _similar(self, near: int, other: int) -> str:
        first, second = self._words.items[near], self._words.items[other]
        together = self._words.knn.bought_together(near, other)
        if together >= TOGETHER:
            return reason("together", self._language, name=first.name, n=together)
        if first.category_id == second.category_id:
            return reason("same_category", self._language, name=first.name, category=second.category)
        return reason("alike", self._language, name=first.name)
