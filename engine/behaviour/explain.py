"""Why a customer's chance is what it is: contributions of groups of features, in points and in words."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.behaviour.arrays import Floats
from engine.behaviour.groups import GROUPS
from engine.behaviour.learnt import Learnt
from engine.behaviour.shapley import shapley
from engine.behaviour.table import Table
from engine.behaviour.wording import sentence

SMALLEST = 0.005
"""Half a percentage point: smaller contributions are left out of the words, not of the sum."""


@dataclass(frozen=True)
class Contribution:
    """group: of `engine.behaviour.groups`. points: added to the chance, in [-1, 1]. words: by language."""

    group: str
    points: float
    words: dict[str, str]


@dataclass(frozen=True)
class Explanation:
    """chance = base + the sum of all contributions, largest first. base: the mean chance of the customers
    that the model compares with. outcome: which class the chance is of.
    """

    task: str
    outcome: str
    chance: float
    base: float
    contributions: list[Contribution]

    def told(self, language: str) -> list[str]:
        """The contributions that matter, as sentences in "en" or "zh"."""
        return [c.words[language] for c in self.contributions if abs(c.points) >= SMALLEST]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "task": self.task,
            "outcome": self.outcome,
            "chance": round(self.chance, 4),
            "base": round(self.base, 4),
            "contributions": [
                {"group": c.group, "points": round(c.points, 4), "words": c.words} for c in self.contributions
            ],
        }


def explain(model: Learnt, table: Table, classes: tuple[str, ...], outcome: str) -> Explanation:
    """The chance of `outcome` for the one row of `table`, taken apart.

    Raises ValueError where `outcome` is none of the task's classes.
    """
    names, place = model.served.fitted.names, classes.index(outcome)
    row: Floats = table.matrix(names)[0]

    def chance(matrix: Floats) -> Floats:
        return model.served.of(matrix)[:, place]

    groups = {group: [names.index(n) for n in columns if n in names] for group, columns in GROUPS.items()}
    points, base = shapley(chance, row, model.background, list(groups.values()))
    values = dict(zip(table.names, table.values[0].tolist(), strict=True))
    found = [
        Contribution(
            group, float(moved), {lang: sentence(group, values, moved, lang) for lang in ("en", "zh")}
        )
        for group, moved in zip(groups, points, strict=True)
    ]
    found.sort(key=lambda c: -abs(c.points))
    return Explanation(model.task, outcome, float(chance(row[np.newaxis])[0]), base, found)
