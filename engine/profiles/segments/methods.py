"""Ways to divide customers: each gives centres, and everybody belongs to the nearest one."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Method = Literal["kmeans", "ward", "dbscan", "hdbscan"]
WITH_K: tuple[Method, ...] = ("kmeans", "ward")
"""Methods that are told how many segments to make; the others find out, and leave some customers out."""
LEAST_PART = 0.02
"""A dense place with fewer customers than this part is no segment."""
NEIGHBOURS = 10
BLOCK = 20_000


@dataclass(frozen=True)
class Fitted:
    """centres: (segments, features). reach: (segments,), how far members lie from the centre at most;
    infinite where everybody belongs somewhere.
    """

    centres: FloatArray
    reach: FloatArray


def fit(z: FloatArray, method: Method, k: int, seed: int) -> Fitted:
    """Divide z, (customers, features). `k` says how many segments; the density methods ignore it.

    Source: scikit-learn's KMeans, AgglomerativeClustering (Ward), DBSCAN, HDBSCAN.
    """
    if method == "kmeans":
        model = _sklearn("cluster").KMeans(k, n_init=4, random_state=seed).fit(z)
        return Fitted(np.asarray(model.cluster_centers_, np.float64), np.full(k, np.inf))
    labels = np.asarray(_labels(z, method, k), dtype=np.int64)
    found = sorted(set(labels.tolist()) - {-1})
    centres = np.array([z[labels == label].mean(axis=0) for label in found]).reshape(len(found), z.shape[1])
    if method in WITH_K:
        return Fitted(centres, np.full(len(found), np.inf))
    reach = [
        float(np.linalg.norm(z[labels == label] - centre, axis=1).max())
        for label, centre in zip(found, centres, strict=True)
    ]
    return Fitted(centres, np.array(reach))


def assign(z: FloatArray, fitted: Fitted) -> tuple[IntArray, FloatArray]:
    """(row of the nearest centre, -1 beyond its reach; distance) of each customer."""
    nearest = np.full(len(z), -1, dtype=np.int64)
    distance = np.full(len(z), np.inf)
    if not len(fitted.centres):
        return nearest, distance
    for start in range(0, len(z), BLOCK):
        rows = slice(start, start + BLOCK)
        away = np.sqrt(_squares(z[rows], fitted.centres))
        nearest[rows], distance[rows] = away.argmin(axis=1), away.min(axis=1)
    return np.where(distance <= fitted.reach[nearest] + 1e-9, nearest, -1), distance


def _squares(z: FloatArray, centres: FloatArray) -> FloatArray:
    """Squared distances, (customers, segments)."""
    squares = (z**2).sum(axis=1)[:, None] + (centres**2).sum(axis=1) - 2 * z @ centres.T
    return np.maximum(squares, 0)


def _labels(z: FloatArray, method: Method, k: int) -> Any:
    cluster = _sklearn("cluster")
    least = max(5, round(len(z) * LEAST_PART))
    if method == "ward":
        return cluster.AgglomerativeClustering(k, linkage="ward").fit_predict(z)
    if method == "hdbscan":
        return cluster.HDBSCAN(min_cluster_size=least, min_samples=5, copy=True).fit_predict(z)
    search = _sklearn("neighbors").NearestNeighbors(n_neighbors=NEIGHBOURS).fit(z)
    # Nine of ten customers have so many neighbours within it (Ester et al. 1996: sorted k-distances).
    near = float(np.quantile(search.kneighbors(z)[0][:, -1], 0.9))
    labels = np.asarray(cluster.DBSCAN(eps=max(near, 1e-6), min_samples=NEIGHBOURS).fit_predict(z))
    small = [label for label in set(labels.tolist()) if (labels == label).sum() < least]
    return np.where(np.isin(labels, small), -1, labels)


def _sklearn(part: str) -> Any:
    return import_module(f"sklearn.{part}")  # here, as it loads slowly; its own types are incomplete
