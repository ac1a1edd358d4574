"""What sets a class of customers apart, in figures that a sentence can be made of."""

from dataclasses import dataclass

import numpy as np

from engine.gaps.latent.model import LatentClasses

TELLING = 0.1
"""A category's share has to differ from that of all customers by so much."""


@dataclass(frozen=True)
class Trait:
    """A category more common in the class than among all: `share` against `overall`, in [0, 1]."""

    field: str
    value: str
    share: float
    overall: float


@dataclass(frozen=True)
class Lean:
    """A number that is higher or lower in the class: the difference of means in standard deviations."""

    field: str
    deviations: float


@dataclass(frozen=True)
class ClassTraits:
    """Class number (the heaviest is 0), its share of the customers, and what sets it apart, most first."""

    number: int
    weight: float
    traits: tuple[Trait, ...]
    leans: tuple[Lean, ...]


def traits_of(model: LatentClasses, most: int = 4) -> tuple[ClassTraits, ...]:
    """The traits of every class; those of next to nothing are left out."""
    weights = model.parameters.weights
    found: list[ClassTraits] = []
    for number in range(model.classes):
        traits: list[Trait] = []
        for field, table in zip(model.schema.categorical, model.parameters.tables, strict=True):
            overall = weights @ table
            value = int(np.argmax(table[number] - overall))
            if table[number, value] - overall[value] >= TELLING:
                share, usual = float(table[number, value]), float(overall[value])
                traits.append(Trait(field.name, field.values[value], share, usual))
        leans = [
            Lean(name, float(mean))
            for name, mean in zip(model.schema.numeric, model.parameters.means[number], strict=True)
            if abs(mean) >= 1 / 2
        ]
        traits.sort(key=lambda one: one.overall - one.share)
        leans.sort(key=lambda one: -abs(one.deviations))
        found.append(ClassTraits(number, float(weights[number]), tuple(traits[:most]), tuple(leans[:most])))
    return tuple(found)
