"""What is expected of the service against what was got: by dimension, segment and month, with intervals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import Invalid
from engine.gaps.service_quality.asking import CHAT
from engine.gaps.service_quality.dimensions import DIMENSIONS, NAMES, Dimension, checked_dimension
from engine.gaps.service_quality.from_text import TEXT
from engine.gaps.service_quality.imported import IMPORT
from engine.gaps.service_quality.interval import clustered_mean
from engine.profiles.segments.stored import current, labels
from engine.shop_time import shop_zone
from engine.store.tables import ServiceAnswer
from engine.store.types import LocalizedText

NO_SEGMENT: Final = -2
WITH_GAP: Final = (CHAT, IMPORT)
"""Sources whose answers have both halves; each is looked at apart from the other."""
MONTHS: Final = timedelta(days=400)
GOOD: Final = 3
"""Levels read from texts below it are trouble, above it praise."""


@dataclass(frozen=True)
class Cell:
    """The answers of one group on a dimension. gap: experienced less expected, so below 0 is short of what
    was expected, with its 95 % interval by customers; means and interval are None below ENOUGH customers."""

    dimension: Dimension
    answers: int
    customers: int
    expected: float | None
    experienced: float | None
    gap: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Group:
    """A segment, with its name, or a month (YYYY-MM, in the shop's time zone); a cell a dimension."""

    key: str
    name: LocalizedText | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Written:
    """What texts say of a dimension: conversations that tell of trouble or praise, and by how many people.

    Trouble is written about and smoothness is not, so there is no mean of it.
    """

    dimension: Dimension
    trouble: int
    praise: int
    customers: int


@dataclass(frozen=True)
class Trends:
    """Of the last thirteen months. asked: how often; answered, skipped: what became of it."""

    asked: int
    answered: int
    skipped: int
    overall: tuple[Cell, ...]
    segments: tuple[Group, ...]
    months: tuple[Group, ...]
    written: tuple[Written, ...]


class Answer(NamedTuple):
    """One answer as it counts. month: in the shop's time zone; segment: by the last rebuild."""

    dimension: Dimension
    month: str
    segment: int
    customer_id: str
    expected: int | None
    experienced: int | None
    confidence: float
    conversation_id: str | None
    at: datetime


def trends(session: Session, source: str, now: datetime) -> Trends:
    """All of it by the answers of one source, `chat` or `import`. Raises Invalid for another."""
    if source not in WITH_GAP:
        raise Invalid(f"A source is one of {', '.join(WITH_GAP)}.")
    found = answers(session, source, now)
    division = current(session)
    names: dict[int, LocalizedText] = (
        {one.label: one.name for one in division.document.segments} if division else {}
    )
    months = sorted({one.month for one in found})
    segments = sorted({one.segment for one in found}, key=lambda label: (label < 0, label))
    states = _states(session, source, now)
    return Trends(
        asked=sum(states.values()),
        answered=len(found),
        skipped=states.get("skipped", 0) + states.get("stopped", 0),
        overall=_cells(found),
        segments=tuple(
            Group(str(label), names.get(label), _cells([one for one in found if one.segment == label]))
            for label in segments
        ),
        months=tuple(
            Group(month, None, _cells([one for one in found if one.month == month])) for month in months
        ),
        written=_written(answers(session, TEXT, now)),
    )


def answers(session: Session, source: str, now: datetime, dimension: Dimension | None = None) -> list[Answer]:
    """Whole answers of a source within the last thirteen months, newest first; on all dimensions or one."""
    answer = ServiceAnswer
    query = (
        select(
            answer.dimension,
            answer.answered_at,
            answer.customer_id,
            answer.expected,
            answer.experienced,
            answer.confidence,
            answer.conversation_id,
        )
        .where(answer.source == source, answer.state == "answered", answer.answered_at > now - MONTHS)
        .order_by(answer.answered_at.desc(), answer.id)
    )
    if dimension is not None:
        query = query.where(answer.dimension == dimension)
    segments, zone = labels(session), shop_zone(session)
    return [
        Answer(
            checked_dimension(of),
            f"{at.astimezone(zone):%Y-%m}",
            segments.get(customer, NO_SEGMENT),
            customer,
            expected,
            got,
            confidence,
            conversation,
            at,
        )
        for of, at, customer, expected, got, confidence, conversation in session.execute(query)
        if at is not None
    ]


def _states(session: Session, source: str, now: datetime) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    query = select(ServiceAnswer.state).where(
        ServiceAnswer.source == source, ServiceAnswer.asked_at > now - MONTHS
    )
    for state in session.scalars(query):
        counts[state] = counts.get(state, 0) + 1
    return counts


def _cells(found: Iterable[Answer]) -> tuple[Cell, ...]:
    listed = list(found)
    return tuple(
        _cell(dimension, [one for one in listed if one.dimension == dimension]) for dimension in DIMENSIONS
    )


def _cell(dimension: Dimension, rows: list[Answer]) -> Cell:
    pairs = [
        (row.customer_id, row.expected, row.experienced)
        for row in rows
        if row.expected is not None and row.experienced is not None
    ]
    gap = clustered_mean((customer, float(got - expected)) for customer, expected, got in pairs)
    enough = gap.mean is not None
    return Cell(
        dimension,
        gap.answers,
        gap.customers,
        sum(expected for _, expected, _ in pairs) / len(pairs) if enough else None,
        sum(got for _, _, got in pairs) / len(pairs) if enough else None,
        gap.mean,
        gap.low,
        gap.high,
    )


def _written(found: list[Answer]) -> tuple[Written, ...]:
    told: list[Written] = []
    for dimension in DIMENSIONS:
        rows = [one for one in found if one.dimension == dimension]
        levels = [row.experienced for row in rows if row.experienced is not None]
        told.append(
            Written(
                dimension,
                sum(level < GOOD for level in levels),
                sum(level > GOOD for level in levels),
                len({row.customer_id for row in rows}),
            )
        )
    return tuple(told)


def dimension_names() -> dict[str, LocalizedText]:
    """Each dimension's name as people read it."""
    return {dimension: NAMES[dimension] for dimension in DIMENSIONS}
