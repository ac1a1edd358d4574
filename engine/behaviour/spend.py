"""What a purchase comes to; times its chance it is the expected spend (two-part model, Duan et al. 1983)."""

from dataclasses import dataclass

import numpy as np

from engine.behaviour.arrays import Floats
from engine.behaviour.candidates import Estimator, gamma_boosting, scaled
from engine.behaviour.classifier import VALIDATION_CUTS
from engine.behaviour.examples import Examples
from engine.behaviour.library import sklearn
from engine.behaviour.table import Table

LEAST_BUYERS = 60
TOP_SHARE = 0.99
"""Amounts above this quantile are taken as the quantile: one wholesale order must not teach everyone's
budget.
"""


@dataclass(frozen=True)
class Amount:
    """Expected money of who buys. model: its name. scale: so that predicted and true sums agree out of
    time.
    """

    model: str
    estimator: Estimator
    names: tuple[str, ...]
    ceiling: float
    smearing: float
    scale: float

    def __call__(self, table: Table) -> Floats:
        """(rows,), money within the window given that something is bought."""
        return self.scale * self.unscaled(table)

    def unscaled(self, table: Table) -> Floats:
        if not len(table):
            return np.zeros(0)
        found = self.estimator.predict(table.matrix(self.names))
        if self.model == "log-normal":
            found = np.exp(np.clip(found, 0, np.log1p(self.ceiling))) * self.smearing
        return np.clip(found, 0.0, self.ceiling)


def fit_amount(examples: Examples, names: tuple[str, ...], now: float, seed: int = 0) -> Amount | None:
    """The better of gamma boosting and a log-normal ridge by gamma deviance on the last cuts, fitted on all
    that was known at `now` and scaled to the validation cuts' sums; None with fewer than 60 purchases
    before them.
    """
    known = examples.known_by(now)
    buyers = known.only(known.spend > 0)
    trials = [
        (buyers.only(buyers.known_at <= cut), buyers.only(buyers.cut == cut))
        for cut in known.cuts()[-VALIDATION_CUTS:]
    ]
    trials = [(fit, held) for fit, held in trials if len(fit) >= LEAST_BUYERS and len(held)]
    if not trials:
        return None
    best: tuple[float, str, float] | None = None
    for model in ("gamma boosting", "log-normal"):
        found = np.concatenate([_fit(model, fit, names, seed).unscaled(held.table) for fit, held in trials])
        ceiling = float(np.quantile(buyers.spend, TOP_SHARE))
        true = np.minimum(np.concatenate([held.spend for _, held in trials]), ceiling)
        scale = float(true.sum() / max(found.sum(), 1e-9))
        loss = gamma_deviance(true, scale * found)
        if best is None or loss < best[0]:
            best = (loss, model, scale)
    assert best is not None  # noqa: S101 - there are two models
    fitted = _fit(best[1], buyers, names, seed)
    return Amount(fitted.model, fitted.estimator, names, fitted.ceiling, fitted.smearing, best[2])


def gamma_deviance(true: Floats, predicted: Floats) -> float:
    """Mean of 2 (t/p - 1 - ln(t/p)): relative error, so that small and large budgets count alike."""
    ratio = np.clip(true, 1e-6, None) / np.clip(predicted, 1e-6, None)
    return float((2 * (ratio - 1 - np.log(ratio))).mean())


def _fit(model: str, buyers: Examples, names: tuple[str, ...], seed: int) -> Amount:
    ceiling = float(np.quantile(buyers.spend, TOP_SHARE))
    amount, matrix = np.minimum(buyers.spend, ceiling), buyers.table.matrix(names)
    if model == "gamma boosting":
        return Amount(model, gamma_boosting(seed).fit(matrix, amount), names, ceiling, 1.0, 1.0)
    logs = np.log(np.clip(amount, 1e-6, None))
    estimator = (
        sklearn("pipeline")
        .make_pipeline(*scaled(), sklearn("linear_model").Ridge(alpha=100.0))
        .fit(matrix, logs)
    )
    # Duan's smearing: the mean of exp(residual) brings the median of a log-normal to its mean.
    smearing = float(np.exp(logs - estimator.predict(matrix)).mean())
    return Amount(model, estimator, names, ceiling, smearing, 1.0)
