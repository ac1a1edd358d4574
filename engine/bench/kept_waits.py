"""How many waits of a later time met what the earlier ones had said nine of ten would meet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from engine.bench.figures import Figure, at_least, at_most, reported
from engine.bench.over_seeds import share_over_seeds
from engine.promises.stated import STEP, stated_by
from engine.promises.waits import Wait, Waits

SPLIT = 0.6
"""Share of the time that is learnt from; promises are made of all waits after it."""
LOW, HIGH = 0.88, 0.92
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class KeptWaits:
    """Of one seed. began: promised at the beginning; asked: at a random moment of the time in which people
    ask, if it went on still; mean: the peer's moment. hours: to what is promised. without: share of the
    waits for which there was not enough evidence.
    """

    waits: int
    began: float
    asked: float
    mean: float
    hours: float
    without: float


def kept_waits(
    waits: Sequence[Wait],
    record: Callable[[Sequence[Wait]], Waits],
    *,
    ripe: timedelta,
    asked_within: timedelta,
    step: timedelta = STEP,
    seed: int = 0,
) -> KeptWaits:
    """Learn from the first part of the time, promise the rest, and see. Waits all ended.

    ripe: the record is what the app would read at the split, so only waits that had begun so long before.
    """
    random = np.random.default_rng(seed)
    ordered = sorted(waits, key=lambda one: one.began_at)
    first, last = ordered[0].began_at, ordered[-1].began_at
    split = first + (last - first) * SPLIT
    past = [one for one in ordered if one.began_at <= split - ripe]
    known, lead = record(past), timedelta(hours=float(np.mean([_hours(one) for one in past])))
    later = [one for one in ordered if one.began_at > split]
    met: dict[str, list[bool]] = {"began": [], "asked": [], "mean": []}
    hours: list[float] = []
    for one in later:
        ended = _ended(one)
        promised = stated_by(known.like(one, one.began_at), one.began_at, step)
        # Drawn before it is known when it ends: a share of the wait would favour the quick ones.
        at = one.began_at + asked_within * float(random.uniform(0, 1))
        asked = stated_by(known.like(one, at), at, step) if at < ended else None
        met["mean"].append(ended <= one.began_at + lead)
        if asked:
            met["asked"].append(ended <= asked.due_at)
        if promised:
            met["began"].append(ended <= promised.due_at)
            hours.append((promised.due_at - one.began_at) / HOUR)
    began, asks, mean = (float(np.mean(met[name])) for name in ("began", "asked", "mean"))
    without = 1 - len(hours) / len(later)
    return KeptWaits(len(later), began, asks, mean, float(np.mean(hours)), without)


def figures_of(name: str, found: Sequence[KeptWaits]) -> dict[str, Figure]:
    """Both sides of the bar, each the mean of the seeds; low and high are its 95 % t interval over seeds. The
    peer is the naive mean moment's share."""
    mean = round(float(np.mean([one.mean for one in found])), 4)
    figures: dict[str, Figure] = {}
    for part in ("began", "asked"):
        values = [float(getattr(one, part)) for one in found]
        value, low, high = share_over_seeds(values)
        figures[f"{name}_{part}_kept_at_least"] = at_least(value, LOW, mean)
        figures[f"{name}_{part}_kept_at_most"] = at_most(value, HIGH, mean)
        figures[f"{name}_{part}_kept_low"] = reported(low)
        figures[f"{name}_{part}_kept_high"] = reported(high)
    figures[f"{name}_hours"] = reported(float(np.mean([one.hours for one in found])))
    figures[f"{name}_not_enough_evidence"] = reported(float(np.mean([one.without for one in found])))
    figures[f"{name}_waits"] = reported(float(sum(one.waits for one in found)))
    return figures


def _ended(wait: Wait) -> datetime:
    assert wait.ended_at is not None  # noqa: S101 - `kept_waits` says so
    return wait.ended_at


def _hours(wait: Wait) -> float:
    return (_ended(wait) - wait.began_at) / HOUR
