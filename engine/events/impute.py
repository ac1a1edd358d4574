"""Absent answers filled in from the most alike records, and said to be so."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS = 5
Answers = Mapping[str, str | None]


def impute_answers(
    records: Sequence[Answers], ordered: Mapping[str, Sequence[str]], neighbours: int = NEIGHBOURS
) -> list[dict[str, str]]:
    """What absent answers of each record probably are, by name; {} where none is absent.

    ordered: answers that have an order, lowest first; records are as far apart in them as their places
    are, from 0 to 1. All others are equal or not. An absent answer is that of the five nearest records
    which gave one, by majority (scikit-learn's KNNImputer on one column an answer: the mean of the
    indicators is the share of neighbours). A name that nobody answered stays absent.
    """
    names = sorted({name for record in records for name in record})
    choices = {name: sorted({answer for record in records if (answer := record.get(name))}) for name in names}
    asked = [name for name in names if choices[name]]
    absent = [[name for name in asked if not record.get(name)] for record in records]
    if not any(absent):
        return [{} for _ in records]
    blocks = {
        name: _block([r.get(name) for r in records], choices[name], ordered.get(name)) for name in asked
    }
    impute: Any = import_module("sklearn.impute")  # here, as it loads slowly
    filled: NDArray[np.float64] = impute.KNNImputer(n_neighbors=neighbours).fit_transform(
        np.hstack(list(blocks.values()))
    )
    starts = dict(zip(asked, np.cumsum([0, *(block.shape[1] for block in blocks.values())]), strict=False))
    return [
        {name: _answer(filled[row], int(starts[name]), choices[name], ordered.get(name)) for name in gaps}
        for row, gaps in enumerate(absent)
    ]


def _block(
    answers: Sequence[str | None], choices: Sequence[str], order: Sequence[str] | None
) -> NDArray[np.float64]:
    """(records, 1) of places in an order, or (records, choices) of indicators; NaN: no answer."""
    if order is not None:
        places = {answer: place / max(len(order) - 1, 1) for place, answer in enumerate(order)}
        return np.array([[places.get(answer or "", np.nan)] for answer in answers])
    block = np.array([[float(answer == choice) for choice in choices] for answer in answers])
    block[[not answer for answer in answers]] = np.nan
    return block


def _answer(row: NDArray[np.float64], start: int, choices: Sequence[str], order: Sequence[str] | None) -> str:
    if order is not None:
        return order[round(float(row[start]) * max(len(order) - 1, 1))]
    return choices[int(np.argmax(row[start : start + len(choices)]))]
