"""Customers drawn from a model that is known."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from engine.gaps.latent.fields import Categorical, IntArray, Schema


@dataclass(frozen=True)
class Drawn:
    frame: pd.DataFrame
    schema: Schema
    classes: IntArray


def draw(
    n: int = 2000,
    *,
    seed: int = 0,
    classes: int = 4,
    apart: float = 2.5,
    missing: float = 0.1,
    fields: int = 4,
) -> Drawn:
    """Numbers of unlike units and spreads, and categories, with values missing at random."""
    rng = np.random.default_rng(seed)
    of = rng.choice(classes, n, p=np.arange(classes, 0, -1) / np.arange(1, classes + 1).sum())
    means = rng.normal(0, apart, (classes, fields))
    spreads = rng.uniform(0.5, 1.5, (classes, fields))
    units = 10.0 ** np.arange(fields)
    numbers = 100 + units * (means[of] + spreads[of] * rng.normal(size=(n, fields)))
    numbers[rng.random(numbers.shape) < missing] = np.nan
    frame = pd.DataFrame(numbers, columns=[f"number{place}" for place in range(fields)])
    values = ("low", "middle", "high")
    for place in range(fields):
        shares = rng.dirichlet(np.full(3, 0.5), classes)[of].cumsum(axis=1)
        codes = (rng.random(n)[:, None] > shares).sum(axis=1).clip(0, 2)
        column = np.array(values, dtype=object)[codes]
        column[rng.random(n) < missing] = None
        frame[f"kind{place}"] = column
    kinds = tuple(Categorical(f"kind{place}", values) for place in range(fields))
    return Drawn(frame, Schema(tuple(frame.columns[:fields]), kinds), of)
