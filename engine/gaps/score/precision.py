"""How much an estimated expectation is worth: what customers really do lies around what is predicted."""

from importlib import import_module
from typing import Any

import numpy as np

from engine.gaps.latent.fields import FloatArray
from engine.gaps.score.library import special

LEAST, MOST = 0.5, 1e5
FALL = 1.92
"""Nats of log likelihood that the ends of a 95 % interval lie below the top."""
FEWEST = 30
"""Customers with two deeds or more, below which nothing is said."""


def precision_of(deeds: FloatArray, expected: FloatArray) -> float | None:
    """How many deeds a prediction is worth at least: M of deeds ~ Dirichlet-multinomial(M expected).

    It is the lower end of M's 95 % profile-likelihood interval, so that a lucky sample does not make the
    test trust an estimate too much.

    deeds: (customers, topics), whole numbers that the predictions were not made from; expected: (topics,)
    or the same shape, rows sum to 1. Within [0.5, 100,000]; None where fewer than 30 customers did two
    things or more. Source: Minka 2000, "Estimating a Dirichlet distribution", with the mean given.
    """
    several = deeds.sum(axis=1) > 1
    if int(several.sum()) < FEWEST:
        return None
    counts = deeds[several]
    shares = np.broadcast_to(expected, deeds.shape)[several]
    n = counts.sum(axis=1)
    gammaln = special().gammaln

    def loss(log_precision: float) -> float:
        m = np.exp(log_precision)
        single = gammaln(counts + m * shares) - gammaln(m * shares)
        return -float((gammaln(m) - gammaln(n + m)).sum() + single.sum())

    optimize: Any = import_module("scipy.optimize")
    least, most = float(np.log(LEAST)), float(np.log(MOST))
    likeliest = float(optimize.minimize_scalar(loss, bounds=(least, most), method="bounded").x)
    bar = loss(likeliest) + FALL
    if loss(least) <= bar:
        return LEAST

    def above(log_precision: float) -> float:
        return loss(log_precision) - bar

    return float(np.exp(optimize.brentq(above, least, likeliest)))
