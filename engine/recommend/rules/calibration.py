"""A list whose categories are those of the customer's past, in their shares: calibrated recommendations."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from engine.recommend.catalogue import Item, category_numbers
from engine.recommend.interactions import FloatArray, History
from engine.recommend.views import Candidate, Ruling

KNOWN = 5
"""From so many products that a history speaks for on, its categories are a taste and not a coincidence."""
SMOOTHING = 0.01
"""So much of what is wanted is taken to be on the list already, so that an absent category costs a number."""


def taste(history: History, categories: NDArray[np.intp], count: int) -> FloatArray | None:
    """The shares of the categories in what the history speaks for: (count,); None where too little is known.

    categories: (items,) as numbers from 0 to count - 1.
    """
    liked = np.flatnonzero(history.weights > 0)
    if len(liked) < KNOWN:
        return None
    found = np.bincount(categories[liked], weights=history.weights[liked], minlength=count)
    return found / found.sum()


def divergence(wanted: FloatArray, shown: FloatArray) -> FloatArray:
    """KL(wanted || (1 - a) shown + a wanted) in nats, a = 0.01; shown: (..., categories), gives (...)."""
    smooth = (1.0 - SMOOTHING) * shown + SMOOTHING * wanted
    some = wanted > 0
    return (wanted[some] * np.log(wanted[some] / smooth[..., some])).sum(axis=-1)


def calibrated(
    found: Sequence[Candidate], categories: NDArray[np.intp], wanted: FloatArray, balance: float, count: int
) -> list[Candidate]:
    """The first `count` of an order that trades worth for calibration; what came to a later place says so.

    found: best first, worth 0 to 1. categories: of each of them. balance: 0 goes by worth alone, 1 by
    calibration alone. Each step takes the candidate with the largest (1 - balance) worth - balance
    KL(wanted || list with it), ties by place. Source: Steck 2018, equation 6, greedy.
    """
    worth = np.array([one.worth for one in found])
    open_ = np.ones(len(found), dtype=bool)
    shown = np.zeros(len(wanted))
    chosen: list[Candidate] = []
    single = np.eye(len(wanted))[categories] if len(found) else np.zeros((0, len(wanted)))
    for rank in range(min(count, len(found))):
        apart = divergence(wanted, (shown + single) / (rank + 1))
        gain = np.where(open_, (1.0 - balance) * worth - balance * apart, -np.inf)
        place = int(np.argmax(gain))
        open_[place] = False
        shown += single[place]
        chosen.append(_moved(found[place], rank - place))
    return chosen


def numbers_of(items: Sequence[Item]) -> tuple[NDArray[np.intp], int]:
    """The category of each item as a number, and how many there are."""
    numbers = category_numbers(items)
    return numbers, int(numbers.max(initial=-1)) + 1


def _moved(candidate: Candidate, places: int) -> Candidate:
    """places: forward where negative, as the calibration lifts what the order by worth had further back."""
    if places == 0:
        return candidate
    return replace(candidate, rulings=(*candidate.rulings, Ruling("calibration", places=places)))
