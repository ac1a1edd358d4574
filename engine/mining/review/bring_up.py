"""Findings onto the list: each subject once, and what a person has decided stays decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.mining.anomalies.detect import Anomaly
from engine.store import new_id
from engine.store.tables import ReviewItem


@dataclass(frozen=True)
class Brought:
    """How many items are new, were opened again for a further reason, and went as nothing is unusual now."""

    new: int
    reopened: int
    gone: int


def bring_up(session: Session, anomalies: Sequence[Anomaly], now: datetime) -> Brought:
    """Put the anomalies on the list.

    What was cleared or confirmed is opened again only where a reason appears that the person had not seen.
    Open items that are not found any more go; decided ones stay, as a record. Nothing is committed.
    """
    known = {row.key: row for row in session.scalars(select(ReviewItem))}
    new = reopened = 0
    for anomaly in anomalies:
        row = known.pop(anomaly.key, None)
        if row is None:
            session.add(_row(anomaly, now))
            new += 1
            continue
        codes = {one.code for one in anomaly.findings}
        if row.state != "open" and not codes <= set(row.known):
            row.state = "open"
            reopened += 1
        row.reasons, row.severity, row.last_at = _reasons(anomaly), anomaly.severity, now
    gone = [row for row in known.values() if row.state == "open" and not row.known]
    for row in gone:
        session.delete(row)
    session.flush()
    return Brought(new, reopened, len(gone))


def _row(anomaly: Anomaly, now: datetime) -> ReviewItem:
    first = anomaly.findings[0]
    return ReviewItem(
        id=new_id(),
        key=anomaly.key,
        subject=first.subject,
        customer_id=first.customer,
        order_id=first.order,
        reasons=_reasons(anomaly),
        severity=anomaly.severity,
        first_at=now,
        last_at=now,
    )


def _reasons(anomaly: Anomaly) -> list[dict[str, object]]:
    return [{"code": one.code, "values": dict(one.values)} for one in anomaly.findings]
