"""The verified customer of a conversation, and what to call them."""

import regex
from sqlalchemy.orm import Session

from actions.turn import Turn
from engine.errors import Unauthenticated
from engine.store.tables import Customer

_HAN = regex.compile(r"\p{Han}")


def verified_customer(turn: Turn, session: Session) -> str:
    """The customer's id. Raises Unauthenticated where the conversation has proved none."""
    customer_id = turn.customer_id(session)
    if customer_id is None:
        raise Unauthenticated("This conversation has not proved who the customer is.")
    return customer_id


def name_of(session: Session, customer_id: str) -> str:
    """What to call a customer: the first name, of Chinese names the whole name; "" where unknown."""
    row = session.get(Customer, customer_id)
    if row is None:
        return ""
    if _HAN.search(row.last_name + row.first_name):
        return f"{row.last_name}{row.first_name}"
    return row.first_name
