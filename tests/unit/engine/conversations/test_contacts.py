"""What customers wrote to us about."""

from datetime import timedelta

from sqlalchemy.orm import Session

from engine.conversations.contacts import Contact, contacts
from engine.conversations.service import ConversationView
from engine.store.tables import Conversation, Correction, Message
from tests.builders import NOW, add_customer


def say(session: Session, conversation: str, seq: int, intent: str | None, author: str = "customer") -> str:
    message = Message(
        id=f"m{seq}",
        conversation_id=conversation,
        seq=seq,
        author=author,
        text="…",
        nlu={"intent": {"name": intent, "confidence": 0.9}} if intent else None,
        created_at=NOW + timedelta(minutes=seq),
    )
    session.add(message)
    session.flush()
    return message.id


def test_only_proved_customers_and_the_agents_word_last(
    session: Session, conversation: ConversationView
) -> None:
    add_customer(session, "mei")
    row = session.get_one(Conversation, conversation.id)
    row.customer_id = "mei"
    say(session, row.id, 1, "track_order")
    corrected = say(session, row.id, 2, "greet")
    session.add(Correction(message_id=corrected, intent="complaint", at=NOW))
    say(session, row.id, 3, None)
    say(session, row.id, 4, "greet", author="bot")
    session.flush()
    assert contacts(session) == [], "anybody can claim to be mei"
    row.verified_by = "email_order"
    session.flush()
    found = contacts(session)
    assert found == [
        Contact("mei", NOW + timedelta(minutes=1), "track_order"),
        Contact("mei", NOW + timedelta(minutes=2), "complaint"),
    ]
    assert contacts(session, until=NOW + timedelta(minutes=2)) == found[:1]
    assert contacts(session, customer_id="ben") == []
