"""How much an event says about taste, for or against a product: the one table of it."""

from collections.abc import Mapping
from math import isfinite

WEIGHTS: Mapping[str, float] = {"purchase": 1.0, "click": 0.3, "view": 0.2}
"""Events that speak for a product."""

STARS: Mapping[int, float] = {1: -1.0, 2: -0.5, 3: 0.0, 4: 0.6, 5: 1.0}
"""A rating by its stars."""

RETURNED = -0.5
"""Sent back. The purchase itself then no longer counts; an exchange or a cancellation is no verdict."""

COMPLAINT = -0.5
"""A question about the product in a clearly bad mood."""

BAD_MOOD = -0.5
"""Mood from -1 to 1, at or below which a question is a complaint."""

KINDS = (*WEIGHTS, "rating", "return", "question")
"""Types of event that weigh. A rejection in chat fades with time, so a rule of the cascade sees to it."""


def weight_of(kind: str, value: float | None = None, undone_by: str | None = None) -> float:
    """The weight of one event, from -1 to 1.

    value: stars of a rating, mood of a question. undone_by: what kind of return it is; an exchange or a
    cancellation weighs nothing. Of several events on one product the strongest for and the strongest
    against add up. Unknown stars and moods weigh nothing.
    """
    if kind == "rating":
        return STARS.get(round(value), 0.0) if value is not None and isfinite(value) else 0.0
    if kind == "question":
        return COMPLAINT if value is not None and value <= BAD_MOOD else 0.0
    if kind == "return":
        return 0.0 if undone_by in ("exchange", "cancel") else RETURNED
    return WEIGHTS.get(kind, 0.0)
