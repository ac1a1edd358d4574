"""Who changed what the model learns from, written into the audit."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from engine.store import new_id
from engine.store.tables import AuditEntry
from engine.store.types import utc_now


def record(session: Session, staff_id: str, action: str, subject: str, data: Mapping[str, Any]) -> None:
    """Add an entry: `action` such as "nlu.write", `subject` what it was done to."""
    session.add(
        AuditEntry(
            id=new_id(),
            at=utc_now(),
            actor=f"staff:{staff_id}",
            action=action,
            subject=subject,
            data=dict(data),
        )
    )
    session.flush()
