"""Figures of a classification: accuracy, F1 a class and their mean, what is confused with what."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EXAMPLES = 3


@dataclass(frozen=True)
class ClassScore:
    """Of one class; `support` counts its messages. A class never predicted has precision 0."""

    name: str
    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True)
class Confusion:
    """Messages of `actual` that were taken for `predicted`, the first few of them as examples."""

    actual: str
    predicted: str
    count: int
    examples: list[str]


def accuracy(actual: Sequence[str], predicted: Sequence[str]) -> float:
    """Share of predictions that are right; 0 of nothing."""
    hits = sum(one == other for one, other in zip(actual, predicted, strict=True))
    return hits / len(actual) if actual else 0.0


def class_scores(actual: Sequence[str], predicted: Sequence[str]) -> list[ClassScore]:
    """Scores of the classes that occur in `actual`, by name.

    A prediction that is no class there (the fallback, say) costs its message's class recall.
    """
    pairs = Counter(zip(actual, predicted, strict=True))
    support, said = Counter(actual), Counter(predicted)
    scores: list[ClassScore] = []
    for name in sorted(support):
        hits = pairs[name, name]
        precision = hits / said[name] if said[name] else 0.0
        f1 = 2 * hits / (support[name] + said[name])
        scores.append(ClassScore(name, precision, hits / support[name], f1, support[name]))
    return scores


def macro_f1(actual: Sequence[str], predicted: Sequence[str]) -> float:
    """The plain mean of F1 over the classes in `actual`: each class counts alike, however rare; 0 of none."""
    scores = class_scores(actual, predicted)
    return sum(score.f1 for score in scores) / len(scores) if scores else 0.0


def confusions(actual: Sequence[str], predicted: Sequence[str], texts: Sequence[str]) -> list[Confusion]:
    """All pairs that were confused, the most frequent first."""
    wrong: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one, other, text in zip(actual, predicted, texts, strict=True):
        if one != other:
            wrong[one, other].append(text)
    ordered = sorted(wrong.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [Confusion(one, other, len(found), found[:EXAMPLES]) for (one, other), found in ordered]


def confusion_matrix(
    actual: Sequence[str], predicted: Sequence[str], names: Sequence[str]
) -> NDArray[np.int64]:
    """(names, names): messages of the row's class that were taken for the column's; others are left out."""
    place = {name: position for position, name in enumerate(names)}
    matrix = np.zeros((len(names), len(names)), dtype=np.int64)
    for one, other in zip(actual, predicted, strict=True):
        if one in place and other in place:
            matrix[place[one], place[other]] += 1
    return matrix
