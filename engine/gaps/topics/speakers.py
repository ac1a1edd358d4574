"""Everybody who has said something of a family of topics: counts beside what is expected of each."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.behaviour.service import all_deeds
from engine.events.facts import facts_of
from engine.gaps.expectations import history_of
from engine.gaps.latent.fields import FloatArray
from engine.gaps.topics.deeds import category_days
from engine.gaps.topics.expected import chances_of, personal
from engine.gaps.topics.names import DEED_NAMES, category_names
from engine.gaps.topics.service import stored_baseline
from engine.store.tables import Report
from engine.store.types import LocalizedText

CHUNK = 500


@dataclass(frozen=True)
class Speakers:
    """customers: ids. topics: name by topic. said, expected: (customers, topics). worth: (customers,), deeds
    that each expectation is worth.
    """

    customers: tuple[str, ...]
    topics: Mapping[str, LocalizedText]
    said: FloatArray
    expected: FloatArray
    worth: FloatArray


def speakers(session: Session, family: str) -> Speakers | None:
    """Of "behaviour" or "category"; None where nothing can be expected yet. Those of whom nothing is expected
    (no chances of theirs) are left out, and so are statements about topics that there are no longer.
    """
    baseline = stored_baseline(session, family)
    if baseline is None or baseline.precision is None:
        return None
    names = DEED_NAMES if family == "behaviour" else category_names(session)
    if len(names) < 2:  # noqa: PLR2004 - no choice, no gap
        return None
    said = _said(session, family, tuple(names))
    if family == "behaviour":
        deeds = all_deeds(session)
        found = {id_: (chances_of(deeds[id_]), baseline.precision) for id_ in said if id_ in deeds}
    else:
        found = _categories(
            session, tuple(said), baseline.over(tuple(names)), baseline.precision, tuple(names)
        )
    ids = tuple(found)
    shape = (len(ids), len(names))
    return Speakers(
        ids,
        names,
        np.array([said[id_] for id_ in ids], dtype=np.float64).reshape(shape),
        np.array([found[id_][0] for id_ in ids], dtype=np.float64).reshape(shape),
        np.array([found[id_][1] for id_ in ids], dtype=np.float64),
    )


def _said(session: Session, family: str, topics: tuple[str, ...]) -> dict[str, FloatArray]:
    rows = session.execute(
        select(Report.customer_id, Report.value, func.count())
        .where(Report.kind == family, Report.state == "current", Report.wanted, Report.value.in_(topics))
        .group_by(Report.customer_id, Report.value)
        .order_by(Report.customer_id)
    )
    place = {topic: k for k, topic in enumerate(topics)}
    found: dict[str, FloatArray] = {}
    for customer, value, count in rows:
        found.setdefault(customer, np.zeros(len(topics)))[place[value]] = count
    return found


def _categories(
    session: Session, ids: tuple[str, ...], shares: FloatArray, precision: float, topics: tuple[str, ...]
) -> dict[str, tuple[FloatArray, float]]:
    found: dict[str, tuple[FloatArray, float]] = {}
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        facts = facts_of(session, chunk)
        for id_ in chunk:
            own = category_days(history_of(facts.get(id_, []), id_), [id_], topics)[0]
            found[id_] = personal(shares, precision, own)
    return found
