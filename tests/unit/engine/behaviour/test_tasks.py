"""Labels come from [cut, cut + window) and from nowhere else."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from engine.behaviour.examples import cuts_for, examples_at
from engine.behaviour.features import features_at
from engine.behaviour.ledger import day_of, ledger_of
from engine.behaviour.tasks import DEEDS, SILENCE, WINDOW, Name, outcome, spend_within

from .frames import START, drawn_shop, history

DAY = day_of(START)


def label(task: Name, later: list[dict[str, object]], cut: float = 50) -> int:
    ledger = ledger_of(history([{"day": 1, "order": "first"}, *later]))
    return int(outcome(task, ledger, features_at(ledger, DAY + cut), DAY + cut).label[0])


@pytest.mark.parametrize(("day", "expected"), [(49.999, 0), (50, 1), (79.999, 1), (80, 0)])
def test_a_purchase_counts_from_the_cut_to_before_the_window_ends(day: float, expected: int) -> None:
    assert label("purchase", [{"day": day, "order": "second"}]) == expected


def test_lost_is_who_stays_silent_for_twice_the_own_gap() -> None:
    # One basket: the own gap is the prior's 60 days, so 120 days count.
    assert label("churn", [{"day": 169.9, "order": "second"}]) == 0
    assert label("churn", [{"day": 170, "order": "second"}]) == 1


def test_the_first_deed_decides() -> None:
    view = {"type": "view", "day": 60}
    assert DEEDS[label("next", [{"day": 61, "order": "second"}, view])] == "browse"
    assert DEEDS[label("next", [{"day": 59, "order": "second"}, view])] == "purchase"
    assert DEEDS[label("next", [{"type": "question", "day": 55}, view])] == "query"
    assert DEEDS[label("next", [{"type": "return", "day": 79.9}])] == "return"
    assert DEEDS[label("next", [{"type": "view", "day": 80}, {"type": "view", "day": 49}])] == "none"


def test_spend_is_the_money_of_the_window() -> None:
    rows = [{"day": day, "order": str(day), "cents": 100 * day} for day in (1, 49, 50, 79, 80)]
    ledger = ledger_of(history(rows))
    table = features_at(ledger, DAY + 50)
    assert spend_within(ledger, table, DAY + 50).tolist() == [50 + 79]


@pytest.mark.parametrize("task", ["next", "purchase", "churn"])
def test_labels_ignore_the_past_and_what_lies_beyond_the_window(task: Name) -> None:
    frame, cut = drawn_shop(150), 140.0
    ledger = ledger_of(frame)
    table = features_at(ledger, DAY + cut)
    came = outcome(task, ledger, table, DAY + cut)
    start = START + pd.Timedelta(days=cut)
    inside = frame[(frame["at"] >= start) & (frame["at"] < start + pd.Timedelta(days=SILENCE[1]))]
    alone = outcome(task, _with_customers(inside, ledger.customers), table, DAY + cut)
    np.testing.assert_array_equal(came.label, alone.label)
    assert 0 < came.label.mean() < len(DEEDS)


def _with_customers(frame: pd.DataFrame, customers: list[str]):
    """A ledger in which customers keep their places although some have nothing in it."""
    far = history([{"customer": customer, "day": 3000, "type": "impression"} for customer in customers])
    return ledger_of(pd.concat([frame, far], ignore_index=True))


def test_a_row_is_known_only_when_its_window_is_over() -> None:
    ledger = ledger_of(drawn_shop(80))
    cuts = cuts_for("purchase", ledger.first, ledger.last)
    examples = examples_at(ledger, "purchase", cuts)
    assert cuts[-1] + WINDOW == ledger.last
    assert all(later - earlier == pytest.approx(30) for earlier, later in pairwise(cuts))
    known = examples.known_by(float(cuts[-1]))
    assert known.cut.max() + WINDOW <= cuts[-1]
    assert len(known) + (examples.cut == cuts[-1]).sum() == len(examples)


def test_a_short_history_has_no_cuts() -> None:
    assert len(cuts_for("purchase", 0.0, 59.0)) == 0
    assert len(cuts_for("purchase", 0.0, 60.0)) == 1
