"""What a mix that is not in use yet would have earned at the places that were left to chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from sqlalchemy.orm import Session

from engine.recommend.beside import Beside
from engine.recommend.catalogue import Item
from engine.recommend.feedback.off_policy import FEWEST, OffPolicy, off_policy
from engine.recommend.feedback.outcomes import WINDOW, Showing, read_showings
from engine.recommend.fitted import Fitted
from engine.recommend.interactions import History, interactions_from
from engine.recommend.likeness import Likeness
from engine.recommend.mix import Mix
from engine.recommend.past import read_past
from engine.recommend.reading import read_touches

DAYS = 60
"""Of showings that are looked at, their week of outcomes past."""


@dataclass(frozen=True)
class Judgement:
    """choices: places left to chance in the window. changed: the share of them at which the mix would have
    chosen another product than the first in turn. found: None where there were no choices.
    """

    choices: int
    changed: float
    found: OffPolicy | None

    @property
    def enough(self) -> bool:
        return self.found is not None and self.found.enough

    @property
    def clearly_worse(self) -> bool:
        """Whether the whole interval of the gain lies below nothing."""
        return self.found is not None and self.found.enough and self.found.gain.high < 0

    def verdict(self) -> str:
        """In one plain sentence."""
        if self.found is None or not self.found.enough:
            if self.found is not None and not self.found.believable:
                return (
                    f"The logged chances cannot be true: weights average {self.found.weight.value:.2f} where "
                    "1 is due. Showings are missing from the log, or their propensities are wrong."
                )
            counted = 0.0 if self.found is None else self.found.effective
            return (
                f"Not enough evidence: {self.choices} places were left to chance, worth {counted:.0f} "
                f"showings of this mix's choices; {FEWEST} are needed."
            )
        gain = self.found.gain
        if gain.low > 0:
            return "Better: more of what it chooses is opened or bought."
        return (
            "Worse: less of what it chooses is opened or bought." if gain.high < 0 else "No clear difference."
        )


def judge_mix(
    session: Session, items: Sequence[Item], beside: Beside, mix: Mix, now: datetime, *, days: int = DAYS
) -> Judgement:
    """Let the mix choose at each place that was left to chance, among what could have come there.

    It is fitted on the log before the window, and sees each customer's past as it was then; rules and
    diversity, which the options have passed already, are not asked again. A showing counts as a success
    where the product was opened or bought within a week.
    """
    until = now - WINDOW
    since = until - timedelta(days=days)
    choices = [one for one in read_showings(session, since, until) if one.options]
    ids = [item.id for item in items]
    touches = read_touches(session)
    before = touches[touches["at"].isna() | (touches["at"] < since)]
    if not choices or not len(before):
        return Judgement(len(choices), 0.0, None)
    fitted = Fitted.of(interactions_from(before, ids), beside.without_rules(), mix, Likeness.of(items))
    picked = [_picked(session, fitted, one) for one in choices]
    other = np.array([float(mine == one.product) for mine, one in zip(picked, choices, strict=True)])
    changed = float(np.mean([mine != one.options[0] for mine, one in zip(picked, choices, strict=True)]))
    reward = np.array([float(one.liked) for one in choices])
    propensity = np.array([one.propensity for one in choices])
    whose = [one.customer or one.conversation or one.event for one in choices]
    people = np.unique(whose, return_inverse=True)[1].astype(np.intp)
    return Judgement(len(choices), changed, off_policy(reward, propensity, other, people))


def _picked(session: Session, fitted: Fitted, one: Showing) -> str:
    """The option that the mix scores highest; the first in turn where it has nothing to say."""
    history = History(np.zeros(len(fitted.items)), now=one.at)
    if one.customer is not None:
        history = read_past(session, one.customer, fitted.columns, one.at, until=True).history
    total = fitted.ranker.score(history)
    known = [product for product in one.options if product in fitted.columns]
    return max(known, key=lambda product: total[fitted.columns[product]], default=one.options[0])
