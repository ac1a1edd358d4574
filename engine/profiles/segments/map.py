"""The customers on a plane: principal components, with what each feature adds to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from engine.profiles.segments.methods import FloatArray

FITTED_ON = 20_000
POINTS = 1500


@dataclass(frozen=True)
class Plane:
    """mean: (features,). axes: (2, features), unit vectors. explained: (2,), parts of the variance. spread:
    (2,), standard deviations along the axes.
    """

    mean: FloatArray
    axes: FloatArray
    explained: FloatArray
    spread: FloatArray

    def place(self, z: FloatArray) -> FloatArray:
        """(customers, 2) coordinates."""
        return (z - self.mean) @ self.axes.T

    @property
    def loadings(self) -> FloatArray:
        """(features, 2): axis times standard deviation, for standardised features near the correlation of the
        feature with the axis.
        """
        return (self.axes * self.spread[:, None]).T


def plane_of(z: FloatArray) -> Plane:
    """The two principal components of z, (customers, features); the largest part of each axis is positive, so
    that the map is not turned over from one rebuild to the next. With one feature the second axis is empty.
    """
    decomposition: Any = import_module("sklearn.decomposition")
    model = decomposition.PCA(n_components=min(2, *z.shape), svd_solver="full").fit(z)
    size = len(model.components_)
    axes, explained, spread = np.zeros((2, z.shape[1])), np.zeros(2), np.zeros(2)
    axes[:size] = model.components_
    explained[:size], spread[:size] = model.explained_variance_ratio_, np.sqrt(model.explained_variance_)
    largest = np.abs(axes).argmax(axis=1)
    signs = np.where(axes[np.arange(2), largest] < 0, -1.0, 1.0)
    return Plane(np.asarray(model.mean_), axes * signs[:, None], explained, spread)


def drawn(
    z: FloatArray,
    names: Sequence[str],
    centres: FloatArray,
    labels: Sequence[int],
    given: Sequence[int | None],
) -> dict[str, Any]:
    """The map as data: explained, loadings (feature: [x, y]), points ([x, y, label] of at most POINTS
    customers), centres ([x, y, label]). z: (customers, features) of these names; given: their labels.

    The components come from at most FITTED_ON customers.
    """
    if min(z.shape) < 2:  # noqa: PLR2004 - no plane
        return {"explained": [0.0, 0.0], "loadings": {}, "points": [], "centres": []}
    shuffled = np.random.default_rng(0).permutation(len(z))
    plane = plane_of(z[np.sort(shuffled[:FITTED_ON])])
    shown = np.sort(shuffled[:POINTS])
    points: list[list[float]] = plane.place(z[shown]).round(3).tolist()
    middle: list[list[float]] = plane.place(centres).round(3).tolist() if len(centres) else []
    return {
        "explained": plane.explained.round(4).tolist(),
        "loadings": dict(zip(names, plane.loadings.round(4).tolist(), strict=True)),
        "points": [[*point, given[row]] for point, row in zip(points, shown.tolist(), strict=True)],
        "centres": [[*point, label] for point, label in zip(middle, labels, strict=True)],
    }
