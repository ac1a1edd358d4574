"""What sets a group, or one customer, apart from the others."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.frames import Frame, Series
from engine.profiles.definitions import definition
from engine.profiles.segments.values import said
from engine.profiles.segments.words import words_of
from engine.store.types import LocalizedText

TELLING = 0.4
"""Effect from which on a difference is worth a word; .2 counts as small, .5 as middling (Cohen 1988)."""
SHOWN = 3
RATE = 0.05
"""Difference from which on shares and rates are worth a word: of a shop where nearly all send nothing back,
one piece in a hundred is far out by its spread, and means nothing to a person.
"""


@dataclass(frozen=True)
class Trait:
    """effect: standard deviations between the two. value, typical: in the feature's unit. phrase: what it is
    like; said, usual: the two values with their units.
    """

    feature: str
    family: str
    effect: float
    value: float
    typical: float
    phrase: LocalizedText
    noun: LocalizedText
    said: LocalizedText
    usual: LocalizedText


Names = Mapping[str, LocalizedText]


def group_traits(
    features: Frame, z: Frame, inside: NDArray[np.bool_], categories: Names, currency: str
) -> list[Trait]:
    """What sets those `inside` apart, strongest first.

    effect: Cohen's d of the standardised feature, inside against outside. Values are medians over those of
    whom the feature is known; means where the medians are equal.
    """
    found: list[Trait] = []
    for name in z.columns:
        effect = _cohen(z[name].to_numpy(), inside)
        own, every = features[name][inside].dropna(), features[name].dropna()
        if abs(effect) < TELLING or not len(own):
            continue
        value, typical = float(own.median()), float(every.median())
        if value == typical:
            value, typical = float(own.mean()), float(every.mean())
        found += _trait(name, effect, value, typical, categories, currency)
    return _strongest(found)


def own_traits(
    features: Series, z: Series, typical: Mapping[str, float], categories: Names, currency: str
) -> list[Trait]:
    """What sets one customer apart, strongest first; effect: the standardised value."""
    found: list[Trait] = []
    for name in z.index:
        if np.isnan(features[name]) or abs(z[name]) < TELLING or name not in typical:
            continue
        value, effect = float(features[name]), float(z[name])
        found += _trait(name, effect, value, typical[name], categories, currency)
    return _strongest(found)


def _trait(  # noqa: PLR0917 - one row of a table
    name: str, effect: float, value: float, typical: float, categories: Names, currency: str
) -> list[Trait]:
    words = words_of(name, effect > 0, categories)
    # Where outliers turn mean and median against the effect, the figures would contradict the words.
    if words is None or (value - typical) * effect <= 0:
        return []
    usual = said(name, typical, currency)
    own = said(name, value, currency)
    about = definition(name)
    if own == usual or (about.unit == "share" and abs(value - typical) < RATE):
        return []
    family = about.family
    return [Trait(name, family, round(effect, 3), value, typical, words.phrase, words.noun, own, usual)]


def _strongest(found: list[Trait]) -> list[Trait]:
    return sorted(found, key=lambda trait: (-abs(trait.effect), trait.feature))


def _cohen(values: NDArray[np.float64], inside: NDArray[np.bool_]) -> float:
    """(mean inside - mean outside) / pooled standard deviation; 0 where a side is empty or all are equal."""
    own, other = values[inside], values[~inside]
    if not len(own) or not len(other):
        return 0.0
    pooled = np.sqrt((own.var() * len(own) + other.var() * len(other)) / len(values))
    return float((own.mean() - other.mean()) / pooled) if pooled > 1e-9 else 0.0  # noqa: PLR2004
