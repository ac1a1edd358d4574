"""A division of the customers into segments, as it is stored."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from engine.frames import Frame
from engine.profiles.segments.methods import Fitted, FloatArray, assign
from engine.profiles.standard import from_json, standardise
from engine.store.types import LocalizedText


@dataclass(frozen=True)
class Segment:
    """label: stays from rebuild to rebuild. centre: weighted standardised features, by `Document.weights`.
    reach: None where the nearest centre takes everybody. traits: as `traits.Trait`.
    """

    label: int
    name: LocalizedText
    sentence: LocalizedText
    size: int
    share: float
    centre: list[float]
    reach: float | None
    traits: list[dict[str, Any]]

    def more_than_usual(self, feature: str) -> bool:
        """Whether much of this feature is among what sets the segment apart."""
        return any(trait["feature"] == feature and trait["effect"] > 0 for trait in self.traits)


@dataclass(frozen=True)
class Document:
    """scales: as `standard.Scale`, by feature. weights: of the features that segments are formed by. prices:
    usual cents of a piece by category; categories: those with a share of their own. typical: median of each
    feature. choice: `choose.Candidate`s that were tried. map: explained, loadings (feature: [x, y]), points
    ([x, y, label], a sample), centres ([x, y, label]).
    """

    method: str
    scales: dict[str, Any]
    weights: dict[str, float]
    prices: dict[str, float]
    categories: list[str]
    typical: dict[str, float]
    segments: list[Segment]
    choice: list[dict[str, Any]]
    map: dict[str, Any]
    next_label: int
    fitted_on: int = 0
    outside: int = 0
    """Customers who belong to no segment."""
    notes: list[str] = field(default_factory=list[str])

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def weighted(self, features: Frame) -> FloatArray:
        """(customers, features): what distances are measured in."""
        z = standardise(features, from_json({name: self.scales[name] for name in self.weights}))
        return np.asarray(z[list(self.weights)].to_numpy() * list(self.weights.values()), dtype=np.float64)

    def assign(self, features: Frame) -> list[int | None]:
        """The label of each customer's segment, None for those whom none reaches."""
        labels = [segment.label for segment in self.segments]
        nearest, _ = assign(self.weighted(features), self.fitted)
        return [None if place < 0 else labels[place] for place in nearest.tolist()]

    @property
    def fitted(self) -> Fitted:
        return Fitted(
            np.array([s.centre for s in self.segments]).reshape(len(self.segments), len(self.weights)),
            np.array([np.inf if s.reach is None else s.reach for s in self.segments]),
        )


def document_of(stored: Mapping[str, Any]) -> Document:
    """What `as_json` gave."""
    fields: dict[str, Any] = dict(stored)
    fields["segments"] = [Segment(**segment) for segment in stored["segments"]]
    return Document(**fields)
