"""Features in, segments out."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib import import_module
from typing import Any

import numpy as np

from engine.frames import Frame
from engine.profiles.definitions import SHARE, definition
from engine.profiles.segments.choose import Candidate, choose_k, judge
from engine.profiles.segments.document import Document, Segment
from engine.profiles.segments.map import drawn
from engine.profiles.segments.matching import keep_labels
from engine.profiles.segments.methods import WITH_K, Fitted, FloatArray, IntArray, Method, assign, fit
from engine.profiles.segments.naming import names_of, sentence_of
from engine.profiles.segments.traits import Names, group_traits
from engine.profiles.standard import as_json, fit_scales, standardise

FEWEST = 30
"""Customers below which there are no segments: of fewer, groups are accidents."""
FITTED_ON: Mapping[Method, int] = {"kmeans": 20_000, "ward": 5_000, "dbscan": 10_000, "hdbscan": 10_000}


@dataclass(frozen=True)
class Options:
    """How to divide. ks: numbers of segments to try; the density methods find their own."""

    method: Method = "kmeans"
    ks: Sequence[int] = field(default_factory=lambda: range(3, 9))
    seed: int = 7


@dataclass(frozen=True)
class Basis:
    """What features were made with, kept so that later ones are made alike. names: of categories by id."""

    prices: Mapping[str, float]
    categories: list[str]
    names: Names
    currency: str


def divide(
    features: Frame, basis: Basis, options: Options, before: Document | None = None
) -> tuple[Document, list[int | None]]:
    """Divide customers, (customers, features) as of `features_of`, into segments; and the label of each.

    With more customers than FITTED_ON the centres come from a sample of so many, silhouette and stability
    from one of `choose.JUDGED`, and everybody is then assigned. `before` lends its labels (`matching.py`).
    Below FEWEST customers there are no segments, and `notes` says so.
    """
    scales = fit_scales(features)
    z = standardise(features, scales)
    weights = _weights([name for name in z.columns if definition(name).clustered])
    weighted = np.asarray(z[list(weights)].to_numpy() * list(weights.values()), dtype=np.float64)
    with _threads(1):  # on samples this small, threads cost more than they bring
        fitted, tried, notes = _fit(weighted, options)
    places, _ = assign(weighted, fitted)
    labels, next_label = _labels(features, places, len(fitted.centres), before)
    groups = [
        group_traits(features, z, places == place, basis.names, basis.currency)
        for place in range(len(labels))
    ]
    names = names_of(groups)
    sizes = np.bincount(places[places >= 0], minlength=len(labels)).tolist()
    segments = [
        Segment(
            label=label,
            name=names[place],
            sentence=sentence_of(groups[place]),
            size=sizes[place],
            share=round(sizes[place] / len(features), 4),
            centre=fitted.centres[place].tolist(),
            reach=float(fitted.reach[place]) if np.isfinite(fitted.reach[place]) else None,
            traits=[asdict(trait) for trait in groups[place]],
        )
        for place, label in enumerate(labels)
    ]
    given: list[int | None] = [None if place < 0 else labels[place] for place in places.tolist()]
    document = Document(
        method=options.method,
        scales=as_json(scales),
        weights=weights,
        prices=dict(basis.prices),
        categories=list(basis.categories),
        typical={name: float(value) for name, value in features.median().dropna().items()},
        segments=segments,
        choice=[asdict(candidate) for candidate in tried],
        map=drawn(weighted, list(weights), fitted.centres, labels, given),
        next_label=next_label,
        fitted_on=min(len(features), FITTED_ON[options.method]),
        outside=given.count(None),
        notes=notes,
    )
    return document, given


def _threads(limit: int) -> Any:
    import_module("sklearn.cluster")  # the limit holds for what is loaded by then
    return import_module("threadpoolctl").threadpool_limits(limit)


def _weights(names: Sequence[str]) -> dict[str, float]:
    """All count alike, but the shares of categories together as one: a shop with fifty is not divided by them
    alone.
    """
    shares = sum(name.startswith(SHARE) for name in names)
    return {name: shares**-0.5 if name.startswith(SHARE) else 1.0 for name in names}


def _fit(weighted: FloatArray, options: Options) -> tuple[Fitted, list[Candidate], list[str]]:
    count, width = weighted.shape
    if count < FEWEST or not width:
        few = f"There are {count} customers with events; segments need {FEWEST}, and features that differ."
        return Fitted(np.empty((0, width)), np.empty(0)), [], [few]
    random = np.random.default_rng(options.seed)
    sample = weighted[np.sort(random.permutation(count)[: FITTED_ON[options.method]])]
    if options.method in WITH_K:
        ks = [k for k in options.ks if k * 5 <= count]
        fitted, tried = choose_k(sample, options.method, ks, options.seed)
        return fitted, tried, []
    fitted = fit(sample, options.method, 0, options.seed)
    judged = judge(sample, fitted, options.method, options.seed)
    return fitted, [judged], [] if len(fitted.centres) else ["No place is dense enough to be a segment."]


def _labels(features: Frame, places: IntArray, count: int, before: Document | None) -> tuple[list[int], int]:
    """Former labels where the segment is there again, judged in the former division's space."""
    known = before is not None and set(before.weights) <= set(features.columns)
    if before is None or not known or not before.segments:
        first = 1 if before is None else before.next_label
        return list(range(first, first + count)), first + count
    space = before.weighted(features)
    centres = np.array([space[places == place].mean(axis=0) for place in range(count)])
    centres = centres.reshape(count, len(before.weights))
    former = [segment.label for segment in before.segments]
    return keep_labels(centres, before.fitted.centres, former, before.next_label)
