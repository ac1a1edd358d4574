"""Money that goes back, from being noted until it is there: the record, and the shop saying so."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from engine.errors import NotFound
from engine.orders.load import rulebook_of
from engine.store.ids import new_id
from engine.store.tables import AuditEntry, Order, OrderLine, Payment, PaymentMethod
from engine.store.types import utc_now

NEWEST = 20_000
REMEMBERED = timedelta(days=365)
RIPE = timedelta(days=45)
"""Refunds as old as this are there, or will not be; younger ones would only tell of those that were quick."""
BACK = ("refund", "refund_due")
Cause = Literal["return", "cancel"]


@dataclass(frozen=True)
class Refund:
    """One sum on its way to a customer. cause: goods that come back first, or nothing but money.

    method: kind of the payment method, such as credit_card; empty: not known. settled_at: None, not there.
    """

    order_id: str
    cause: Cause
    method: str
    noted_at: datetime
    settled_at: datetime | None


def past_refunds(session: Session, now: datetime) -> list[Refund]:
    """Refunds of the last year that are old enough to be there, newest first.

    One that is not is counted as such, from the first of which the shop ever said when it was there: before
    that, nobody said. What is there at once by the shop's rules (gift cards) tells nothing.
    """
    first = select(Payment.created_at).where(Payment.settled_at.is_not(None)).order_by(Payment.created_at)
    since = session.scalar(first.where(Payment.kind.in_(BACK), Payment.created_at.is_not(None)).limit(1))
    if since is None:
        return []
    query = _refunds(session).where(Payment.created_at.between(max(since, now - REMEMBERED), now - RIPE))
    return [_refund(row) for row in session.execute(query.limit(NEWEST))]


def refunds_of(session: Session, order_ids: Collection[str]) -> dict[str, list[Refund]]:
    """Refunds by order, newest first, without those that are there at once by the shop's rules."""
    found: dict[str, list[Refund]] = {}
    for row in session.execute(_refunds(session).where(Payment.order_id.in_(order_ids))):
        refund = _refund(row)
        found.setdefault(refund.order_id, []).append(refund)
    return found


def settle_refund(session: Session, order_id: str, at: datetime, *, cents: int | None = None) -> int:
    """The shop says that money of an order was there at `at`; returns how many refunds that settles.

    cents: one of this sum; else all that were noted by then. What was due is done by it; said again, it
    settles nothing more. Raises NotFound where the order has no such refund.
    """
    order = session.get(Order, order_id)
    mine = [] if order is None else [one for one in order.payments if one.kind in BACK]
    meant = [one for one in mine if cents is None or one.amount_cents == cents]
    if order is None or not meant:
        raise NotFound("There is no such refund.")
    waiting = [one for one in meant if one.settled_at is None and (one.created_at or at) <= at]
    if cents is not None:
        waiting = waiting[:1]
    for one in waiting:
        one.kind, one.settled_at = "refund", at
    if waiting:
        # A change made here: a later import of the order does not undo it.
        flag_modified(order, "status")
        back = {"cents": sum(one.amount_cents for one in waiting), "at": at.isoformat()}
        session.add(
            AuditEntry(
                id=new_id(), at=utc_now(), actor="shop", action="order.refunded",
                subject=f"order:{order.id}", data=back,
            )
        )  # fmt: skip
    session.flush()
    return len(waiting)


def _refunds(session: Session) -> Select[Any, Any, Any, Any, Any, Any]:
    goods = exists().where(
        OrderLine.order_id == Payment.order_id,
        OrderLine.state.in_(("return_requested", "returned", "exchange_requested")),
    )
    at_once = rulebook_of(session).instant
    return (
        select(
            Payment.order_id, Order.status, goods, PaymentMethod.kind, Payment.created_at, Payment.settled_at
        )
        .join(Order, Order.id == Payment.order_id)
        .outerjoin(PaymentMethod, PaymentMethod.id == Payment.method_id)
        .where(
            Payment.kind.in_(BACK),
            Payment.created_at.is_not(None),
            PaymentMethod.kind.is_(None) | PaymentMethod.kind.not_in(at_once),
        )
        .order_by(Payment.created_at.desc(), Payment.id)
    )


def _refund(row: Sequence[Any]) -> Refund:
    order_id, status, goods, method, noted, settled = row
    cause: Cause = "return" if goods and status != "cancelled" else "cancel"
    return Refund(order_id, cause, method or "", noted, settled)
