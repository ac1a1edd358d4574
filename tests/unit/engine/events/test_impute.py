"""Absent answers from the most alike records."""

from hypothesis import given
from hypothesis import strategies as st

from engine.events.impute import impute_answers

AGES = ("young", "middle", "old")
RECORDS = [{"age": "young", "home": "renter", "cat": "yes"}] * 6 + [
    {"age": "old", "home": "owner", "cat": "no"}
] * 6


def test_the_nearest_records_say_what_is_absent() -> None:
    asked = [
        *RECORDS,
        {"age": "young", "home": None, "cat": "yes"},
        {"age": None, "home": "owner", "cat": "no"},
    ]
    assert impute_answers(asked, {"age": AGES})[-2:] == [{"home": "renter"}, {"age": "old"}]


def test_nothing_is_made_up_where_nothing_is_absent_or_nobody_answered() -> None:
    assert impute_answers(RECORDS, {}) == [{}] * len(RECORDS)
    assert impute_answers([{"age": "old", "home": None}] * 3, {"age": AGES}) == [{}] * 3
    assert impute_answers([], {}) == []


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "age": st.sampled_from([*AGES, None]),
                "home": st.sampled_from(["renter", "owner", "else", None]),
            }
        ),
        min_size=1,
        max_size=30,
    )
)
def test_each_gap_gets_one_of_the_answers_that_were_given(records: list[dict[str, str | None]]) -> None:
    for record, guessed in zip(records, impute_answers(records, {"age": AGES}), strict=True):
        for name, answer in guessed.items():
            assert record[name] is None
            assert answer in (AGES if name == "age" else {one[name] for one in records})
