"""A customer's information gap as of now: what they have said against what is expected of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.behaviour.service import behaviour_of
from engine.errors import NotFound
from engine.events.facts import facts_of
from engine.gaps.expectations import history_of
from engine.gaps.latent.fields import FloatArray
from engine.gaps.score.scoring import gap_scores
from engine.gaps.topics.deeds import category_days
from engine.gaps.topics.expected import Baseline, chances_of, personal
from engine.gaps.topics.names import DEED_NAMES, category_names
from engine.store.tables import Customer, CustomerGap, GapBaseline, Report
from engine.store.types import LocalizedText

FAMILIES = ("behaviour", "category")
FEWEST = 5
"""Statements in a family, below which nothing is flagged: one word of a rare topic would do otherwise, and
fewer were not simulated.
"""
WIDEST = 2.0
"""Bits between the ends of an interval, from which on the evidence is called thin."""


@dataclass(frozen=True)
class TopicGap:
    """said: statements. expected: share within (0, 1). delta, low, high: bits, above 0 where the customer
    says more than we see. thin: too little was said, or the interval is too wide to say anything.
    """

    topic: str
    name: LocalizedText
    said: int
    expected: float
    delta: float
    low: float
    high: float
    p_value: float
    flagged: bool
    thin: bool


@dataclass(frozen=True)
class FamilyGap:
    """said: statements in all. total_bits: smoothed KL divergence. worth: deeds that the expectation is
    worth. gone: statements about topics that there are no longer. missing: why there are no topics.
    """

    family: str
    topics: tuple[TopicGap, ...]
    said: int
    total_bits: float
    worth: float | None
    gone: int
    missing: str | None = None


@dataclass(frozen=True)
class Point:
    """The gap at an earlier rebuild."""

    family: str
    at: datetime
    said: int
    total_bits: float
    topics: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class InformationGap:
    """history: oldest first."""

    customer_id: str
    families: tuple[FamilyGap, ...]
    history: tuple[Point, ...]

    @property
    def total_bits(self) -> float:
        return sum(family.total_bits for family in self.families)


def gap_of(session: Session, customer_id: str) -> InformationGap:
    """By what the customer has said up to now, and baselines of the last rebuild. Raises NotFound."""
    if session.get(Customer, customer_id) is None:
        raise NotFound(f"There is no customer {customer_id}.")
    rows = session.scalars(
        select(CustomerGap).where(CustomerGap.customer_id == customer_id).order_by(CustomerGap.at)
    )
    history = tuple(Point(row.family, row.at, row.said, row.total_bits, tuple(row.topics)) for row in rows)
    return InformationGap(customer_id, family_gaps(session, customer_id), history)


def family_gaps(session: Session, customer_id: str) -> tuple[FamilyGap, ...]:
    """Behaviours and categories of an existing customer."""
    said = _said(session, customer_id)
    return (
        _behaviour(session, customer_id, said.get("behaviour", {})),
        _categories(session, customer_id, said.get("category", {})),
    )


def flagged_by_all(session: Session) -> dict[str, dict[str, float]]:
    """Of every customer the flagged topics at the last rebuild that saw a change, with their bits."""
    rows = session.execute(
        select(CustomerGap.customer_id, CustomerGap.family, CustomerGap.topics).order_by(CustomerGap.at)
    )
    newest = {(customer, family): topics for customer, family, topics in rows}
    found: dict[str, dict[str, float]] = {}
    for (customer, _), topics in newest.items():
        flagged = {str(one["topic"]): float(one["delta"]) for one in topics if one.get("flagged")}
        if flagged:
            found.setdefault(customer, {}).update(flagged)
    return found


def stored_baseline(session: Session, family: str) -> Baseline | None:
    """What the last rebuild learnt; None before the first."""
    row = session.get(GapBaseline, family)
    if row is None:
        return None
    shares = np.array(list(row.shares.values()), dtype=np.float64)
    return Baseline(tuple(row.shares), shares, row.precision, row.customers)


def _said(session: Session, customer_id: str) -> dict[str, dict[str, int]]:
    rows = session.execute(
        select(Report.kind, Report.value, func.count())
        .where(
            Report.customer_id == customer_id,
            Report.kind.in_(FAMILIES),
            Report.state == "current",
            Report.wanted,
        )
        .group_by(Report.kind, Report.value)
    )
    found: dict[str, dict[str, int]] = {}
    for kind, value, count in rows:
        found.setdefault(kind, {})[value] = int(count)
    return found


def _behaviour(session: Session, customer_id: str, said: Mapping[str, int]) -> FamilyGap:
    baseline = stored_baseline(session, "behaviour")
    deeds = behaviour_of(session, customer_id).deeds
    if baseline is None or baseline.precision is None:
        return _without("behaviour", said, "the shop's deeds are too few to say what is to be expected")
    if deeds is None:
        return _without("behaviour", said, "the behaviour model expects nothing of this customer yet")
    return _scored("behaviour", said, DEED_NAMES, chances_of(deeds), baseline.precision)


def _categories(session: Session, customer_id: str, said: Mapping[str, int]) -> FamilyGap:
    baseline = stored_baseline(session, "category")
    names = category_names(session)
    if baseline is None or baseline.precision is None or len(names) < 2:  # noqa: PLR2004 - no choice, no gap
        return _without("category", said, "the shop's deeds are too few to say what is to be expected")
    topics = tuple(names)
    history = history_of(facts_of(session, [customer_id]).get(customer_id, []), customer_id)
    own = category_days(history, [customer_id], topics)[0]
    expected, worth = personal(baseline.over(topics), baseline.precision, own)
    return _scored("category", said, names, expected, worth)


def _without(family: str, said: Mapping[str, int], why: str) -> FamilyGap:
    return FamilyGap(family, (), sum(said.values()), 0.0, None, 0, f"Not enough evidence: {why}.")


def _scored(
    family: str,
    said: Mapping[str, int],
    names: Mapping[str, LocalizedText],
    expected: FloatArray,
    worth: float,
) -> FamilyGap:
    counts = np.array([[float(said.get(topic, 0)) for topic in names]])
    gaps = gap_scores(counts, expected[None, :], np.array([worth]))
    enough = int(counts.sum()) >= FEWEST
    topics = [
        TopicGap(
            topic=topic,
            name=name,
            said=int(counts[0, k]),
            expected=float(expected[k]),
            delta=float(gaps.delta[0, k]),
            low=float(gaps.low[0, k]),
            high=float(gaps.high[0, k]),
            p_value=float(gaps.p_value[0, k]),
            flagged=bool(gaps.flagged[0, k]) and enough,
            thin=not enough or bool(gaps.high[0, k] - gaps.low[0, k] > WIDEST),
        )
        for k, (topic, name) in enumerate(names.items())
    ]
    topics.sort(key=lambda one: (not one.flagged, -abs(one.delta), -one.expected))
    gone = sum(count for topic, count in said.items() if topic not in names)
    return FamilyGap(family, tuple(topics), int(counts.sum()), float(gaps.total[0]), worth, gone)
