"""Unanswered topics: groups of unresolved questions, with the answered ones near them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.gaps.knowledge.asked import Asked
from engine.gaps.knowledge.clusters import grouped
from engine.gaps.knowledge.places import FloatArray

FEWEST = 3
"""Unresolved questions of a topic; fewer are chance."""
OUTSIDE = 0.1
"""Share of a topic's own questions that lie outside its radius: one odd member must not widen it."""


@dataclass(frozen=True)
class Topic:
    """unresolved: rows in Asked, the most typical first. answered: resolved questions within the radius.
    radius: mean likeness to the topic's unresolved questions from which on a question belongs to it.
    """

    unresolved: Sequence[int]
    answered: Sequence[int]
    radius: float

    @property
    def asked(self) -> int:
        return len(self.unresolved) + len(self.answered)


def topics_of(asked: Asked) -> list[Topic]:
    """All topics of at least FEWEST unresolved questions."""
    rows = asked.unresolved
    if not rows:
        return []
    each = [view.likeness(rows, rows) for view in asked.views]
    likeness = np.mean(each, axis=0)
    groups: dict[int, list[int]] = {}
    for place, label in enumerate(grouped(each)):
        groups.setdefault(int(label), []).append(place)
    found = [own for own in groups.values() if len(own) >= FEWEST]
    ordered = [_by_likeness(likeness, own) for own in found]
    topics = [([rows[place] for place in own], radius) for own, radius in ordered]
    near = _nearest(asked, topics)
    return [Topic(own, near[n], radius) for n, (own, radius) in enumerate(topics)]


def members_of(asked: Asked, own: Sequence[int]) -> list[int]:
    """All questions of the topic that the rows `own` are of, by its radius, resolved or not; a row of `own`
    is held to the same measure, by its likeness to the others. Of fewer than two it is these alone.
    """
    if len(own) < 2:  # noqa: PLR2004 - likeness to others needs another
        return list(own)
    to_others, radius = _to_others(asked.likeness(own, own))
    means = mean_likeness(asked, own, range(len(asked.questions)))
    means[list(own)] = to_others
    return [int(row) for row in np.flatnonzero(means >= radius)]


def _by_likeness(likeness: FloatArray, own: Sequence[int]) -> tuple[list[int], float]:
    """The most typical first, and the radius: what all but OUTSIDE of them have to the others."""
    to_others, radius = _to_others(likeness[np.ix_(own, own)])
    order = np.argsort(-to_others, kind="stable")
    return [own[int(place)] for place in order], radius


def _to_others(block: FloatArray) -> tuple[FloatArray, float]:
    to_others = (block.sum(axis=1) - block.diagonal()) / (len(block) - 1)
    return to_others, float(np.quantile(to_others, OUTSIDE))


def _nearest(asked: Asked, topics: Sequence[tuple[Sequence[int], float]]) -> list[list[int]]:
    """For each topic the resolved questions that lie within it and nearer to it than to any other."""
    near: list[list[int]] = [[] for _ in topics]
    rows = [row for row, one in enumerate(asked.questions) if not one.unresolved]
    if not topics or not rows:
        return near
    means = np.array([mean_likeness(asked, own, rows) for own, _ in topics])
    radii = np.array([radius for _, radius in topics])
    means = np.where(means >= radii[:, None], means, -2.0)
    best = means.argmax(axis=0)
    for column, row in enumerate(rows):
        if means[best[column], column] > -2.0:  # noqa: PLR2004 - the mark set above
            near[int(best[column])].append(row)
    return near


def mean_likeness(asked: Asked, own: Sequence[int], rows: Sequence[int]) -> FloatArray:
    """(rows,), how like the questions `own` each of `rows` is on average."""
    return asked.likeness(own, rows).mean(axis=0)
