"""Figures on parses made by hand, whose answers are worked out on paper."""

from pathlib import Path

import numpy as np
import pytest

from engine.errors import Conflict, Invalid, NotFound
from engine.nlu.evaluation.classes import class_scores, confusion_matrix, confusions, macro_f1
from engine.nlu.evaluation.compare import compare, in_words, mcnemar
from engine.nlu.evaluation.confidence import (
    confidence_histogram,
    expected_calibration_error,
    reliability_bins,
)
from engine.nlu.evaluation.frozen import FrozenResult
from engine.nlu.evaluation.labelled import Labelled, digest_of, read_csv, read_frozen
from engine.nlu.evaluation.parses import FALLBACK, Parse, parse_of
from engine.nlu.evaluation.pictures import write_pictures
from engine.nlu.evaluation.report import report_of
from engine.nlu.evaluation.scope import auroc

ACTUAL = ["a", "a", "a", "b", "b", "c"]
SAID = ["a", "a", "b", "b", FALLBACK, "c"]


def test_precision_recall_and_f1_of_each_class() -> None:
    a, b, c = class_scores(ACTUAL, SAID)
    assert (a.precision, a.recall, a.f1, a.support) == (1.0, 2 / 3, 4 / 5, 3)
    assert (b.precision, b.recall, b.f1, b.support) == (1 / 2, 1 / 2, 1 / 2, 2)
    assert (c.precision, c.recall, c.f1, c.support) == (1.0, 1.0, 1.0, 1)
    assert macro_f1(ACTUAL, SAID) == pytest.approx((4 / 5 + 1 / 2 + 1) / 3)


def test_the_most_confused_pair_comes_first_with_examples() -> None:
    found = confusions(["a", "a", "b"], ["b", "b", "a"], ["one", "two", "three"])
    assert [(one.actual, one.predicted, one.count) for one in found] == [("a", "b", 2), ("b", "a", 1)]
    assert found[0].examples == ["one", "two"]
    matrix = confusion_matrix(ACTUAL, SAID, ["a", "b", "c"])
    assert matrix.tolist() == [[2, 1, 0], [0, 1, 0], [0, 0, 1]]


def test_calibration_error_weighs_each_bin_by_its_messages() -> None:
    confidence = np.array([0.95, 0.95, 0.55, 0.55])
    right = np.array([True, True, True, False])
    bins = reliability_bins(confidence, right)
    assert [(one.low, one.count) for one in bins if one.count] == [(0.5, 2), (0.9, 2)]
    assert expected_calibration_error(bins) == pytest.approx(0.5 * 0.05 + 0.5 * 0.05)
    assert expected_calibration_error(reliability_bins(np.array([1.0]), np.array([True]))) == 0.0
    spread = confidence_histogram(confidence, right)
    assert sum(spread["right"]) == 3
    assert sum(spread["wrong"]) == 1


def test_auroc_counts_ties_half() -> None:
    assert auroc(np.array([2.0, 3.0]), np.array([1.0])) == 1.0
    assert auroc(np.array([1.0, 0.0]), np.array([1.0, 0.0])) == 0.5


def parse(intent: str, best: str = "", confidence: float = 0.9, familiarity: float = 1.0) -> Parse:
    return Parse(intent, best or intent, confidence, familiarity, "neutral", "en")


def test_a_message_turned_away_is_wrong_in_strict_figures_and_told_apart() -> None:
    messages = [
        Labelled("one", "greet", "en", "positive"),
        Labelled("two", "greet", "zh"),
        Labelled("three", "out_of_scope", "en", "neutral"),
    ]
    parses = [
        parse("greet"),
        parse(FALLBACK, best="greet", confidence=0.4, familiarity=-3.0),
        parse(FALLBACK, best="thank", confidence=0.2, familiarity=-5.0),
    ]
    report = report_of(messages, parses)
    assert report["overall"]["accuracy"] == pytest.approx(1 / 3)
    assert report["overall"]["ignoring_fallback"]["accuracy"] == pytest.approx(2 / 3)
    assert report["overall"]["turned_away"] == pytest.approx(2 / 3)
    assert report["languages"]["zh"]["right"] == 0
    used = report["scope"]["used"]
    assert (used["in_scope_accuracy"], used["oos_recall"]) == (0.5, 1.0)
    assert report["scope"]["auroc"] == 1.0
    assert report["scope"]["curve"][0]["in_scope_accuracy"] == 1.0
    assert report["sentiment"]["messages"] == 2
    assert report["sentiment"]["accuracy"] == 0.5


