"""The verified customer of a conversation, and what to call them."""

from sqlalchemy.orm import Session

from actions.turn import Turn
from engine.accounts.names import call_name
from engine.errors import Unauthenticated
from engine.store.tables import Customer


def verified_customer(turn: Turn, session: Session) -> str:
    """The customer's id. Raises Unauthenticated where the conversation has proved none."""
    customer_id = turn.customer_id(session)
    if customer_id is None:
        raise Unauthenticated("This conversation has not proved who the customer is.")
    return customer_id


def name_of(session: Session, customer_id: str) -> str:
    """What to call a customer: the first name, of Chinese names the whole name; "" where unknown."""
    row = session.get(Customer, customer_id)
    return call_name(row.first_name, row.last_name) if row else ""
