"""Versions of divisions in the registry of learnt models, and whether a new one is worse."""

import hashlib
import json
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from engine.frames import Frame
from engine.models import registry
from engine.models.card import Card
from engine.models.verdict import FIRST, Verdict, judge
from engine.profiles.segments.build import Basis, Options
from engine.profiles.segments.choose import JUDGED, STABLE
from engine.profiles.segments.document import Document
from engine.profiles.segments.methods import FloatArray, IntArray

KIND = "segments"
RECIPE = 1
"""Counted up when the method changes: the same customers are then divided anew."""


def inputs_hash(features: Frame, basis: Basis, options: Options) -> str:
    """SHA-256 of all that a division depends on, but the one before."""
    hashing: Any = import_module("pandas.util")
    words = [RECIPE, options.method, list(options.ks), options.seed, basis.categories, basis.currency]
    digest = hashlib.sha256(json.dumps(words).encode())
    for table in (dict(basis.prices), dict(basis.names), list(features.columns)):
        digest.update(json.dumps(table, sort_keys=True, ensure_ascii=False).encode())
    digest.update(hashing.hash_pandas_object(features).to_numpy().tobytes())
    return digest.hexdigest()


def of_same_inputs(session: Session, folder: Path, inputs: str) -> Document | None:
    """The division in use, where these very inputs were divided and judged already."""
    in_use = registry.live(session, KIND)
    if in_use is None or registry.trained_from(session, KIND, inputs) is None:
        return None
    return registry.load(folder, in_use)


def verdict_on(new: Document, features: Frame, before: Document | None) -> Verdict:
    """Silhouettes of the same customers under both divisions, in the space of the new one.

    A division by another method is somebody's choice and is taken; so is one that takes the place of a
    division that was not stable.
    """
    if before is None or not before.segments:
        return FIRST
    if not new.segments:
        return Verdict(False, new.notes[0] if new.notes else "It has no segments.")
    why = _why_not_compared(new, features, before)
    if why:
        return Verdict(True, why)
    some = features.iloc[np.sort(np.random.default_rng(0).permutation(len(features))[:JUDGED])]
    space, ours, theirs = new.weighted(some), _places(new, some), _places(before, some)
    inside = (ours >= 0) & (theirs >= 0)
    if min(len(np.unique(one[inside])) for one in (ours, theirs)) < 2:  # noqa: PLR2004 - nothing is apart
        return Verdict(True, "One of them has all customers in one segment; there is nothing to compare.")
    losses = [1 - _silhouettes(space[inside], labels[inside]) for labels in (ours, theirs)]
    return judge(losses[0], losses[1], np.arange(int(inside.sum())), measure="1 - silhouette")


def _why_not_compared(new: Document, features: Frame, before: Document) -> str:
    if new.method != before.method:
        return f"The method is now {new.method}; it was {before.method}."
    if not set(before.weights) <= set(features.columns):
        return "The one in use was made of features that are not there any more."
    if _stability(before) < STABLE <= _stability(new):
        return f"It is stable ({_stability(new):.2f}); the one in use is not."
    return ""


def card_of(document: Document, customers: int, as_of: datetime) -> Card:
    """Purpose, method, data, limits; silhouette and stability of each number of segments that was tried."""
    tried = {
        str(one["k"]): {name: float(one[name]) for name in ("silhouette", "stability", "smallest")}
        for one in document.choice
    }
    metrics = {"customers": float(customers), "segments": float(len(document.segments))}
    metrics |= tried.get(str(len(document.segments)), {})
    return Card(
        kind=KIND,
        purpose="Groups of customers that are alike in what they do, each with a name and a sentence.",
        method=f"{document.method} on standardised features; the number of segments by silhouette among the "
        f"stable ones; fitted on {document.fitted_on} customers.",
        data=f"Features of {customers} customers; {document.outside} belong to no segment.",
        limits="Segments describe and sort; between two of them there is seldom a gap, and a person is more "
        "than a segment. " + " ".join(document.notes),
        data_until=as_of,
        metrics=metrics,
        tables={"Numbers of segments": tried} if tried else {},
    )


def _stability(document: Document) -> float:
    """Of the number of segments that was chosen; 0 where it is not known."""
    chosen = (one for one in document.choice if one["k"] == len(document.segments))
    return max((float(one["stability"]) for one in chosen), default=0.0)


def _places(document: Document, features: Frame) -> IntArray:
    """(customers,): label of each one's segment, -1 of those in none."""
    labels = document.assign(features)
    return np.array([-1 if label is None else label for label in labels], dtype=np.int64)


def _silhouettes(space: FloatArray, labels: IntArray) -> FloatArray:
    metrics: Any = import_module("sklearn.metrics")
    return np.asarray(metrics.silhouette_samples(space, labels), dtype=np.float64)
