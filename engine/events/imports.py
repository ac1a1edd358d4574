"""The journal of imports, newest first."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.events.quality import QualityReport
from engine.store.ids import new_id
from engine.store.tables import Import
from engine.store.types import utc_now


def record_import(session: Session, report: QualityReport) -> Import:
    """Write the report down, under an id that it gets here."""
    report.id = report.id or new_id()
    row = Import(
        id=report.id,
        at=utc_now(),
        format=report.format,
        source=report.source[:250],
        seconds=report.seconds,
        report=report.as_dict(),
    )
    session.add(row)
    session.flush()
    return row


def list_imports(session: Session, limit: int = 20) -> Sequence[Import]:
    """The last imports."""
    return session.scalars(select(Import).order_by(Import.at.desc(), Import.id.desc()).limit(limit)).all()


def read_import(session: Session, import_id: str) -> Import:
    """One import. Raises NotFound."""
    row = session.get(Import, import_id)
    if row is None:
        raise NotFound("There is no such import.")
    return row
