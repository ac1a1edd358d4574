"""How the sources are joined: a configuration and a weight of each, and how much the season matters."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any

from engine.recommend.makers import CONFIGS, Config
from engine.recommend.sources.demand import DemandConfig

LEAST_SHARE = 1e-6
"""Popularity always speaks, if so quietly that it only fills what the other sources leave empty."""


@dataclass(frozen=True)
class Mix:
    """configs, weights: by source; one without a weight is left out. ndcg: NDCG@10 of new items where the
    weights were learnt, of `asked` customers; None where they are the defaults, and `why` says why.
    """

    configs: Mapping[str, Config]
    weights: Mapping[str, float]
    demand: DemandConfig
    asked: int = 0
    ndcg: float | None = None
    why: str = ""

    def config(self, name: str) -> Config:
        return self.configs.get(name) or CONFIGS[name]()

    def weight(self, name: str) -> float:
        """Never negative; of popularity never nothing. What the customer said counts as much as all else
        together, before it fades with what they did (`sources/stated.py`).
        """
        if name == "stated_interests":
            return self.weights.get(name, sum(self.weights.values()))
        found = self.weights.get(name, 0.0)
        return max(found, LEAST_SHARE * sum(self.weights.values())) if name == "popularity" else found

    def as_dict(self) -> dict[str, Any]:
        configs = {name: asdict(config) for name, config in self.configs.items()}
        return {**asdict(self), "configs": configs, "weights": dict(self.weights)}

    def digest(self) -> str:
        """A short name for exactly this mix, by which showings are told apart."""
        told = json.dumps(self.as_dict(), sort_keys=True)
        return blake2b(told.encode(), digest_size=6).hexdigest()

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> "Mix":
        """Raises KeyError or TypeError where another version wrote it."""
        configs = {name: CONFIGS[name](**config) for name, config in found["configs"].items()}
        known: dict[str, Any] = {**found, "configs": configs, "demand": DemandConfig(**found["demand"])}
        return cls(**known)


def default_mix(why: str) -> Mix:
    """For a shop with too little history to learn from: what the same customers buy leads, what the products
    are comes next, what sells fills up.
    """
    weights = {
        "ease": 0.3,
        "als": 0.2,
        "user_knn": 0.2,
        "item_knn": 0.3,
        "goes_with": 0.1,
        "content": 0.1,
        "category_popularity": 0.1,
        "segment_popularity": 0.05,
        "popularity": 0.05,
    }
    return Mix({}, weights, DemandConfig(exponent=0.0), why=why)
