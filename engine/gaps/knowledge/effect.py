"""What closing a gap changed: the share of its topic's questions left unresolved, before and since."""

from dataclasses import dataclass
from typing import Literal

from engine.gaps.knowledge.share import Share
from engine.intervals import newcombe

Verdict = Literal["too_few", "fewer", "more", "none_seen"]
ENOUGH = 10
"""Questions before and since, in either below which nothing is concluded."""


@dataclass(frozen=True)
class Effect:
    """since - before, in shares, with its 95 % interval (Newcombe's); None where a side is empty."""

    before: Share
    since: Share
    difference: float | None
    low: float | None
    high: float | None
    verdict: Verdict


def effect_of(before: Share, since: Share) -> Effect:
    """Compare them. A gap is found by what went wrong, so some of a fall is chance: the same topic would look
    better the next time anyway, the more so the fewer questions there were.
    """
    found = newcombe(since.unresolved, since.asked, before.unresolved, before.asked)
    if found is None:
        return Effect(before, since, None, None, None, "too_few")
    difference, low, high = found
    verdict: Verdict = "fewer" if high < 0 else "more" if low > 0 else "none_seen"
    if min(before.asked, since.asked) < ENOUGH:
        verdict = "too_few"
    return Effect(before, since, difference, low, high, verdict)
