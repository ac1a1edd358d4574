"""Reading and locking conversation rows, and the compare-and-set by which their state changes."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Table, bindparam, select, update
from sqlalchemy.orm import Session

from engine.conversations.views import StateName
from engine.errors import NotFound
from engine.store.base import Base
from engine.store.tables import Conversation
from engine.store.types import utc_now

_LOCK = (
    select(Conversation)
    .where(Conversation.id == bindparam("id"))
    .with_for_update()
    .execution_options(populate_existing=True)
)


def table_of(entity: type[Base]) -> Table:
    """The table of a mapped class, for statements that need no object."""
    return cast(Table, entity.__table__)


def locked(session: Session, conversation_id: str) -> Conversation:
    """The fresh row, locked until the transaction ends. Raises NotFound.

    On SQLite the transaction itself is the lock (it began as a writer); on PostgreSQL the row is locked,
    so that numbers are given to messages one writer after the other.
    """
    row = session.scalar(_LOCK, {"id": conversation_id})
    if row is None:
        raise NotFound("This conversation does not exist.")
    return row


def found(session: Session, conversation_id: str) -> Conversation:
    """The row as it is. Raises NotFound."""
    row = session.get(Conversation, conversation_id)
    if row is None:
        raise NotFound("This conversation does not exist.")
    return row


def change_state(
    session: Session,
    conversation_id: str,
    allowed: Collection[StateName],
    to: StateName,
    *,
    held_by: str | None = None,
    now: datetime | None = None,
    **values: Any,
) -> bool:
    """Compare-and-set: go to `to` where the state is one of `allowed` (and `held_by` holds it, where given).

    Also sets the columns in `values`. Returns False, and changes nothing, where the row is elsewhere by now.
    """
    change = update(Conversation).where(Conversation.id == conversation_id, Conversation.state.in_(allowed))
    if held_by is not None:
        change = change.where(Conversation.holder_id == held_by)
    done = session.execute(
        change.values(state=to, updated_at=now or utc_now(), **values),
        execution_options={"synchronize_session": False},
    )
    row = session.identity_map.get(session.identity_key(Conversation, conversation_id))
    if row is not None:
        session.refresh(row)
    assert isinstance(done, CursorResult)  # noqa: S101 - narrows the type
    return done.rowcount == 1
