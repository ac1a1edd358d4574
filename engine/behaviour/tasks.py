"""What is predicted, and what came true: labels read from [cut, cut + window) and from nowhere else."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.behaviour.arrays import Floats, Ints
from engine.behaviour.ledger import Ledger, Moments
from engine.behaviour.table import Table

Name = Literal["next", "purchase", "churn"]
WINDOW = 30.0
"""Days that "next", "purchase" and the expected spend look ahead."""
SILENCE = (90.0, 120.0)
"""Days without a purchase that count as lost: two own gaps, but within these."""
OWN_GAPS = 2.0

DEEDS = ("none", "browse", "purchase", "query", "return")
_BROWSING = ("view", "search", "click")


@dataclass(frozen=True)
class Outcome:
    """label: (rows,), position in the task's classes. known_at: (rows,), the day from which on the label
    can be known, which is the end of its window.
    """

    label: Ints
    known_at: Floats


@dataclass(frozen=True)
class Task:
    """classes: in the order of labels and of predicted chances."""

    name: Name
    classes: tuple[str, ...]


TASKS: dict[Name, Task] = {
    "next": Task("next", DEEDS),
    "purchase": Task("purchase", ("no", "yes")),
    "churn": Task("churn", ("no", "yes")),
}


def eligible(task: Name, table: Table) -> Table:
    """The customers that a task is about: only who has bought can be lost."""
    return table if task != "churn" else table.only(table.column("baskets") > 0)


def horizon(task: Name, table: Table) -> Floats:
    """(rows,), days ahead that decide each row's label."""
    if task != "churn":
        return np.full(len(table), WINDOW)
    return np.clip(OWN_GAPS * table.column("own_gap"), *SILENCE)


def outcome(task: Name, ledger: Ledger, table: Table, cut: float) -> Outcome:
    """What happened to the rows of `table` (features at `cut`) within their horizon.

    next: the kind of the first deed. purchase: 1 where something was bought. churn: 1 where nothing was.
    The label of a window that reaches beyond the ledger's end is not known yet; `known_at` says when it
    will be.
    """
    ahead = horizon(task, table)
    if task == "next":
        label = _first_deed(ledger, table, cut)
    else:
        bought = first_within(ledger.baskets, table, cut) < cut + ahead
        label = bought if task == "purchase" else ~bought
    return Outcome(label.astype(np.int64), cut + ahead)


def first_within(moments: Moments, table: Table, cut: float) -> Floats:
    """(rows,), the first moment at or after `cut` of each row's customer; infinite where there is none."""
    size = int(max(moments.customer.max(initial=-1), table.customer.max(initial=-1))) + 1
    first = np.full(size, np.inf)
    later = moments.day >= cut
    np.minimum.at(first, moments.customer[later], moments.day[later])
    return first[table.customer]


def spend_within(ledger: Ledger, table: Table, cut: float) -> Floats:
    """(rows,), money of the baskets in [cut, cut + WINDOW)."""
    baskets = ledger.baskets
    inside = (baskets.day >= cut) & (baskets.day < cut + WINDOW)
    size = int(max(baskets.customer.max(initial=-1), table.customer.max(initial=-1))) + 1
    money = np.bincount(baskets.customer[inside], baskets.money[inside], minlength=size)
    return money[table.customer].astype(np.float64)


def _first_deed(ledger: Ledger, table: Table, cut: float) -> Ints:
    others = ledger.others
    browsing = np.min([first_within(others[name], table, cut) for name in _BROWSING], axis=0)
    firsts = np.stack(
        [
            browsing,
            first_within(ledger.baskets, table, cut),
            first_within(others["question"], table, cut),
            first_within(ledger.returns, table, cut),
        ]
    )
    deed: Ints = firsts.argmin(axis=0).astype(np.int64) + 1
    deed[firsts.min(axis=0) >= cut + WINDOW] = 0
    return deed