def test_parses_keep_the_top_intent_beside_the_fallback() -> None:
    ranking = [{"name": FALLBACK, "confidence": 0.7}, {"name": "greet", "confidence": 0.3}]
    record = {
        "intent": ranking[0],
        "ranking": ranking,
        "familiarity": -2.0,
        "sentiment": None,
        "language": "zh",
    }
    read = parse_of(record)
    assert (read.intent, read.best, read.confidence, read.turned_away) == (FALLBACK, "greet", 0.3, True)


def test_pictures_are_drawn(tmp_path: Path) -> None:
    messages = [Labelled("one", "greet", "en"), Labelled("two", "out_of_scope", "en")]
    parses = [parse("greet"), parse("greet", familiarity=-1.0)]
    drawn = write_pictures(
        report_of(messages, parses), ["greet", "out_of_scope"], ["greet", "greet"], tmp_path
    )
    assert [path.name for path in drawn] == [
        "confusion.png",
        "reliability.png",
        "confidence.png",
        "scope.png",
    ]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in drawn)


def result(intents: list[str], said: list[str]) -> FrozenResult:
    messages = [Labelled(f"m{number}", intent, "en") for number, intent in enumerate(intents)]
    parses = [parse(intent) for intent in said]
    return FrozenResult(digest_of(messages), messages, parses, report_of(messages, parses))


def test_mcnemar_is_the_two_sided_binomial() -> None:
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(0, 6) == pytest.approx(2 / 64)
    assert mcnemar(5, 5) == 1.0


def test_a_candidate_that_loses_six_messages_is_worse_and_one_that_loses_two_is_not() -> None:
    truth = ["a"] * 10 + ["b"] * 10
    live = result(truth, truth)
    worse = compare(live, result(truth, ["b"] * 6 + truth[6:]))
    assert (worse.verdict, worse.broken, worse.mended) == ("worse", 6, 0)
    assert worse.intents[0].name == "a"
    assert [change.verdict for change in worse.changes] == ["broken"] * 6
    assert in_words(worse).startswith("Worse: 0 of 20 frozen messages are newly understood, 6 no longer")
    equal = compare(live, result(truth, ["b"] * 2 + truth[2:]))
    assert equal.verdict == "equal"
    better = compare(result(truth, ["b"] * 8 + truth[8:]), live)
    assert better.verdict == "better"


def test_results_of_different_tests_are_not_compared() -> None:
    with pytest.raises(Conflict, match="different versions"):
        compare(result(["a"], ["a"]), result(["a", "b"], ["a", "b"]))


def test_rows_that_cannot_be_used_are_named_with_their_line(tmp_path: Path) -> None:
    source = tmp_path / "test.csv"
    source.write_text(
        "text,intent,sentiment\nhello,greet,\n,greet,\nhi,,\nbye,goodbye,sad\n", encoding="utf-8"
    )
    with pytest.raises(Invalid) as told:
        read_csv(source)
    assert "line 3: the text is empty" in told.value.message
    assert "line 4: the intent is empty" in told.value.message
    assert "line 5: 'sad' is no sentiment" in told.value.message
    source.write_text("text,label\nhello,greet\n", encoding="utf-8")
    with pytest.raises(Invalid, match="'intent' is not there"):
        read_csv(source)
    source.write_bytes("text,intent\nm\u00fcde,greet\n".encode("latin-1"))
    with pytest.raises(Invalid, match="not UTF-8"):
        read_csv(source)
    with pytest.raises(NotFound):
        read_csv(tmp_path / "absent.csv")


def test_the_frozen_test_is_read_without_the_marks_of_entities(tmp_path: Path) -> None:
    (tmp_path / "en.yml").write_text(
        "nlu:\n- intent: track_order\n  examples: |\n"
        '    - where is the [mug](product)\n    - and [it]{"entity": "product"}?\n',
        encoding="utf-8",
    )
    assert read_frozen(tmp_path) == [
        Labelled("where is the mug", "track_order", "en"),
        Labelled("and it?", "track_order", "en"),
    ]
