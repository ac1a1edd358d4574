"""What every source keeps: scores never negative, parts that sum to them, many at once as one by one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from engine.frames import pd
from engine.recommend.interactions import Basket, History, Interactions, interactions_from
from engine.recommend.source import Source
from engine.recommend.sources.als import Als, AlsConfig
from engine.recommend.sources.buy_again import BuyAgain
from engine.recommend.sources.content import Content, text_vectors
from engine.recommend.sources.ease import Ease, EaseConfig
from engine.recommend.sources.goes_with import GoesWith, GoesWithConfig
from engine.recommend.sources.item_knn import ItemKnn
from engine.recommend.sources.popularity import (
    CategoryPopularity,
    Popularity,
    PopularityConfig,
    SegmentPopularity,
)
from engine.recommend.sources.stated import StatedConfig, StatedInterests
from engine.recommend.sources.stated_answers import Shelf
from engine.recommend.sources.user_knn import UserKnn, UserKnnConfig
from engine.recommend.told import Told

NOW = datetime(2026, 11, 20, tzinfo=UTC)
ITEMS = [f"i{n}" for n in range(40)]
SEGMENTS = {f"c{n}": f"s{n % 3}" for n in range(60)}
PAIRS = 1_000


def past(seed: int = 1) -> Interactions:
    """60 customers of two tastes, with dislikes, over half a year."""
    random = np.random.default_rng(seed)
    rows = []
    for n in range(60):
        for basket in range(4):
            taste = 20 * (n % 2)
            for item in taste + random.integers(0, 20, 5):
                at = NOW - timedelta(days=float(random.integers(0, 180)))
                rows.append((f"c{n}", ITEMS[item], 1.0, True, at, f"{n}-{basket}"))
        rows.append((f"c{n}", ITEMS[random.integers(40)], -0.5, False, NOW, None))
    return interactions_from(
        pd.DataFrame(rows, columns=["customer", "item", "weight", "bought", "at", "basket"]), ITEMS
    )


def histories(count: int) -> list[History]:
    random = np.random.default_rng(2)
    found = []
    for n in range(count):
        weights = np.zeros(40)
        held = random.choice(40, random.integers(0, 8), replace=False)
        weights[held] = random.choice([-0.5, 0.2, 1.0], len(held), p=[0.2, 0.3, 0.5])
        kept = [int(item) for item in np.flatnonzero(weights == 1.0)]
        baskets = [
            Basket(tuple(half), NOW - timedelta(days=days))
            for half, days in ((kept[:2], 60), (kept[2:], 3))
            if half
        ]
        found.append(
            History(
                weights,
                baskets,
                frozenset(kept),
                now=NOW,
                customer=f"c{n % 70}",
                segment=f"s{n % 5}",
                told=SAID[n % len(SAID)],
            )
        )
    return found


SAID = [
    Told(),
    Told(categories=("k1", "k3"), max_price_cents=900),
    Told(brands=("b2", "unknown"), categories=("gone",)),
    Told(max_price_cents=10**9),
]
SHELF = Shelf(
    [f"k{n % 4}" for n in range(40)],
    ["" if n % 5 == 0 else f"b{n % 3}" for n in range(40)],
    np.array([np.nan if n == 7 else 300.0 + 50 * n for n in range(40)]),
)
TEXTS = [f"{'red' if n % 2 else 'blue'} {'lamp' if n < 20 else 'chair'} number {n % 7}" for n in range(40)]
ATTRIBUTES = [[f"category={n % 4}"] for n in range(40)]

SOURCES: dict[str, Callable[[], Source]] = {
    "buy_again": BuyAgain,
    "item_knn": ItemKnn,
    "user_knn": lambda: UserKnn(UserKnnConfig(neighbours=10)),
    "als": lambda: Als(AlsConfig(factors=8)),
    "ease": lambda: Ease(EaseConfig(regularisation=20.0)),
    "ease_of_few": lambda: Ease(EaseConfig(regularisation=20.0, max_items=25)),
    "content": lambda: Content(text_vectors(TEXTS, ATTRIBUTES)),
    "goes_with": lambda: GoesWith(GoesWithConfig(min_support=0.01, min_count=3)),
    "popularity": Popularity,
    "popularity_fading": lambda: Popularity(PopularityConfig(half_life_days=30.0)),
    "category_popularity": lambda: CategoryPopularity(np.arange(40) % 4),
    "segment_popularity": lambda: SegmentPopularity(SEGMENTS),
    "stated_interests": lambda: StatedInterests(SHELF),
    "stated_interests_of_few": lambda: StatedInterests(SHELF, StatedConfig(fans=1.0, lead=0.2)),
}


def fitted(name: str) -> Source:
    source = SOURCES[name]()
    source.fit(past())
    return source


@pytest.mark.parametrize("name", SOURCES)
def test_parts_sum_to_the_score_of_a_thousand_random_pairs(name: str) -> None:
    source, random = fitted(name), np.random.default_rng(3)
    spoken = 0
    for history in histories(PAIRS):
        item = int(random.integers(40))
        scores = source.score(history)
        assert scores.shape == (40,)
        assert scores.dtype == np.float64
        assert scores.min() >= 0
        assert sum(source.parts(history, item).values()) == pytest.approx(scores[item], rel=0, abs=1e-9)
        spoken += scores[item] > 0
    assert spoken > PAIRS / 100


@pytest.mark.parametrize("name", SOURCES)
def test_many_at_once_are_scored_as_one_by_one(name: str) -> None:
    source, some = fitted(name), histories(50)
    alone = np.stack([source.score(history) for history in some])
    assert np.allclose(source.score_many(some), alone, rtol=0, atol=1e-5)


@pytest.mark.parametrize("name", SOURCES)
def test_nothing_known_is_answered_with_zeros_or_what_all_like(name: str) -> None:
    source = fitted(name)
    scores = source.score(History(np.zeros(40)))
    assert np.isfinite(scores).all()
    if not name.startswith("popularity"):
        assert not scores.any()


@pytest.mark.parametrize("name", SOURCES)
def test_an_empty_shop_is_no_error(name: str) -> None:
    empty = pd.DataFrame(
        {"customer": [], "item": [], "weight": [], "bought": [], "at": pd.to_datetime([], utc=True)}
    )
    source = SOURCES[name]()
    source.fit(interactions_from(empty, ITEMS))
    assert source.score(histories(3)[2]).shape == (40,)
    assert np.isfinite(source.score(histories(3)[2])).all()


@pytest.mark.parametrize("name", ["item_knn", "user_knn", "als", "ease"])
def test_taste_is_told_from_the_history(name: str) -> None:
    weights = np.zeros(40)
    weights[[1, 4, 7]] = 1.0
    scores = fitted(name).score(History(weights))
    scores[[1, 4, 7]] = 0.0
    assert scores[:20].mean() > 2 * scores[20:].mean()


def test_what_was_sent_back_speaks_against_its_neighbours() -> None:
    knn = fitted("item_knn")
    liked, both = np.zeros(40), np.zeros(40)
    liked[1], both[1], both[2] = 1.0, 1.0, -0.5
    assert knn.score(History(both)).sum() < knn.score(History(liked)).sum()
