"""Customers drawn from a latent-class model that is known: what learning has to find again."""

from dataclasses import dataclass

import numpy as np

from engine.frames import Frame, pd
from engine.gaps.latent.fields import Categorical, FloatArray, IntArray, Schema


@dataclass(frozen=True)
class Drawn:
    """The customers, their fields, and the class that each was drawn from, (n,)."""

    frame: Frame
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
    kinds: int | None = None,
) -> Drawn:
    """`fields` numbers of unlike units and spreads and `kinds` (default: as many) categories of three values.

    Class c has a share in proportion to classes - c. Means are normal with deviation `apart`, spreads within
    a class .5 to 1.5, chances Dirichlet(.5). `missing`: share of values hidden at random.
    """
    rng = np.random.default_rng(seed)
    of = rng.choice(classes, n, p=np.arange(classes, 0, -1) / np.arange(1, classes + 1).sum())
    means = rng.normal(0, apart, (classes, fields))
    spreads = rng.uniform(0.5, 1.5, (classes, fields))
    units = 10.0 ** (np.arange(fields) % 4)
    numbers: FloatArray = 100 + units * (means[of] + spreads[of] * rng.normal(size=(n, fields)))
    numbers[rng.random(numbers.shape) < missing] = np.nan
    names = tuple(f"number{place}" for place in range(fields))
    frame = pd.DataFrame(numbers, columns=list(names))
    values = ("low", "middle", "high")
    described: list[Categorical] = []
    for place in range(fields if kinds is None else kinds):
        shares = rng.dirichlet(np.full(3, 0.5), classes)[of].cumsum(axis=1)
        codes = (rng.random(n)[:, None] > shares).sum(axis=1).clip(0, 2)
        column = np.array(values, dtype=object)[codes]
        column[rng.random(n) < missing] = None
        frame[f"kind{place}"] = column
        described.append(Categorical(f"kind{place}", values))
    return Drawn(frame, Schema(names, tuple(described)), of.astype(np.int64))
