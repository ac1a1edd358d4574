"""Series of customers' questions: all of them, and each intent's."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

import numpy as np

from engine.mining.forecast.series import Series, steps_of

LEAST = 20
"""Questions of an intent from which on it has a series of its own."""


def question_series(asked: Mapping[str, Counter[date]], until: datetime) -> list[Series]:
    """A series of days: of all questions ("questions"), and of each intent that is asked often enough.

    asked: by intent, how many a day. All series begin on the day of the first question of any.
    """
    every = sum(asked.values(), Counter[date]())
    if not every:
        return []
    since = np.datetime64(min(every), "D")
    wanted = {"questions": every} | {
        f"questions:{intent}": days for intent, days in sorted(asked.items()) if days.total() >= LEAST
    }
    found = [
        steps_of(
            name,
            "questions",
            np.array(list(days), dtype="datetime64[D]"),
            np.array(list(days.values()), dtype=np.float64),
            until=until,
            step="day",
            since=since,
        )
        for name, days in wanted.items()
    ]
    return [one for one in found if one is not None]
