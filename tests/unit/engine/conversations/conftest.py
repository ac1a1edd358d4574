"""A conversation, and two agents."""

import pytest
from sqlalchemy.orm import Session

from engine.conversations.service import ConversationView, start
from engine.store import new_id
from engine.store.tables import Staff
from engine.store.types import utc_now


@pytest.fixture
def conversation(session: Session) -> ConversationView:
    return start(session, language="en")[0]


def add_agent(session: Session, name: str) -> str:
    """The id of a new agent, without the work of hashing a password."""
    row = Staff(
        id=new_id(),
        email=f"{name.lower()}@example.com",
        name=name,
        role="agent",
        password_hash="none",
        created_at=utc_now(),
    )
    session.add(row)
    session.flush()
    return row.id


@pytest.fixture
def mira(session: Session) -> str:
    return add_agent(session, "Mira")


@pytest.fixture
def noah(session: Session) -> str:
    return add_agent(session, "Noah")
