"""The isolation forest: orders that are easily told apart from all others, with what sets them apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from engine.frames import Frame
from engine.mining.anomalies.findings import Finding
from engine.mining.anomalies.orders import FEATURES, logarithms
from engine.mining.anomalies.robust import robust_z

SIDE = np.array([-1.0 if feature == "price" else 1.0 for feature in FEATURES])
"""Which side of usual is worth a look: large orders harm nobody by being small, but a price may be wrong."""


@dataclass(frozen=True)
class ForestConfig:
    """share: of orders that are looked at. least_orders: below it there is no telling what is usual.
    least_z: how far a feature must lie from the median to be named;
    orders with none are left out.
    """

    share: float = 0.005
    trees: int = 200
    least_orders: int = 200
    least_z: float = 3.0
    most_reasons: int = 3


def isolated_orders(orders: Frame, config: ForestConfig | None = None) -> Iterator[Finding]:
    """The orders that the forest isolates soonest, one finding for each feature that is far from usual.

    orders: as `orders_of` gives them. Source: Liu, Ting and Zhou 2008; the reasons are our own: robust z
    of the features on the log scale.
    """
    limits = config or ForestConfig()
    if len(orders) < limits.least_orders:
        return
    logs = logarithms(orders)
    z = np.column_stack([robust_z(logs[name].to_numpy()) for name in FEATURES])
    filled = logs.fillna(logs.median()).fillna(0.0).to_numpy()
    library: Any = import_module("sklearn.ensemble")  # here, as it loads slowly
    forest = library.IsolationForest(n_estimators=limits.trees, random_state=0)
    scores = -forest.fit(filled).score_samples(filled)
    bound = float(np.quantile(scores, 1 - limits.share))
    for place in np.flatnonzero(scores > bound):
        row, far = orders.iloc[place], np.nan_to_num(z[place] * SIDE)
        named = [n for n in np.argsort(-far) if far[n] >= limits.least_z][: limits.most_reasons]
        for feature in [FEATURES[int(n)] for n in named]:
            values = {"value": float(row[feature]), "usual": float(orders[feature].median())}
            yield Finding(
                "order", f"order:{row['key']}", f"unusual_{feature}", values,
                float(scores[place] / bound), row["customer"], row["order"],
            )  # fmt: skip
