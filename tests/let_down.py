"""A customer whom the shop let down: a promise that was broken, in a conversation with a person."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from engine.conversations.service import start
from engine.store.tables import Promise
from tests.builders import add_customer, add_order

DAY = timedelta(days=1)


def let_down(session: Session, customer: str, now: datetime, *, promises: int = 1) -> str:
    """Add them, with so many promises broken a day ago; returns the id of a new conversation of theirs. The
    shop and the product "lamp" are there."""
    add_customer(session, customer)
    for n in range(promises):
        order = add_order(session, customer, id=f"{customer}-{n}", status="shipped", placed_at=now - 6 * DAY)
        session.add(
            Promise(
                id=f"m:delivery:{order.id}", customer_id=customer, order_id=order.id, message_id="m",
                kind="delivery", stated_at=now - 6 * DAY, due_at=now - DAY - timedelta(minutes=n), share=0.9,
                evidence=50, basis="", state="broken",
            )
        )  # fmt: skip
    session.flush()
    return start(session, customer_id=customer, verified_by="token")[0].id
