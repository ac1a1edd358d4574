"""The messages of one knowledge gap, brought into the inbox together, and what came of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.conversations.service import questions_of
from engine.nlu.inbox.collect import take
from engine.store.tables import InboxItem, InboxSource, NluJob, NluModel

_CHUNK = 500


@dataclass(frozen=True)
class Batch:
    """Its different texts: how many wait for a label or for being written, and how many are decided."""

    open: int
    labelled: int
    written: int
    dismissed: int

    @property
    def texts(self) -> int:
        return self.open + self.labelled + self.written + self.dismissed


def take_gap(session: Session, ids: Sequence[str]) -> Batch:
    """Bring these messages in under the reason "gap"; what is decided already stays so."""
    for message in questions_of(session, ids):
        take(session, message, "gap")
    return batch_of(session, ids)


def batch_of(session: Session, ids: Sequence[str]) -> Batch:
    """Where the texts of these messages stand, those that came in under the reason "gap"."""
    states = {item.id: item.state for item in _items(session, ids)}
    counted = {name: sum(one == name for one in states.values()) for name in ("open", "labelled", "written")}
    return Batch(**counted, dismissed=len(states) - sum(counted.values()))


def taught_at(session: Session, ids: Sequence[str]) -> datetime | None:
    """When the first model went live whose training began after all of the batch was decided and some of it
    written; None before.
    """
    items = _items(session, ids)
    written = [item.decided_at for item in items if item.state == "written" and item.decided_at]
    if not written or any(item.state in {"open", "labelled"} for item in items):
        return None
    return session.scalar(
        select(func.min(NluModel.promoted_at))
        .join(NluJob, NluJob.model_id == NluModel.id)
        .where(NluJob.state == "done", NluJob.fresh.is_(True), NluJob.started_at >= max(written))
    )


def _items(session: Session, ids: Sequence[str]) -> list[InboxItem]:
    found: dict[str, InboxItem] = {}
    for start in range(0, len(ids), _CHUNK):
        query = (
            select(InboxItem)
            .join(InboxSource, InboxSource.item_id == InboxItem.id)
            .where(InboxSource.reason == "gap", InboxSource.message_id.in_(ids[start : start + _CHUNK]))
        )
        found |= {item.id: item for item in session.scalars(query)}
    return list(found.values())
