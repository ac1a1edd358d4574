"""Whose conversations are in a person's hands."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store.tables import Conversation

IN_HANDS = ("waiting", "human", "snoozed")


def with_person(session: Session, customer_id: str) -> bool:
    """Whether a person has a conversation of this customer, is waited for, or will come back to it."""
    query = select(Conversation.id).where(
        Conversation.customer_id == customer_id, Conversation.state.in_(IN_HANDS)
    )
    return session.scalars(query.limit(1)).first() is not None


def all_with_person(session: Session) -> frozenset[str]:
    """All customers of whom that is so."""
    query = select(Conversation.customer_id).where(
        Conversation.customer_id.is_not(None), Conversation.state.in_(IN_HANDS)
    )
    return frozenset(str(id_) for id_ in session.scalars(query.distinct()))
