"""All sources, fitted on the same interactions, and the ranker that joins them."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.recommend.beside import Beside
from engine.recommend.interactions import Interactions
from engine.recommend.likeness import Likeness
from engine.recommend.makers import RANKED, can_be_made, made
from engine.recommend.mix import Mix
from engine.recommend.ranker import Ranker
from engine.recommend.source import Source
from engine.recommend.sources.buy_again import BuyAgain
from engine.recommend.sources.demand import demand
from engine.recommend.sources.goes_with import GoesWith
from engine.recommend.sources.item_knn import ItemKnn
from engine.recommend.sources.similar import Similar

NEEDED = ("item_knn", "goes_with")
"""Fitted whatever their weight: lists of their own rest upon them."""


@dataclass(frozen=True)
class Fitted:
    """Immutable, safe between threads. dated: whether the log has moments. seconds: of each fit."""

    items: Sequence[str]
    columns: Mapping[str, int]
    dated: bool
    segments: Mapping[str, str]
    likeness: Likeness
    ranker: Ranker
    again: BuyAgain
    knn: ItemKnn
    goes_with: GoesWith
    similar: Similar
    seconds: Mapping[str, float]

    @classmethod
    def of(cls, interactions: Interactions, beside: Beside, mix: Mix, likeness: Likeness) -> "Fitted":
        """Fit what the mix uses."""
        wanted = [name for name in RANKED if mix.weight(name) > 0 or name in NEEDED]
        sources: dict[str, Source] = {}
        seconds: dict[str, float] = {}
        for name in (*wanted, BuyAgain.name):
            if can_be_made(name, beside):
                started = time.perf_counter()
                sources[name] = made(name, mix.config(name), interactions, beside)
                sources[name].fit(interactions)
                seconds[name] = time.perf_counter() - started
        again, knn, goes_with = sources.pop(BuyAgain.name), sources["item_knn"], sources["goes_with"]
        if not (isinstance(again, BuyAgain) and isinstance(knn, ItemKnn) and isinstance(goes_with, GoesWith)):
            raise TypeError("a source goes by another's name")
        weights = [mix.weight(name) for name in sources]
        return cls(
            items=interactions.items,
            columns=interactions.columns,
            dated=interactions.dated,
            segments=beside.segments,
            likeness=likeness,
            ranker=Ranker(list(sources.values()), weights, demand(interactions, mix.demand)),
            again=again,
            knn=knn,
            goes_with=goes_with,
            similar=Similar(likeness, knn),
            seconds=seconds,
        )
