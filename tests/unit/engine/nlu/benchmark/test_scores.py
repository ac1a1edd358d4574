"""Figures of parses made by hand."""

from engine.nlu.benchmark.operating_point import COMPONENT, OperatingPoint
from engine.nlu.benchmark.rows import Row
from engine.nlu.benchmark.scores import Pair, Parsed, macro_f1, point_from, score

OWN = OperatingPoint(None, COMPONENT)
ROWS = [Row("1", "a"), Row("2", "a"), Row("3", "b"), Row("4", "b"), Row("5", "none"), Row("6", "none")]
PARSED = [
    Parsed("a", False, 3.0, 0.1),
    Parsed("a", True, 0.0, 0.1),  # right, but turned away
    Parsed("b", False, 2.0, 0.1),
    Parsed("a", False, 1.0, 0.1),  # wrong
    Parsed("a", True, -1.0, 0.1),  # out of scope and turned away
    Parsed("b", False, 1.5, 0.1),  # out of scope and answered
]


def test_both_points_of_a_set_with_out_of_scope_rows() -> None:
    scores = score(ROWS, PARSED, "none", OWN)
    assert scores.without_threshold == Pair(0.75, 0.0)
    assert scores.at_point == Pair(0.5, 0.5)
    assert scores.accuracy == 0.5
    # a: 1 of 2 predicted and of 2 present; b: likewise; none: likewise
    assert scores.macro_f1 == 0.5
    # of 2 x 4 pairs, row 5 is below all four, row 6 below two
    assert scores.oos_auroc == 0.75


def test_a_threshold_takes_the_place_of_the_components_fallback() -> None:
    scores = score(ROWS, PARSED, "none", OperatingPoint(1.8, "by hand"))
    assert scores.at_point == Pair(0.5, 1.0)
    assert scores.accuracy == 0.6667


def test_without_out_of_scope_rows_the_top_intent_counts() -> None:
    scores = score(ROWS[:4], PARSED[:4], None, OWN)
    assert scores.accuracy == 0.75
    assert scores.macro_f1 == round((0.8 + 2 / 3) / 2, 4)
    assert scores.at_point == Pair(0.5, None)
    assert scores.oos_auroc is None


def test_a_class_learnt_for_out_of_scope_counts_as_turned_away() -> None:
    rows = [Row("1", "a"), Row("2", "none"), Row("3", "a")]
    parsed = [
        Parsed("a", False, 1.0, 0.1),
        Parsed("none", False, 5.0, 0.1),
        Parsed("none", False, 2.0, 0.1),
    ]
    scores = score(rows, parsed, "none", OWN)
    assert scores.without_threshold == Pair(0.5, 1.0)
    assert scores.at_point == Pair(0.5, 1.0)


def test_dev_rows_choose_the_point_and_none_leave_it_to_the_component() -> None:
    assert point_from([], [], "none", 0.95) == OWN
    # Above 1.5 only rows 1 and 3 stay: half of the in-scope rows.
    assert point_from(ROWS, PARSED, "none", 0.5).threshold == 2.0


def test_macro_f1_is_over_the_labels_that_occur() -> None:
    assert macro_f1(["a", "b"], ["a", "c"]) == 0.5
