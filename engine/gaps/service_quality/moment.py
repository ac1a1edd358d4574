"""Who may be asked about the service, when, and on which dimension: the decision, apart from any reading."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import inf

from engine.gaps.service_quality.dimensions import DIMENSIONS, Dimension
from engine.manner.decide import FINE, Tone


@dataclass(frozen=True)
class Moment:
    """What bears on it.

    finished: a task of the bot has just been done, or a person has just resolved the matter. tone: how to
    meet the customer; careful in trouble and after a bad experience. mood: the lowest of the last messages,
    -1 to 1. busy: a form is open or another request waits. wanted: they allow questions and keeping answers.
    asked_here: this conversation has had a question of any kind. days: since they were last asked about the
    service, None: never.
    """

    finished: bool
    tone: Tone
    mood: float
    busy: bool
    wanted: bool
    asked_here: bool
    days: float | None


def may_ask(moment: Moment, pause_days: float) -> bool:
    """Whether this is a moment to ask; never where `pause_days` is 0."""
    rested = pause_days > 0 and (moment.days is None or moment.days >= pause_days)
    calm = moment.tone != "careful" and moment.mood >= FINE and not moment.busy
    return moment.finished and calm and moment.wanted and not moment.asked_here and rested


def most_to_learn(
    widths: Mapping[Dimension, float], answers: Mapping[Dimension, int], left_out: Collection[str]
) -> Dimension | None:
    """The dimension whose gap is known worst; None where all are left out.

    widths: of the interval of the customer's segment; one that is missing has too few answers and comes
    first, that with the fewest before the others.
    """
    open_: list[Dimension] = [one for one in DIMENSIONS if one not in left_out]
    ranked = sorted(open_, key=lambda one: (-widths.get(one, inf), answers.get(one, 0)))
    return ranked[0] if ranked else None
