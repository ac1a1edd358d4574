"""What a change of an order leaves behind: a raised version, an audit entry, events."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from engine.events import log
from engine.store.ids import new_id
from engine.store.tables import AuditEntry, Order, OrderLine
from engine.store.types import utc_now


def record(session: Session, order: Order, action: str, data: dict[str, Any]) -> None:
    """Count the change in Order.version, which fails where another came in between, and write it down."""
    # A change of lines or payments alone would not touch the order's row and so not its version.
    flag_modified(order, "status")
    session.add(
        AuditEntry(
            id=new_id(),
            at=utc_now(),
            actor=f"customer:{order.customer_id}",
            action=f"order.{action}",
            subject=f"order:{order.id}",
            data=data,
        )
    )
    session.flush()


def log_returns(session: Session, order: Order, lines: Iterable[OrderLine], kind: str) -> None:
    """Append one `return` event a line; `kind`: return, exchange or cancel (it never arrived)."""
    for line in lines:
        log.append(
            session,
            "return",
            customer_id=order.customer_id,
            product_id=line.product_id,
            at=utc_now(),
            value=float(line.quantity),
            order_id=order.id,
            cents=line.quantity * line.unit_price_cents,
            data={"order_id": order.id, "line_id": line.id, "kind": kind},
            event_id=f"{kind}:{line.id}",
        )
