"""A list whose categories are those of the customer's past, in their shares: calibrated recommendations."""

from collections.abc import Callable, Sequence
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


def calibrated(  # noqa: PLR0917 - what is weighed against what
    found: Sequence[Candidate],
    categories: NDArray[np.intp],
    wanted: FloatArray,
    balance: float,
    count: int,
    alike: Callable[[int], FloatArray] | None = None,
    diversity: float = 1.0,
) -> list[Candidate]:
    """The first `count` of an order that trades worth for calibration; what came to another place says so.

    found: in the order without calibration, worth 0 to 1. categories: of each of them. balance: 0 goes by
    the value alone, 1 by calibration alone. The value is diversity x worth - (1 - diversity) x the largest
    likeness to what is chosen (`diversity.py`; alike: of a place, its likeness to all), so that near
    repetitions do not come back with calibration. Each step takes the candidate with the largest
    (1 - balance) value - balance KL(wanted || list with it), ties by place. Source: Steck 2018, equation 6,
    greedy.
    """
    value = diversity * np.array([one.worth for one in found], dtype=np.float64)
    nearest = np.zeros(len(found))
    open_ = np.ones(len(found), dtype=bool)
    shown = np.zeros(len(wanted))
    chosen: list[Candidate] = []
    for rank in range(min(count, len(found))):
        # All of one category come to the same list of categories.
        apart = divergence(wanted, (shown + np.eye(len(wanted))) / (rank + 1))[categories]
        left = value - (1.0 - diversity) * nearest
        gain = np.where(open_, (1.0 - balance) * left - balance * apart, -np.inf)
        place = int(np.argmax(gain))
        open_[place] = False
        shown[categories[place]] += 1.0
        if alike is not None and diversity < 1.0:
            nearest = np.maximum(nearest, alike(place))
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
