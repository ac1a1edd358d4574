"""A suggestion that was followed to its product's page."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.events.log import append
from engine.store.tables import Event


def note_opened(session: Session, conversation_id: str, product_id: str) -> None:
    """A click on the newest showing of this product in this conversation; one a showing, however often it is
    opened. Raises NotFound where the conversation has not shown it.
    """
    showing = session.scalars(
        select(Event)
        .where(
            Event.type == "impression",
            Event.conversation_id == conversation_id,
            Event.product_id == product_id,
        )
        .order_by(Event.at.desc())
        .limit(1)
    ).first()
    if showing is None:
        raise NotFound("This conversation has not shown that product.")
    append(
        session,
        "click",
        customer_id=showing.customer_id,
        product_id=product_id,
        conversation_id=conversation_id,
        event_id=f"{showing.id}:opened",
    )
