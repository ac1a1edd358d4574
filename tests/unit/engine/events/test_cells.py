"""Parsers of cells, on what people write and on whatever there is."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.events.cells import Bad, as_id, as_moment, as_number, as_text, order_shown

ANYTHING = st.one_of(
    st.none(), st.text(), st.floats(), st.integers(), st.booleans(), st.datetimes(), st.binary(),
    st.lists(st.integers()), st.dictionaries(st.text(), st.none()), st.decimals(), st.timedeltas(),
)  # fmt: skip
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@given(ANYTHING)
def test_any_cell_is_a_value_or_nothing_or_told(cell: object) -> None:
    for parse, kind in ((as_text, str), (as_id, str), (as_number, Decimal), (as_moment, datetime)):
        parsed = parse(cell)
        assert parsed is None or isinstance(parsed, kind | Bad)
        if isinstance(parsed, Bad):
            assert parsed.reason


@given(st.text())
def test_a_text_that_is_taken_can_be_stored_and_is_stable(text: str) -> None:
    parsed = as_text(text)
    if isinstance(parsed, str):
        parsed.encode("utf-8")
        assert "\0" not in parsed
        assert as_text(parsed) == parsed


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_a_number_is_exact_from_text_and_from_float(number: Decimal) -> None:
    assert as_number(str(number)) == number
    assert as_number(float(number)) == number


@pytest.mark.parametrize(
    "text", ["1,25", "1_000", "£2", "NaN", "inf", "1e999999999999", "0x10", "--1", "1 000"]
)
def test_a_number_that_could_be_two_things_is_refused(text: str) -> None:
    assert isinstance(as_number(text), Bad)


@given(MOMENTS)
def test_an_iso_moment_is_read_whatever_its_zone(moment: datetime) -> None:
    assert as_moment(moment.isoformat()) == moment
    assert as_moment(moment.replace(tzinfo=None).isoformat(" ")) == moment
    assert as_moment(moment.replace(tzinfo=None)) == moment


@given(MOMENTS.map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_a_date_with_slashes_is_read_in_the_order_that_was_said(moment: datetime) -> None:
    clock = f"{moment:%H:%M}"
    assert as_moment(f"{moment.day}/{moment.month}/{moment.year} {clock}", "day-first") == moment
    assert as_moment(f"{moment.month}/{moment.day}/{moment.year} {clock}", "month-first") == moment
    shown = order_shown(f"{moment.day}/{moment.month}/{moment.year}")
    assert shown == ("day-first" if moment.day > 12 else "either")


def test_a_clock_of_twelve_hours() -> None:
    noon = datetime(2011, 1, 2, 12, 5, tzinfo=UTC)
    assert as_moment("1/2/2011 12:05 PM", "month-first") == noon
    assert as_moment("1/2/2011 12:05 am", "month-first") == noon - timedelta(hours=12)
    assert isinstance(as_moment("1/2/2011 13:05 PM", "month-first"), Bad)


@pytest.mark.parametrize(
    "text", ["yesterday", "2011-02-30", "01/02/2011", "2011/01/02 25:00", "20110118T", "９"]
)
def test_a_date_that_is_none_or_could_be_two_is_refused(text: str) -> None:
    assert isinstance(as_moment(text), Bad)


def test_ids_of_numbers_lose_their_fraction() -> None:
    assert (as_id(17850.0), as_id("17850.0"), as_id("v1.0"), as_id("007")) == (
        "17850",
        "17850",
        "v1.0",
        "007",
    )
