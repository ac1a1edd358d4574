"""What is promised of a person's answer: that nine of ten have one when nine of ten are said to have one.

No public data set says how long customers waited for a person, so the waits are generated: requests at all
hours, more by day; four people on duty on working days from 9 to 18 and two on Saturdays from 10 to 16, who
answer one request after the other, the oldest first. What is measured is the rule, not a shop.
"""

import heapq
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from math import log

import numpy as np

from engine.bench.figures import Figure
from engine.bench.kept_waits import KeptWaits, figures_of, kept_waits
from engine.conversations.answered import RIPE, AnsweredHandoff
from engine.promises.kinds.callback import LEVELS, MINUTES, wait_of
from engine.promises.waits import Wait, Waits
from engine.settings import Settings

SEEDS = (1, 2, 3, 4, 5)
START = datetime(2025, 6, 2, tzinfo=UTC)
DAYS = 360
A_DAY = 60.0
"""Requests on a working day; half as many on a day of the weekend."""
BY_HOUR = np.array([1, 1, 1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 9, 9, 9, 9, 9, 8, 7, 7, 6, 5, 3, 2], dtype=float)
ON_DUTY = {**dict.fromkeys(range(5), (9, 18, 4)), 5: (10, 16, 2)}
"""From, to, and how many people, by weekday."""
WORK = (9.0, 0.9)
"""Minutes: median and spread (of the logarithm) of one case's work."""
ASKED_WITHIN = timedelta(hours=2)


def callback_figures(settings: Settings, full: bool, report: Callable[[str], None]) -> dict[str, Figure]:
    """All figures by name, over the seeds."""
    found: list[KeptWaits] = []
    for seed in SEEDS if full else SEEDS[:3]:
        found.append(kept_callbacks(made_up_handoffs(seed), seed))
        report(f"call-backs (generated): seed {seed}, {found[-1].waits} later, kept {found[-1].began:.1%}")
    return figures_of("callback", found)


def kept_callbacks(handoffs: Sequence[AnsweredHandoff], seed: int = 0) -> KeptWaits:
    def record(past: Sequence[Wait]) -> Waits:
        return Waits(past, LEVELS)

    waits = [wait_of(one, UTC) for one in handoffs]
    return kept_waits(waits, record, ripe=RIPE, asked_within=ASKED_WITHIN, step=MINUTES, seed=seed)


def made_up_handoffs(seed: int, days: int = DAYS) -> list[AnsweredHandoff]:
    """Requests with their first answer, in order of time."""
    random = np.random.default_rng(seed)
    free = {weekday: [START] * people for weekday, (_, _, people) in ON_DUTY.items()}
    found: list[AnsweredHandoff] = []
    for number, at in enumerate(_requests(random, days)):
        answered = _answered(random, at, free)
        found.append(AnsweredHandoff(str(number), str(number), at, answered, None))
    return found


def _requests(random: np.random.Generator, days: int) -> list[datetime]:
    moments: list[datetime] = []
    share = BY_HOUR / BY_HOUR.sum()
    for day in range(days):
        at = START + timedelta(days=day)
        rate = A_DAY * (1.0 if at.weekday() in range(5) else 0.5) * float(random.lognormal(0, 0.25))
        for hour, number in enumerate(random.multinomial(int(random.poisson(rate)), share)):
            for second in random.uniform(0, 3600, int(number)):
                moments.append(at + timedelta(hours=hour, seconds=float(second)))
    return sorted(moments)


def _answered(random: np.random.Generator, at: datetime, free: dict[int, list[datetime]]) -> datetime:
    """The first moment at which somebody on duty is free; their work on it begins then."""
    median, spread = WORK
    work = timedelta(minutes=float(random.lognormal(log(median), spread)))
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    while True:
        if day.weekday() in ON_DUTY:
            begin, end, _ = ON_DUTY[day.weekday()]
            team = free[day.weekday()]
            begins = max(at, team[0], day + timedelta(hours=begin))
            if begins < day + timedelta(hours=end):
                heapq.heapreplace(team, begins + work)
                # Who takes a case needs a moment to read it.
                return begins + timedelta(minutes=float(random.uniform(0.5, 4)))
        day += timedelta(days=1)
