"""Baselines learnt anew, and every speaking customer's gap added to its history where it has changed."""

from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.behaviour.service import all_deeds
from engine.frames import Frame
from engine.gaps.reports.statements import DEEDS
from engine.gaps.reports.taking import collect
from engine.gaps.topics.deeds import category_days, deed_days
from engine.gaps.topics.expected import Baseline, behaviour_baseline, category_baseline, chances_of
from engine.gaps.topics.names import category_names
from engine.gaps.topics.service import FamilyGap, family_gaps
from engine.store import Database, new_id
from engine.store.tables import CustomerGap, GapBaseline, Report
from engine.store.types import utc_now

CHUNK = 500
CHANGED = 0.005
"""Bits by which a total has to differ for a new point of the history."""


def rebuild_gaps(database: Database, history: Frame, now: datetime | None = None) -> int:
    """Take down reports that came by import, learn baselines from `history`, add to histories.

    After the behaviour stage, whose chances it reads. Returns how many points of history were added.
    """
    at = now or utc_now()
    with database.session() as session:
        collect(session)
    with database.session(writes=False) as session:
        learnt = _learn(session, history)
        speakers = list(session.scalars(select(Report.customer_id).distinct().order_by(Report.customer_id)))
    with database.session() as session:
        for family, baseline in learnt.items():
            session.merge(_row(family, baseline, at))
    added = 0
    for start in range(0, len(speakers), CHUNK):
        with database.session() as session:
            added += sum(_record(session, id_, at) for id_ in speakers[start : start + CHUNK])
    return added


def _learn(session: Session, history: Frame) -> dict[str, Baseline]:
    known = history[history["customer"].notna()]
    deeds = all_deeds(session)
    chances = np.array([chances_of(one) for one in deeds.values()]).reshape(-1, len(DEEDS))
    learnt = {"behaviour": behaviour_baseline(chances, deed_days(known, list(deeds)))}
    topics = list(category_names(session))
    if topics:
        customers = [str(one) for one in known["customer"].unique()]
        learnt["category"] = category_baseline(topics, category_days(known, customers, topics))
    return learnt


def _row(family: str, baseline: Baseline, at: datetime) -> GapBaseline:
    shares = dict(zip(baseline.topics, baseline.shares.tolist(), strict=True))
    return GapBaseline(
        family=family, at=at, shares=shares, precision=baseline.precision, customers=baseline.customers
    )


def _record(session: Session, customer_id: str, at: datetime) -> int:
    """Add a point for each family that has changed since the last; returns how many."""
    added = 0
    for family in family_gaps(session, customer_id):
        last = session.scalars(
            select(CustomerGap)
            .where(CustomerGap.customer_id == customer_id, CustomerGap.family == family.family)
            .order_by(CustomerGap.at.desc())
            .limit(1)
        ).first()
        before = (0, 0.0) if last is None else (last.said, last.total_bits)
        if family.said != before[0] or abs(family.total_bits - before[1]) > CHANGED:
            session.add(_point(family, customer_id, at))
            added += 1
    return added


def _point(family: FamilyGap, customer_id: str, at: datetime) -> CustomerGap:
    shown = ("topic", "said", "expected", "delta", "low", "high", "flagged")
    topics: list[dict[str, Any]] = [
        {name: getattr(topic, name) for name in shown}
        for topic in family.topics
        if topic.said or topic.flagged
    ]
    return CustomerGap(
        id=new_id(),
        customer_id=customer_id,
        family=family.family,
        at=at,
        said=family.said,
        total_bits=family.total_bits,
        topics=topics,
    )
