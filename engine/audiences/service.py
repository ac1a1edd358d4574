"""Audiences: made, looked at before they run, started, stopped; every change is in the audit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engine.audiences.criteria import Criteria, criteria_of
from engine.audiences.people import people
from engine.audiences.reach import Reach, barred_now, reach_of
from engine.errors import Conflict, Invalid, NotFound
from engine.nlu.deeds import record
from engine.store.ids import new_id
from engine.store.tables import Audience, AudienceMember
from engine.store.types import LocalizedText, utc_now

LANGUAGES = ("en", "zh")
LONGEST = 600
HOLDOUT = (0.05, 0.5)
DAYS = (1, 90)


@dataclass(frozen=True)
class Draft:
    """What an admin writes. filter: as Criteria. message: in both languages. suggest: with a button that asks
    for suggestions. holdout: share within HOLDOUT. days: within which a purchase counts.
    """

    name: str
    filter: Mapping[str, Any]
    message: LocalizedText
    suggest: bool = True
    holdout: float = 0.2
    days: int = 14


def create(session: Session, draft: Draft, staff_id: str) -> Audience:
    """A new audience that sends nothing yet. Raises Invalid."""
    row = Audience(id=new_id(), state="draft", created_by=staff_id, created_at=utc_now())
    _fill(row, draft)
    session.add(row)
    session.flush()
    record(session, staff_id, "audience.create", row.id, {"name": row.name})
    return row


def change(session: Session, audience_id: str, draft: Draft, staff_id: str) -> Audience:
    """Rewrite one that never ran. Raises NotFound, Invalid; Conflict where it ran: its result would be of
    two different messages.
    """
    row = find(session, audience_id)
    if row.state != "draft":
        raise Conflict("This audience has run. Make a new one, so that each result is of one message.")
    _fill(row, draft)
    session.flush()
    record(session, staff_id, "audience.change", row.id, {"name": row.name})
    return row


def start(session: Session, audience_id: str, staff_id: str, now: datetime | None = None) -> Audience:
    """Let it run: customers enter from now on. Raises NotFound; Conflict where it runs or was stopped."""
    row = find(session, audience_id)
    if row.state != "draft":
        raise Conflict("Only a draft can be started. Make a new audience to send again.")
    row.state, row.started_at = "running", now or utc_now()
    session.flush()
    record(session, staff_id, "audience.start", row.id, {"name": row.name})
    return row


def stop(session: Session, audience_id: str, staff_id: str, now: datetime | None = None) -> Audience:
    """Nobody enters and nothing is sent any more; who entered is followed to the end. Raises as `start`."""
    row = find(session, audience_id)
    if row.state != "running":
        raise Conflict("This audience does not run.")
    row.state, row.stopped_at = "stopped", now or utc_now()
    session.flush()
    record(session, staff_id, "audience.stop", row.id, {"name": row.name})
    return row


def remove(session: Session, audience_id: str, staff_id: str) -> None:
    """Throw a draft away. Raises NotFound; Conflict where it ran: what was sent stays on record."""
    row = find(session, audience_id)
    if row.state != "draft":
        raise Conflict("This audience has run; what was sent stays on record. It can be stopped.")
    session.execute(delete(Audience).where(Audience.id == audience_id))
    record(session, staff_id, "audience.remove", audience_id, {"name": row.name})


def find(session: Session, audience_id: str) -> Audience:
    """The row. Raises NotFound."""
    row = session.get(Audience, audience_id)
    if row is None:
        raise NotFound("There is no such audience.")
    return row


def audiences(session: Session) -> Sequence[Audience]:
    """All, the newest first."""
    return session.scalars(select(Audience).order_by(Audience.created_at.desc(), Audience.id.desc())).all()


def preview(session: Session, criteria: Criteria, cap_days: float, now: datetime | None = None) -> Reach:
    """Whom the filter would reach at `now`; nothing is written."""
    moment = now or utc_now()
    return reach_of(people(session), criteria, barred_now(session, moment, cap_days), moment)


def members(session: Session, audience_id: str) -> Sequence[AudienceMember]:
    """Who entered, in the order in which they did."""
    query = select(AudienceMember).where(AudienceMember.audience_id == audience_id)
    return session.scalars(query.order_by(AudienceMember.entered_at, AudienceMember.id)).all()


def _fill(row: Audience, draft: Draft) -> None:
    name = " ".join(draft.name.split())
    if not 0 < len(name) <= 120:  # noqa: PLR2004 - as long as the column
        raise Invalid("An audience has a name of 1 to 120 characters.")
    message = {language: (draft.message.get(language) or "").strip() for language in LANGUAGES}
    if not all(0 < len(text) <= LONGEST for text in message.values()):
        raise Invalid(f"Write the message in English and in Chinese, up to {LONGEST} characters each.")
    if not HOLDOUT[0] <= draft.holdout <= HOLDOUT[1]:
        raise Invalid(
            f"Hold out {HOLDOUT[0]:.0%} to {HOLDOUT[1]:.0%}: without a group that is not told, nobody knows"
            " what the message did."
        )
    if not DAYS[0] <= draft.days <= DAYS[1]:
        raise Invalid(f"A purchase can count within {DAYS[0]} to {DAYS[1]} days.")
    row.name, row.message = name, message
    row.filter = criteria_of(draft.filter).as_json()
    row.suggest, row.holdout, row.days = draft.suggest, draft.holdout, draft.days
