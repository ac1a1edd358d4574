"""What customers say about themselves: taken once, theirs to change, never against their will."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.errors import Forbidden, Invalid, NotFound
from engine.events.log import append
from engine.gaps.reports.choices import choices_of, store_choices
from engine.gaps.reports.service import correct, remove, reports_of, stop_keeping, tell
from engine.gaps.reports.statements import Statement, checked, statements_of
from engine.gaps.reports.taking import collect, take
from engine.store.tables import Event, Report
from tests.builders import NOW, add_customer

DAY = timedelta(days=1)


@pytest.fixture
def mei(session: Session) -> Session:
    add_customer(session, "mei")
    return session


def said(session: Session, customer: str = "mei") -> list[tuple[str, str, bool]]:
    return [(one.kind, one.value, one.wanted) for one in reports_of(session, customer)]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ({"kind": "brand", "value": "  Acme  Tools ", "wanted": False}, [("brand", "acme tools", False)]),
        (
            {"about": "preference", "category": "tea", "avoid": ["mugs"], "max_price_cents": 3000},
            [("category", "tea", True), ("category", "mugs", False), ("budget", "3000", True)],
        ),
        (
            {"style": ["plain", "plain", "", 7], "behaviour": "fly"},
            [("style", "plain", True), ("style", "7", True)],
        ),
        ({"kind": "soul", "value": "x"}, []),
        ({"budget": "a lot", "category": {"not": "text"}, "delivery": None}, []),
        ({"removed": True}, []),
    ],
)
def test_an_event_is_read_and_what_makes_no_sense_is_left(
    data: dict[str, Any], wanted: list[tuple[str, str, bool]]
) -> None:
    assert statements_of(data) == [Statement(*one) for one in wanted]


def test_what_cannot_be_said_is_refused_in_words() -> None:
    for kind, value in (
        ("soul", "x"),
        ("brand", " "),
        ("brand", "x" * 121),
        ("behaviour", "fly"),
        ("budget", "0"),
    ):
        with pytest.raises(Invalid):
            checked(kind, value)


def test_a_statement_has_source_time_and_confidence_and_comes_once(mei: Session) -> None:
    for _ in range(2):
        tell(mei, "mei", "category", "tea", source="onboarding", at=NOW, event_id="first")
    (one,) = reports_of(mei, "mei")
    assert (one.kind, one.value, one.source, one.confidence, one.said_at) == (
        "category",
        "tea",
        "onboarding",
        0.9,
        NOW,
    )
    assert not one.contradicted
    assert mei.scalar(select(func.count()).where(Event.type == "report")) == 1


def test_of_contradictory_answers_the_latest_wins_both_stay_and_confidence_falls(mei: Session) -> None:
    tell(mei, "mei", "category", "tea", source="survey", at=NOW - 2 * DAY)
    tell(mei, "mei", "category", "tea", wanted=False, source="survey", at=NOW - DAY)
    (held,) = reports_of(mei, "mei")
    assert (held.wanted, held.contradicted) == (False, True)
    assert held.confidence == pytest.approx(0.8 / 2)
    assert [one.state for one in reports_of(mei, "mei", all_states=True)] == ["current", "replaced"]
    tell(mei, "mei", "category", "tea", wanted=False, source="survey", at=NOW)
    assert reports_of(mei, "mei")[0].confidence == pytest.approx(0.8 * 2 / 3)
    tell(mei, "mei", "category", "mugs", source="survey", at=NOW)
    assert reports_of(mei, "mei")[0].confidence == pytest.approx(0.8), "another topic is no contradiction"


def test_an_older_answer_that_comes_in_late_does_not_win(mei: Session) -> None:
    tell(mei, "mei", "budget", "5000", at=NOW)
    tell(mei, "mei", "budget", "3000", source="import", at=NOW - DAY)
    assert said(mei) == [("budget", "5000", True)]


def test_the_customer_corrects_and_that_is_no_contradiction(mei: Session) -> None:
    (row,) = tell(mei, "mei", "budget", "5000", at=NOW - DAY)
    correct(mei, "mei", row.id, "3000")
    (one,) = reports_of(mei, "mei")
    assert (one.value, one.source, one.confidence, one.contradicted) == ("3000", "customer", 1.0, False)
    add_customer(mei, "bo")
    with pytest.raises(NotFound):
        correct(mei, "bo", row.id, "1")
    with pytest.raises(NotFound):
        remove(mei, "bo", row.id)


def test_what_the_customer_removes_is_gone_from_the_log_too(mei: Session) -> None:
    (row,) = tell(mei, "mei", "style", "secret style")
    remove(mei, "mei", row.id)
    assert reports_of(mei, "mei", all_states=True) == []
    assert mei.get_one(Event, row.event_id).data == {"removed": True}
    assert mei.scalar(select(func.count()).where(Report.value == "secret style")) == 0
    assert collect(mei) == 0, "and is not taken down again"
    with pytest.raises(NotFound):
        remove(mei, "mei", row.id)


def test_what_is_removed_leaves_what_else_was_said_with_it_and_takes_what_it_corrected(mei: Session) -> None:
    event = append(mei, "report", "mei", data={"about": "preference", "category": "kettles", "budget": 3000})
    take(mei, [event])
    category = next(one for one in reports_of(mei, "mei") if one.kind == "category")
    (second,) = correct(mei, "mei", category.id, "mugs")
    (third,) = correct(mei, "mei", second.id, "bowls")
    assert statements_of(event.data) == [Statement("budget", "3000")]
    remove(mei, "mei", third.id)
    assert said(mei) == [("budget", "3000", True)]
    assert [one.kind for one in reports_of(mei, "mei", all_states=True)] == ["budget"]
    log = mei.scalars(select(Event.data).where(Event.type == "report"))
    assert not [data for data in log if any(word in str(data) for word in ("kettles", "mugs", "bowls"))]


def test_nothing_is_kept_against_a_customers_will(mei: Session) -> None:
    tell(mei, "mei", "style", "plain")
    stop_keeping(mei, "mei")
    assert reports_of(mei, "mei", all_states=True) == []
    with pytest.raises(Forbidden):
        tell(mei, "mei", "style", "plain")
    event = append(mei, "report", "mei", data={"kind": "style", "value": "loud"})
    assert collect(mei) == 0
    assert event.data == {"removed": True}
    assert not choices_of(mei, "mei").keep
    assert choices_of(mei, "mei").ask
    store_choices(mei, "mei", keep=True, ask=False)
    assert tell(mei, "mei", "style", "plain")
    assert not choices_of(mei, "mei").ask


def test_imported_reports_are_taken_once_and_strangers_left_alone(mei: Session) -> None:
    append(mei, "report", "mei", at=NOW, data={"category": ["tea", "mugs"]})
    append(mei, "report", None, at=NOW, data={"category": ["tea"]})
    assert (collect(mei), collect(mei)) == (2, 0)
    assert {one.source for one in reports_of(mei, "mei")} == {"import"}


def test_unknown_customers_and_sources_are_refused(mei: Session) -> None:
    with pytest.raises(NotFound):
        tell(mei, "nobody", "style", "plain")
    with pytest.raises(NotFound):
        stop_keeping(mei, "nobody")
    with pytest.raises(Invalid):
        tell(mei, "mei", "style", "plain", source="rumour")


def test_ten_thousand_reports_are_taken_in_one_go(mei: Session) -> None:
    mei.add_all(
        Event(
            id=f"r{number:05}",
            type="report",
            customer_id="mei",
            at=NOW - timedelta(minutes=10_000 - number),
            data={"category": f"c{number % 50}"} if number % 3 else {"budget": 100 + number},
        )
        for number in range(10_000)
    )
    mei.flush()
    assert collect(mei) == 10_000
    assert len([one for one in reports_of(mei, "mei") if one.kind == "budget"]) == 1
    assert take(mei, []) == []
