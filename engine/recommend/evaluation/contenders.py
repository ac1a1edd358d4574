"""The sources as the benchmark tries them: each with the configurations that validation chooses among."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from engine.recommend.evaluation.implicit_peers import Library
from engine.recommend.interactions import Interactions
from engine.recommend.source import Source
from engine.recommend.sources.als import Als, AlsConfig
from engine.recommend.sources.buy_again import BuyAgain, BuyAgainConfig
from engine.recommend.sources.content import Content, text_vectors
from engine.recommend.sources.ease import Ease, EaseConfig
from engine.recommend.sources.goes_with import GoesWith, GoesWithConfig
from engine.recommend.sources.item_knn import ItemKnn, ItemKnnConfig
from engine.recommend.sources.popularity import Popularity, PopularityConfig, SegmentPopularity
from engine.recommend.sources.user_knn import UserKnn, UserKnnConfig

Config = TypeVar("Config")
Maker = Callable[[Interactions], Source]
"""Makes a source, not yet fitted, for these interactions."""

RANKED = ("ease", "als", "user_knn", "item_knn", "content", "popularity")
"""The sources that the ranker joins; where items may be wanted again buy_again comes to them."""

PEERS = ("implicit_als", "implicit_bpr", "implicit_cosine")


def contenders(interactions: Interactions, *, repeats: bool) -> Mapping[str, Sequence[Maker]]:
    """Every source and peer by name, and the configurations of each that are worth a try."""
    found: dict[str, Sequence[Maker]] = {
        "popularity": _each(Popularity, [PopularityConfig(days) for days in (None, 14.0, 60.0)])
        if interactions.dated
        else _each(Popularity, [PopularityConfig()]),
        "segment_popularity": [_by_activity],
        "item_knn": _each(ItemKnn, [ItemKnnConfig(n, s) for n in (50, 200) for s in (2.0, 10.0)]),
        "user_knn": _each(UserKnn, [UserKnnConfig(n, s) for n in (50, 100, 200) for s in (0.0, 5.0)]),
        "als": _each(Als, [AlsConfig(f, r, a) for f in (32, 64) for r, a in ((1.0, 2.0), (5.0, 10.0))]),
        "ease": _each(Ease, [EaseConfig(r) for r in (50.0, 100.0, 200.0, 400.0, 700.0)]),
        "goes_with": _each(GoesWith, [GoesWithConfig(min_support=0.005)]),
        "implicit_als": [
            lambda _, f=f, r=r, a=a: Library.als(f, r, a)
            for f in (32, 64)
            for r, a in ((0.05, 1.0), (1.0, 2.0), (5.0, 10.0))
        ],
        "implicit_bpr": [lambda _, f=f, i=i: Library.bpr(f, i) for f in (32, 64) for i in (100, 200)],
        "implicit_cosine": [lambda _: Library.cosine(50)],
    }
    if repeats:
        days = (60.0, 120.0, 240.0, 1000.0)
        found["buy_again"] = _each(BuyAgain, [BuyAgainConfig(d, favour=f) for d in days for f in (0.0, 1.0)])
    if named_in_words(interactions.items):
        found["content"] = [_of_names]
    return found


def named_in_words(items: Sequence[str]) -> bool:
    """Whether items go by names that say something: half of them have two words or more."""
    words = np.array([sum(word.isalpha() for word in item.split()) for item in items])
    return bool((words >= 2).mean() >= 0.5) if len(words) else False  # noqa: PLR2004


def activity_segments(interactions: Interactions) -> dict[str, str]:
    """Each customer's quarter by how many items they touched: a stand-in for a shop's own segments."""
    touched: NDArray[np.int64] = np.diff(interactions.matrix.indptr)
    bounds = np.quantile(touched, (0.25, 0.5, 0.75)) if len(touched) else np.zeros(3)
    quarters: list[int] = np.searchsorted(bounds, touched, side="left").tolist()
    return {name: f"activity {n + 1}" for name, n in zip(interactions.customers, quarters, strict=True)}


def _each(make: Callable[[Config], Source], configs: Sequence[Config]) -> list[Maker]:
    return [lambda _, one=one: make(one) for one in configs]


def _by_activity(interactions: Interactions) -> Source:
    return SegmentPopularity(activity_segments(interactions))


def _of_names(interactions: Interactions) -> Source:
    return Content(text_vectors(interactions.items, [[] for _ in interactions.items]))
