"""The customer panel of the desk."""

from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from engine.accounts.names import whole_name
from engine.behaviour.service import behaviour_of
from engine.conversations.service import get_conversation, past_conversations
from engine.next_action.question import question_for
from engine.next_action.service import next_action_of
from engine.orders.service import orders_of
from engine.profiles.service import profile_of
from engine.recommend.service import Recommender
from engine.settings import Settings
from engine.store.tables import Customer
from web.desk.gap import gap_json

SUGGESTIONS = 5


def customer_json(
    session: Session,
    conversation_id: str,
    recommender: Recommender,
    language: str | None,
    settings: Settings,
) -> dict[str, Any]:
    """Who the customer is, what they are like, their orders, what would fit, and earlier conversations."""
    conversation = get_conversation(session, conversation_id)
    spoken = language or conversation.language
    customer_id = conversation.customer_id
    suggestions = recommender.recommend(session, customer_id, k=SUGGESTIONS, language=spoken)
    known = None if customer_id is None else session.get(Customer, customer_id)
    if known is None:
        return {
            "customer": None,
            "profile": None,
            "expected": None,
            "next_action": None,
            "gap": None,
            "orders": [],
            "recommendations": [asdict(suggestion) for suggestion in suggestions],
            "past": [],
        }
    return {
        "customer": _facts(known, conversation.verified_by),
        "profile": asdict(profile_of(session, known.id)),
        "expected": behaviour_of(session, known.id).as_dict(),
        # Who reads this is the person beside the customer: that somebody has the conversation bars nothing.
        "next_action": next_action_of(
            session, known.id, question=question_for(session, settings, known.id), beside_person=False
        ).as_dict(),
        "gap": gap_json(session, known.id),
        "orders": [asdict(order) for order in orders_of(session, known.id)],
        "recommendations": [asdict(suggestion) for suggestion in suggestions],
        "past": [asdict(one) for one in past_conversations(session, known.id, but=conversation_id)],
    }


def _facts(customer: Customer, verified_by: str | None) -> dict[str, Any]:
    return {
        "id": customer.id,
        "name": whole_name(customer.first_name, customer.last_name) or customer.id,
        "email": customer.email,
        "phone": customer.phone,
        "postcode": customer.postcode,
        "language": customer.language,
        "created_at": customer.created_at,
        "verified_by": verified_by,
    }
