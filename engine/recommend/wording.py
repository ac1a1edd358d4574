"""From a candidate to what is said of it: its score's parts, the true reason, the parts in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.recommend.catalogue import Item
from engine.recommend.interactions import History
from engine.recommend.reasons import part_label, reason
from engine.recommend.source import Source
from engine.recommend.sources.buy_again import BuyAgain, times_bought
from engine.recommend.sources.item_knn import ItemKnn
from engine.recommend.sources.popularity import CategoryPopularity
from engine.recommend.sources.similar import TOGETHER, Similar
from engine.recommend.views import Candidate, Share
from engine.text.localized import localized


@dataclass(frozen=True)
class Wording:
    """sources: by name. dated: whether the log has moments, so that a season may be claimed."""

    items: Sequence[Item]
    columns: Mapping[str, int]
    sources: Mapping[str, Source]
    similar: Similar
    knn: ItemKnn
    dated: bool

    def parts(self, candidate: Candidate, history: History, near: int | None) -> dict[str, float]:
        """What the score is made of; the values sum to it."""
        if near is not None:
            return self.similar.parts(near, candidate.item)
        return self.sources[candidate.source].parts(history, candidate.item)

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
        if (column := self.columns.get(key)) is None:
            return part_label(key, language)
        code = "bought" if column in history.bought else "looked"
        return reason(f"part_{code}", language, name=self.items[column].name)

    def reason(
        self,
        candidate: Candidate,
        parts: Mapping[str, float],
        history: History,
        near: int | None,
        language: str,
    ) -> str:
        """Why the product is shown, in one true sentence."""
        item = self.items[candidate.item]
        if near is not None:
            return self._reason_similar(near, candidate.item, language)
        if candidate.source == BuyAgain.name:
            times = times_bought(history, candidate.item)
            return reason("again" if times >= 2 else "again_once", language, n=times)  # noqa: PLR2004
        causes = {key: value for key, value in parts.items() if key in self.columns and value > 0}
        if causes:
            cause = self.columns[max(causes, key=lambda key: causes[key])]
            code = "bought" if cause in history.bought else "looked"
            return reason(code, language, name=self.items[cause].name)
        season = "_season" if self.dated else ""
        scope = "popular_category" if candidate.source == CategoryPopularity.name else "popular"
        return reason(scope + season, language, category=item.category)

    def _reason_similar(self, near: int, other: int, language: str) -> str:
        first, second = self.items[near], self.items[other]
        together = self.knn.bought_together(near, other)
        if together >= TOGETHER:
            return reason("together", language, name=first.name, n=together)
        if first.category_id == second.category_id:
            return reason("same_category", language, name=first.name, category=second.category)
        return reason("alike", language, name=first.name)

    def name(self, column: int, language: str) -> str:
        """The product's name."""
        return localized(self.items[column].name, language)
