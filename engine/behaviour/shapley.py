"""How much each group of features moves one prediction: exact Shapley values."""

from collections.abc import Callable, Sequence
from math import factorial

import numpy as np

from engine.behaviour.arrays import Floats, Ints

MOST_GROUPS = 12


def shapley(
    predict: Callable[[Floats], Floats], row: Floats, background: Floats, groups: Sequence[Sequence[int]]
) -> tuple[Floats, float]:
    """Contributions (groups,) of one row and the base that they are added to: base + sum = predict(row).

    predict: (n, features) -> (n,). row: (features,). background: (samples, features), customers whose mean
    prediction is the base. groups: places of the features in each; one that is in none keeps the background's
    value. v(S) is the mean prediction with the groups in S taken from `row` and the rest from the background
    (interventional; Shapley 1953, Strumbelj & Kononenko 2014), for all 2^groups coalitions at once. Raises
    ValueError above 12 groups or without background.
    """
    count = len(groups)
    if count > MOST_GROUPS or not len(background):
        raise ValueError(f"exact Shapley values need a background and at most {MOST_GROUPS} groups")
    masks: Ints = np.arange(2**count, dtype=np.int64)
    inside: Ints = (masks[:, None] >> np.arange(count)) & 1  # (coalitions, groups)
    taken = np.zeros((len(masks), len(row)), dtype=bool)
    for place, columns in enumerate(groups):
        taken[:, list(columns)] = inside[:, place, None] == 1
    mixed = np.where(taken[:, None, :], row, background)
    flat = predict(mixed.reshape(-1, len(row)))
    value = flat.reshape(len(masks), len(background)).mean(axis=1)
    sizes = inside.sum(axis=1)
    weight = np.array([factorial(s) * factorial(count - s - 1) / factorial(count) for s in range(count)])
    contributions = np.empty(count)
    for place in range(count):
        without: Ints = masks[inside[:, place] == 0]
        gained = value[without | (1 << place)] - value[without]
        contributions[place] = (weight[sizes[without]] * gained).sum()
    return contributions, float(value[0])
