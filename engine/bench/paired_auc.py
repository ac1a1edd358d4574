"""Is one ROC AUC above another? A paired bootstrap by customer over several cut dates."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Cut:
    """The customers of one cut date: who they are, what happened (0 or 1), and both predictions, each
    (rows,).
    """

    customer: Ints
    happened: Ints
    ours: Floats
    theirs: Floats


@dataclass(frozen=True)
class Paired:
    """Mean AUC over the cuts of ours and theirs; the 95 % interval of their difference."""

    ours: float
    theirs: float
    low: float
    high: float


class WeightedAuc:
    """ROC AUC of one prediction for any weights of its rows; sorts once. Ties count half (Mann & Whitney
    1947).
    """

    def __init__(self, chance: Floats, happened: Ints) -> None:
        self._order = np.argsort(chance, kind="stable")
        self._happened = happened[self._order].astype(bool)
        ordered = chance[self._order]
        self._starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))

    def __call__(self, weight: Floats) -> float:
        """weight: (rows,), zero or more. NaN where one of both outcomes has no weight."""
        ordered = weight[self._order]
        positive = np.add.reduceat(np.where(self._happened, ordered, 0.0), self._starts)
        negative = np.add.reduceat(np.where(self._happened, 0.0, ordered), self._starts)
        below = np.cumsum(negative) - negative
        pairs = positive.sum() * negative.sum()
        return float((positive * (below + negative / 2)).sum() / pairs) if pairs else float("nan")


def paired_auc(cuts: list[Cut], *, resamples: int = 2000, seed: int = 0) -> Paired:
    """Both mean AUCs and the interval of their difference, resampling customers with all their rows."""
    aucs = [(WeightedAuc(cut.ours, cut.happened), WeightedAuc(cut.theirs, cut.happened)) for cut in cuts]
    size = max(int(cut.customer.max()) for cut in cuts) + 1
    known = np.unique(np.concatenate([cut.customer for cut in cuts]))
    random = np.random.default_rng(seed)

    def means(times: Floats) -> tuple[float, float]:
        pairs = [(a(times[c.customer]), b(times[c.customer])) for c, (a, b) in zip(cuts, aucs, strict=True)]
        ours, theirs = np.mean(pairs, axis=0)
        return float(ours), float(theirs)

    ours, theirs = means(np.ones(size))
    differences = np.empty(resamples)
    for k in range(resamples):
        drawn = random.choice(known, len(known))
        one, other = means(np.bincount(drawn, minlength=size).astype(np.float64))
        differences[k] = one - other
    low, high = np.nanpercentile(differences, (2.5, 97.5))
    return Paired(ours, theirs, float(low), float(high))
