"""Where expectation maximisation begins: far-apart customers, or chance."""

from collections.abc import Iterator

import numpy as np

from engine.gaps.latent.design import Design
from engine.gaps.latent.fields import FloatArray
from engine.gaps.latent.parameters import Parameters, Prior


def starts(
    design: Design, classes: int, prior: Prior, count: int, rng: np.random.Generator
) -> Iterator[Parameters]:
    """`count` starts, in turn spread as in k-means++ (Arthur and Vassilvitskii 2007) and at random."""
    for number in range(count):
        draw = _spread if number % 2 == 0 else _by_chance
        yield design.maximise(draw(design, classes, rng), _kept_apart(prior), None)


def _kept_apart(prior: Prior) -> Prior:
    """With a prior, so that no start begins with a class of variance zero or an impossible value."""
    return Prior(max(prior.weight, 1.0), max(prior.table, 1.0), max(prior.variance, 1.0), prior.floor)


def _spread(design: Design, classes: int, rng: np.random.Generator) -> FloatArray:
    """Every row with the nearest of `classes` rows, each drawn with the squared distance to those before."""
    points = design.standard
    nearest = np.full(len(points), np.inf)
    distances: list[FloatArray] = []
    place = int(rng.integers(len(points)))
    for _ in range(classes):
        distances.append(((points - points[place]) ** 2).sum(axis=1))
        nearest = np.minimum(nearest, distances[-1])
        total = nearest.sum()
        place = int(rng.choice(len(points), p=nearest / total if total > 0 else None))
    return np.eye(classes)[np.argmin(distances, axis=0)]


def _by_chance(design: Design, classes: int, rng: np.random.Generator) -> FloatArray:
    return np.eye(classes)[rng.integers(classes, size=len(design))]
