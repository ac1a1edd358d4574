"""The gap map: what each segment says of each topic, against what is expected of its people."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.accounts.names import whole_name
from engine.errors import Invalid
from engine.gaps.latent.fields import FloatArray
from engine.gaps.score.scoring import gap_scores
from engine.gaps.topics.service import FAMILIES, FEWEST, WIDEST
from engine.gaps.topics.speakers import Speakers, speakers
from engine.profiles.segments.stored import current, labels
from engine.store.tables import Customer
from engine.store.types import LocalizedText

NO_SEGMENT = -2
"""Label of the row of customers in no segment; -1 is the clustering's own noise."""
MOST = 200
"""Customers that one cell opens."""


@dataclass(frozen=True)
class Cell:
    """said: statements on the topic by `customers` of the segment. Others as in TopicGap, but what is flagged
    is never thin: a wide interval that lies clear of 0 says enough.
    """

    topic: str
    said: int
    customers: int
    expected: float
    delta: float
    low: float
    high: float
    flagged: bool
    thin: bool


@dataclass(frozen=True)
class Row:
    """A segment: `speakers` of its people made `said` statements on topics of the family."""

    label: int
    name: LocalizedText
    speakers: int
    said: int
    total_bits: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class FamilyMap:
    """topics: id and name, in the order of the cells. missing: why there are no rows."""

    family: str
    topics: tuple[tuple[str, LocalizedText], ...]
    rows: tuple[Row, ...]
    missing: str | None = None


@dataclass(frozen=True)
class Behind:
    """A customer behind a cell: `said` on its topic, `of` statements in all; expected: their own share."""

    customer_id: str
    name: str
    said: int
    of: int
    expected: float


def gap_map(session: Session) -> tuple[FamilyMap, ...]:
    """Behaviours and categories, by segments as of the last rebuild and by what has been said up to now."""
    names = _names(session)
    segments = labels(session)
    return tuple(_family(family, speakers(session, family), segments, names) for family in FAMILIES)


def behind(session: Session, family: str, segment: int, topic: str) -> list[Behind]:
    """Who said something of the topic, most first, at most MOST. Raises Invalid for an unknown family or
    topic."""
    if family not in FAMILIES:
        raise Invalid(f"A family is one of {', '.join(FAMILIES)}.")
    found = speakers(session, family)
    if found is None:
        return []
    if topic not in found.topics:
        raise Invalid(f"There is no topic {topic!r}.")
    column, segments = list(found.topics).index(topic), labels(session)
    rows = [row for row in _by_segment(found, segments).get(segment, []) if found.said[row, column] > 0]
    rows = sorted(rows, key=lambda row: (-found.said[row, column], found.customers[row]))[:MOST]
    ids = [found.customers[row] for row in rows]
    people = {one.id: one for one in session.scalars(select(Customer).where(Customer.id.in_(ids)))}
    return [
        Behind(
            customer_id=id_,
            name=whole_name(people[id_].first_name, people[id_].last_name),
            said=int(found.said[row, column]),
            of=int(found.said[row].sum()),
            expected=float(found.expected[row, column]),
        )
        for row, id_ in zip(rows, ids, strict=True)
    ]


def pooled(said: FloatArray, expected: FloatArray, worth: FloatArray) -> tuple[FloatArray, FloatArray, float]:
    """(counts, expectation, its worth) of a group of customers as if they were one.

    said, expected: (customers, topics); worth: (customers,). The expectation weighs each customer by their
    statements n_c. Its worth W is that of the sum of independent Dirichlet expectations, whose variance
    p (1 - p) sum n_c^2 / (w_c + 1) is set equal to p (1 - p) n^2 / (W + 1).
    """
    n = said.sum(axis=1)
    total = float(n.sum())
    expectation = (n[:, None] * expected).sum(axis=0) / total
    together = total**2 / float((n**2 / (worth + 1)).sum()) - 1
    return said.sum(axis=0), expectation / expectation.sum(), together


def _family(
    family: str, found: Speakers | None, segments: dict[str, int], names: dict[int, LocalizedText]
) -> FamilyMap:
    if found is None:
        return FamilyMap(family, (), (), "Not enough evidence: run attune rebuild once the shop has deeds.")
    if not found.customers:
        return FamilyMap(family, tuple(found.topics.items()), (), "No customer has said anything of it yet.")
    rows = [
        _row(found, label, names.get(label, {"en": "In no segment", "zh": "不属于任何分群"}), own)
        for label, own in sorted(_by_segment(found, segments).items())
    ]
    return FamilyMap(family, tuple(found.topics.items()), tuple(rows))


def _row(found: Speakers, label: int, name: LocalizedText, own: Sequence[int]) -> Row:
    picked = list(own)
    counts, expected, worth = pooled(found.said[picked], found.expected[picked], found.worth[picked])
    gaps = gap_scores(counts[None, :], expected[None, :], np.array([worth]))
    enough = int(counts.sum()) >= FEWEST
    cells = [
        Cell(
            topic=topic,
            said=int(counts[k]),
            customers=int((found.said[picked, k] > 0).sum()),
            expected=float(expected[k]),
            delta=float(gaps.delta[0, k]),
            low=float(gaps.low[0, k]),
            high=float(gaps.high[0, k]),
            flagged=enough and bool(gaps.flagged[0, k]),
            thin=not enough or bool(not gaps.flagged[0, k] and gaps.high[0, k] - gaps.low[0, k] > WIDEST),
        )
        for k, topic in enumerate(found.topics)
    ]
    return Row(label, name, len(picked), int(counts.sum()), float(gaps.total[0]), tuple(cells))


def _by_segment(found: Speakers, segments: dict[str, int]) -> dict[int, list[int]]:
    rows: dict[int, list[int]] = {}
    for row, customer in enumerate(found.customers):
        rows.setdefault(segments.get(customer, NO_SEGMENT), []).append(row)
    return rows


def _names(session: Session) -> dict[int, LocalizedText]:
    division = current(session)
    return {one.label: one.name for one in division.document.segments} if division else {}
