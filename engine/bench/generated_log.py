"""A made-up log of any size, as a frame of touches: lists and single requests are measured on it at scale."""

from dataclasses import dataclass

import numpy as np

from engine.frames import Frame, pd

DAY = 86_400_000_000
"""In microseconds."""


@dataclass(frozen=True)
class LogSize:
    """How large a log is made; touches: of each customer, on average. Groups of 50 items go together."""

    customers: int = 100_000
    items: int = 10_000
    touches: float = 20.0
    factors: int = 64
    seed: int = 11


def touches_of(size: LogSize) -> Frame:
    """customer, item, at, weight, bought: items of three groups, the first ones more."""
    random = np.random.default_rng(size.seed)
    counts = 1 + random.poisson(size.touches - 1, size.customers)
    customer = np.repeat(np.arange(size.customers), counts)
    groups = max(size.items // 50, 1)
    own = random.integers(0, groups, (size.customers, 3))
    group = own[customer, random.integers(0, 3, len(customer))]
    within = (random.random(len(customer)) ** 2 * 50).astype(int)
    item = np.minimum(group * 50 + within, size.items - 1)
    bought = random.random(len(customer)) < 0.6  # noqa: PLR2004 - six of ten
    at = 1_700_000_000_000_000 + (random.random(len(customer)) * 365 * DAY).astype(np.int64)
    return pd.DataFrame(
        {
            "customer": np.char.mod("c%06d", customer),
            "item": np.char.mod("p%05d", item),
            "at": pd.to_datetime(at, unit="us", utc=True),
            "weight": np.where(bought, 1.0, 0.2),
            "bought": bought,
        }
    )
