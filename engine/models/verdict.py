"""Is a new model worse than the one in use? A paired bootstrap by customer on the same held-out rows."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2000
LEVEL = 0.95


@dataclass(frozen=True)
class Verdict:
    """taken: whether the new model may replace the one in use. reason: a sentence. difference: mean loss of
    the new less that of the one in use, with its interval; None where there was nothing to compare with.
    """

    taken: bool
    reason: str
    difference: float | None = None
    interval: tuple[float, float] | None = None
    rows: int = 0

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


FIRST = Verdict(True, "It is the first of its kind.")


def paired_interval(
    difference: NDArray[np.float64], group: NDArray[Any], *, seed: int = 0, resamples: int = RESAMPLES
) -> tuple[float, float]:
    """95 % percentile interval of the mean of `difference`, (rows,), drawn by whole groups (Field & Welsh
    2007).

    group: (rows,), whose rows each is: several rows of one customer are not independent.
    """
    _, place = np.unique(group, return_inverse=True)
    totals, sizes = np.bincount(place, difference), np.bincount(place).astype(np.float64)
    random = np.random.default_rng(seed)
    means = np.empty(resamples)
    for k in range(resamples):
        times = np.bincount(random.integers(0, len(sizes), len(sizes)), minlength=len(sizes))
        means[k] = (times @ totals) / (times @ sizes)
    tail = 50 * (1 - LEVEL)
    low, high = np.percentile(means, (tail, 100 - tail))
    return float(low), float(high)


def judge(
    new: NDArray[np.float64],
    in_use: NDArray[np.float64],
    group: NDArray[Any],
    seed: int = 0,
    *,
    measure: str = "log loss",
) -> Verdict:
    """Whether `new` may replace `in_use`: only where its mean loss is not clearly greater.

    new, in_use: (rows,), losses on the same rows, which neither learnt from. measure: what they are, for the
    reason. Equal within noise, the new one is taken: it has seen the newer data. Raises ValueError where
    the rows differ in number or there are none.
    """
    if len(new) != len(in_use) or len(new) != len(group) or not len(new):
        raise ValueError("both models need losses on the same rows")
    difference = float((new - in_use).mean())
    low, high = paired_interval(new - in_use, group, seed=seed)
    told = f"{measure} {new.mean():.4f} against {in_use.mean():.4f} on {len(new)} held-out rows"
    told += f" (difference {difference:+.4f}, 95 % from {low:+.4f} to {high:+.4f})"
    if low > 0:
        return Verdict(False, f"It is worse than the one in use: {told}.", difference, (low, high), len(new))
    word = "better than" if high < 0 else "as good as"
    return Verdict(True, f"It is {word} the one in use: {told}.", difference, (low, high), len(new))
