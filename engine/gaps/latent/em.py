"""Expectation maximisation: from a start to the top of its hill."""

from dataclasses import dataclass

import numpy as np

from engine.gaps.latent.design import Design
from engine.gaps.latent.fields import FloatArray
from engine.gaps.latent.parameters import Parameters, Prior


@dataclass(frozen=True)
class Climb:
    """Where a start led. log_likelihood: of the rows as given, in nats. history: what EM maximises (the
    likelihood, with a prior the penalised one) after every step; it never falls.
    """

    parameters: Parameters
    log_likelihood: float
    history: tuple[float, ...]
    converged: bool

    @property
    def penalised(self) -> float:
        return self.history[-1]


def climb(
    design: Design, start: Parameters, prior: Prior, *, tolerance: float = 1e-8, most: int = 1000
) -> Climb:
    """Alternate expectation and maximisation until a step gains less than `tolerance` of the whole.

    Source: Dempster, Laird and Rubin 1977; with a prior it climbs the posterior instead.
    """
    marginals = design.marginals
    parameters, history = start, list[float]()
    while True:
        responsibilities, likelihood = expect(design, parameters)
        history.append(likelihood + prior.log_density(parameters, marginals))
        converged = len(history) > 1 and history[-1] - history[-2] <= tolerance * abs(history[-2])
        if converged or len(history) > most:
            return Climb(parameters, likelihood - design.log_scale, tuple(history), converged)
        parameters = design.maximise(responsibilities, prior, parameters)


def expect(design: Design, parameters: Parameters) -> tuple[FloatArray, float]:
    """P(class | row), (n, classes), and the log likelihood of all standardised rows, in nats."""
    posterior, evidence = normalise(design.log_joint(parameters))
    return posterior, float(evidence.sum())


def normalise(log_joint: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Posterior (n, classes) and log evidence (n,), without overflow (log-sum-exp)."""
    highest = log_joint.max(axis=1, keepdims=True)
    joint = np.exp(log_joint - highest)
    total = joint.sum(axis=1, keepdims=True)
    return joint / total, (np.log(total) + highest)[:, 0]
