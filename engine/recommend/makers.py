"""Every source that the ranker joins: how it is made of a configuration, and which ones are worth a try."""

from collections.abc import Mapping, Sequence
from typing import Any

from engine.recommend.beside import Beside
from engine.recommend.interactions import Interactions
from engine.recommend.source import Source
from engine.recommend.sources.als import Als, AlsConfig
from engine.recommend.sources.buy_again import BuyAgain, BuyAgainConfig
from engine.recommend.sources.content import Content, ContentConfig
from engine.recommend.sources.ease import Ease, EaseConfig
from engine.recommend.sources.goes_with import GoesWith, GoesWithConfig
from engine.recommend.sources.item_knn import ItemKnn, ItemKnnConfig
from engine.recommend.sources.popularity import (
    CategoryPopularity,
    CategoryPopularityConfig,
    Popularity,
    PopularityConfig,
    SegmentPopularity,
    SegmentPopularityConfig,
)
from engine.recommend.sources.stated import StatedConfig, StatedInterests
from engine.recommend.sources.user_knn import UserKnn, UserKnnConfig

Config = Any
"""One of the frozen configurations of `sources/`."""

CONFIGS: Mapping[str, type[Config]] = {
    "ease": EaseConfig,
    "als": AlsConfig,
    "user_knn": UserKnnConfig,
    "item_knn": ItemKnnConfig,
    "content": ContentConfig,
    "popularity": PopularityConfig,
    "goes_with": GoesWithConfig,
    "category_popularity": CategoryPopularityConfig,
    "segment_popularity": SegmentPopularityConfig,
    "stated_interests": StatedConfig,
    "buy_again": BuyAgainConfig,
}

RANKED = tuple(name for name in CONFIGS if name != "buy_again")
"""The sources of new products; buy_again has a list of its own."""

LEARNABLE = tuple(name for name in RANKED if name != "stated_interests")
"""Those whose weight a log can teach: what a customer would have said, it does not hold."""

GENERAL = frozenset({"popularity", "segment_popularity", "category_popularity"})
"""What speaks for an item without any product of the history that it goes back to."""

TRIED: Mapping[str, Sequence[Config]] = {
    "item_knn": [ItemKnnConfig(n, s) for n in (50, 200) for s in (2.0, 10.0)],
    "user_knn": [UserKnnConfig(n, s) for n in (50, 100, 200) for s in (0.0, 5.0)],
    "als": [AlsConfig(f, r, a) for f in (32, 64) for r, a in ((1.0, 2.0), (5.0, 10.0))],
    "ease": [EaseConfig(r) for r in (50.0, 100.0, 200.0, 400.0, 700.0)],
    "buy_again": [BuyAgainConfig(d, favour=f) for d in (60.0, 120.0, 240.0, 1000.0) for f in (0.0, 1.0)],
    "popularity": [PopularityConfig(days) for days in (None, 14.0, 60.0)],
}
"""Configurations that validation chooses among; the other sources have one."""


def configs_of(name: str, interactions: Interactions) -> Sequence[Config]:
    """What is worth a try on these interactions; seasons need moments."""
    if name == "popularity" and not interactions.dated:
        return [PopularityConfig()]
    return TRIED.get(name, [CONFIGS[name]()])


def can_be_made(name: str, beside: Beside) -> bool:
    """Whether what the source needs beside the log is there."""
    needs = {
        "content": beside.vectors is not None,
        "category_popularity": bool(beside.categories),
        "segment_popularity": bool(beside.segments),
        "stated_interests": bool(beside.categories),
    }
    return needs.get(name, True)


def made(name: str, config: Config, interactions: Interactions, beside: Beside) -> Source:
    """A source of this name, not yet fitted, for these interactions. Raises KeyError for another name."""
    if name == "content":
        return Content(beside.vectors_of(interactions.items), config)
    if name == "category_popularity":
        return CategoryPopularity(beside.categories_of(interactions.items))
    if name == "segment_popularity":
        return SegmentPopularity(beside.segments, config)
    if name == "stated_interests":
        return StatedInterests(beside.shelf_of(interactions.items), config)
    if name == "goes_with":
        return GoesWith(config, beside.rules)
    return _PLAIN[name](config)


_PLAIN: Mapping[str, type[Any]] = {
    "ease": Ease,
    "als": Als,
    "user_knn": UserKnn,
    "item_knn": ItemKnn,
    "popularity": Popularity,
    "buy_again": BuyAgain,
}
