"""Filters, quiet hours, and who is never written to."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.audiences.criteria import Criteria, Person, criteria_of
from engine.audiences.hours import is_quiet, zone_of
from engine.audiences.reach import Barred, reach_of
from engine.errors import Invalid
from tests.builders import NOW

MEI = Person(
    "mei",
    segment=2,
    purchase=0.6,
    churn=0.2,
    orders=3,
    spent_cents=12_000,
    last_order_at=NOW - timedelta(days=40),
    flagged={"tea": 1.2, "return": -0.8},
)


@pytest.mark.parametrize(
    ("filter", "fits"),
    [
        ({}, True),
        ({"segments": [1, 2]}, True),
        ({"segments": [1]}, False),
        ({"purchase_min": 0.6, "purchase_max": 0.6}, True),
        ({"churn_min": 0.5}, False),
        ({"orders_min": 4}, False),
        ({"spent_min_cents": 10_000, "spent_max_cents": 12_000}, True),
        ({"quiet_min_days": 30, "quiet_max_days": 60}, True),
        ({"quiet_min_days": 41}, False),
        ({"gap": "any"}, True),
        ({"gap": "more"}, True),
        ({"gap": "less", "gap_topic": "return"}, True),
        ({"gap": "more", "gap_topic": "return"}, False),
        ({"gap_topic": "mugs"}, False),
    ],
)
def test_a_filter_fits_whoever_meets_all_of_it(filter: dict[str, Any], fits: bool) -> None:
    made = criteria_of(filter)
    assert made.fits(MEI, NOW) is fits
    assert criteria_of(made.as_json()) == made


def test_who_has_no_such_figure_does_not_fit_a_bound_on_it() -> None:
    stranger = Person("bo")
    assert criteria_of({}).fits(stranger, NOW)
    for bound in ({"purchase_min": 0.0}, {"churn_max": 1.0}, {"quiet_min_days": 0}, {"segments": [0]}):
        assert not criteria_of(bound).fits(stranger, NOW)


def test_a_filter_that_fits_nobody_or_is_not_known_is_refused() -> None:
    for wrong in (
        {"churn_min": 0.6, "churn_max": 0.5},
        {"spent_min_cents": 2, "spent_max_cents": 1},
        {"age": 3},
    ):
        with pytest.raises(Invalid):
            criteria_of(wrong)


sets = st.frozensets(st.sampled_from("abcdef"))


@given(sets, sets, sets, sets)
def test_nobody_is_reached_without_consent_in_trouble_with_a_person_or_too_often(
    willing: frozenset[str], person: frozenset[str], trouble: frozenset[str], capped: frozenset[str]
) -> None:
    people = [Person(id_) for id_ in "abcdef"]
    reach = reach_of(people, Criteria(), Barred(willing, person, trouble, capped), NOW)
    assert set(reach.reachable) == willing - person - trouble - capped
    assert sum(reach.barred.values()) + len(reach.reachable) == reach.fitting == reach.customers == 6


def at(hour: int) -> datetime:
    return datetime(2026, 11, 20, hour, 30, tzinfo=UTC)


def test_quiet_hours_go_over_midnight_and_by_the_customers_own_clock() -> None:
    assert [is_quiet(at(hour), UTC, 21, 9) for hour in (8, 9, 20, 21)] == [True, False, False, True]
    assert [is_quiet(at(hour), UTC, 1, 5) for hour in (0, 1, 4, 5)] == [False, True, True, False]
    assert not any(is_quiet(at(hour), UTC, 7, 7) for hour in range(24))
    assert is_quiet(at(14), ZoneInfo("Asia/Singapore"), 21, 9), "half past ten in the evening there"
    assert zone_of(None, "no such place", "Asia/Singapore") == ZoneInfo("Asia/Singapore")
    assert zone_of("", None, 7) == UTC
