"""Customers of whom it is known which group they are of."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from engine.profiles.features import NAMES
from engine.profiles.segments.build import Basis

BASIS = Basis({"lighting": 2000.0}, ["lighting"], {"lighting": {"en": "Lighting", "zh": "灯具"}}, "USD")
GROUPS = (
    {"frequency": 40, "value": 900_000, "recency": 5, "views": 300, "share:lighting": 0.2},
    {"frequency": 2, "value": 8_000, "recency": 400, "views": 5, "share:lighting": 0.2},
    {"frequency": 3, "value": 20_000, "recency": 20, "views": 900, "share:lighting": 0.9},
    {"frequency": 12, "value": 60_000, "recency": 40, "views": 60, "support_load": 30, "return_rate": 0.5},
)


def planted(
    count: int, seed: int, groups: tuple[int, ...] = (0, 1, 2, 3)
) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Features of `count` customers of these groups, and the group of each."""
    random = np.random.default_rng(seed)
    group = random.choice(groups, count)
    columns = [*NAMES, "share:lighting"]
    middle = pd.DataFrame([{name: GROUPS[g].get(name, 1.0) for name in columns} for g in group])
    told = sorted({name for one in GROUPS for name in one})
    features = middle.copy()
    features[told] *= np.exp(random.normal(0, 0.2, features[told].shape))
    features.index = pd.Index([f"c{seed}-{n}" for n in range(count)])
    for name in ("return_rate", "share:lighting", "response", "chat_share", "focus"):
        features[name] = features[name].clip(upper=1.0)
    features["mood"] = np.nan
    return features, group
