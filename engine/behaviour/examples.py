"""Examples to learn from: customers at several past moments, each with what came true."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.behaviour.arrays import Flags, Floats, Ints
from engine.behaviour.features import features_at
from engine.behaviour.ledger import Ledger
from engine.behaviour.table import Table, stacked
from engine.behaviour.tasks import SILENCE, WINDOW, Name, eligible, outcome, spend_within

STEP, BURN_IN, MOST_CUTS = 30.0, 30.0, 14
"""Days between two cuts, days of history before the first, and cuts at most (a little more than a year)."""


@dataclass(frozen=True)
class Examples:
    """table: (rows, features). cut: (rows,), the moment of each row. label: (rows,). known_at: (rows,), the
    moment from which on the label was known. spend: (rows,), money in the window after the cut.
    """

    table: Table
    cut: Floats
    label: Ints
    known_at: Floats
    spend: Floats

    def __len__(self) -> int:
        return len(self.cut)

    def only(self, flags: Flags | Ints) -> "Examples":
        """Some rows."""
        kept = (self.cut[flags], self.label[flags], self.known_at[flags], self.spend[flags])
        return Examples(self.table.only(flags), *kept)

    def known_by(self, moment: float) -> "Examples":
        """The rows whose label could be known at `moment`: the only ones that may be learnt from then."""
        return self.only(self.known_at <= moment)

    def cuts(self) -> Floats:
        """The different cuts, ascending."""
        return np.unique(self.cut)


def cuts_for(task: Name, first: float, now: float) -> Floats:
    """Moments at which examples are taken, ascending; the longest windows of the last end at `now`.

    first: the shop's first event. Empty where the history is too short.
    """
    window = SILENCE[1] if task == "churn" else WINDOW
    newest = now - window
    number = int(min(max((newest - first - BURN_IN) // STEP + 1, 0), MOST_CUTS))
    return newest - STEP * np.arange(number, dtype=np.float64)[::-1]


def examples_at(ledger: Ledger, task: Name, cuts: Sequence[float] | Floats) -> Examples:
    """Examples of `task` at each of `cuts`, in their order. Raises ValueError where there are no cuts."""
    if not len(cuts):
        raise ValueError("examples need at least one cut")
    parts = [_at(ledger, task, float(cut)) for cut in cuts]
    return Examples(
        stacked([part.table for part in parts]),
        *(
            np.concatenate([getattr(p, name) for p in parts])
            for name in ("cut", "label", "known_at", "spend")
        ),
    )


def _at(ledger: Ledger, task: Name, cut: float) -> Examples:
    table = eligible(task, features_at(ledger, cut))
    came = outcome(task, ledger, table, cut)
    return Examples(
        table, np.full(len(table), cut), came.label, came.known_at, spend_within(ledger, table, cut)
    )
