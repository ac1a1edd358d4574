"""Features are right, and nothing at or after the cut is read."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import pytest

from engine.behaviour.features import features_at
from engine.behaviour.groups import FEATURES, GROUPS, learnable
from engine.behaviour.ledger import day_of, ledger_of

from .frames import START, drawn_shop, history

DAY = day_of(START)


def one(rows: Sequence[Mapping[str, object]], cut: float) -> dict[str, float]:
    table = features_at(ledger_of(history(rows)), DAY + cut)
    assert len(table) == 1
    return dict(zip(table.names, table.values[0].tolist(), strict=True))


def test_counts_gaps_and_money_of_a_regular_customer() -> None:
    rows = [{"day": day, "order": str(day), "cents": 1000 + day} for day in (0, 20, 40, 60)]
    found = one([*rows, {"day": 45, "type": "return", "cents": 1040, "order": "40"}], 70)
    assert found["recency"] == 10
    assert found["tenure"] == 70
    assert (found["baskets"], found["baskets_30d"], found["baskets_7d"]) == (4, 2, 0)
    assert found["money"] == pytest.approx(41.2)
    assert found["money_60d"] == pytest.approx(10.2 + 10.4 + 10.6)
    assert (found["gap_mean"], found["gap_spread"], found["gap_last"]) == (20, 0, 20)
    assert found["own_gap"] == 30  # (60 days + the prior's 60) over (3 gaps + the prior's 1)
    assert found["overdue"] == pytest.approx(1 / 3)
    assert found["return_rate"] == pytest.approx(0.25)
    assert (found["month_0"], found["month_1"], found["month_2"], found["month_3"]) == (1, 1, 1, 0)


def test_who_never_bought_has_been_silent_since_first_seen() -> None:
    found = one([{"type": "view", "day": 3}, {"type": "search", "day": 8}], 10)
    assert (found["recency"], found["quiet"], found["baskets"], found["expected_30d"]) == (7, 2, 0, 0)
    assert (found["views"], found["views_7d"], found["searchs"]) == (1, 1, 1)


def test_split_orders_of_one_visit_are_no_rhythm() -> None:
    found = one([{"day": 1, "order": "A"}, {"day": 1.1, "order": "B"}, {"day": 31, "order": "C"}], 40)
    assert (found["baskets"], found["visits"]) == (3, 2)
    assert found["gap_mean"] == pytest.approx(29.9)


def test_every_feature_belongs_to_one_group_and_is_finite() -> None:
    assert len(set(FEATURES)) == len(FEATURES) == sum(len(names) for names in GROUPS.values())
    ledger = ledger_of(drawn_shop(60))
    for cut in (ledger.first, ledger.first + 1, ledger.last + 1):
        assert np.isfinite(features_at(ledger, cut).values).all()


def test_customers_seen_only_later_have_no_row() -> None:
    ledger = ledger_of(history([{"customer": "a", "day": 1}, {"customer": "b", "day": 5}]))
    assert features_at(ledger, DAY + 5).customer.tolist() == [0]
    assert len(features_at(ledger, DAY + 1)) == 0


@pytest.mark.parametrize("cut", [40.0, 137.5, 260.0])
def test_features_do_not_change_when_the_future_does(cut: float) -> None:
    frame = drawn_shop(120)
    moment = START + pd.Timedelta(days=cut)
    past = frame[frame["at"] < moment]
    random = np.random.default_rng(1)
    future = frame[frame["at"] >= moment].sample(frac=0.5, random_state=1).copy()
    future["cents"] = random.uniform(0, 1e6, len(future))
    future["at"] = moment + pd.to_timedelta(random.uniform(0, 90, len(future)), unit="D").astype(
        "timedelta64[us]"
    )
    future["type"] = random.permutation(future["type"].to_numpy())
    changed = pd.concat([past, future], ignore_index=True)
    for other in (past, changed):
        before, after = ledger_of(frame), ledger_of(other)
        ours, theirs = features_at(before, DAY + cut), features_at(after, DAY + cut)
        assert [before.customers[k] for k in ours.customer] == [after.customers[k] for k in theirs.customer]
        np.testing.assert_array_equal(ours.values, theirs.values)


def test_an_event_at_the_cut_itself_is_not_read() -> None:
    rows = [{"day": 1}, {"day": 10, "cents": 99_999}]
    assert one(rows, 10)["baskets"] == 1
    assert one(rows, 10.001)["baskets"] == 2


def test_the_season_is_learnt_from_a_whole_year_only() -> None:
    assert "weeks_to_christmas" not in learnable(200)
    assert "weeks_to_christmas" in learnable(365)
