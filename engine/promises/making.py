"""Making a promise: written down once, and said again as it was while it is open."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.answered import handoffs_by_id
from engine.orders.past import fates, passage_of
from engine.orders.refunded import Refund, refunds_of
from engine.promises.kinds.callback import CALLBACK, like_of
from engine.promises.kinds.delivery import DELIVERY, UNDER_WAY
from engine.promises.kinds.kind import Kind, state_of
from engine.promises.kinds.refund import REFUND, slowest
from engine.promises.record import Record
from engine.promises.stated import Stated, state, stated_by
from engine.promises.waits import Waits
from engine.store.tables import Promise
from engine.store.types import utc_now


@dataclass(frozen=True)
class PromiseView:
    """What the customer hears: by when so large a share of past ones alike had come, and how many they are.

    renewed: it takes the place of a moment that could not be kept.
    """

    id: str
    due_at: datetime
    share: float
    evidence: int
    renewed: bool


@dataclass(frozen=True)
class Asked:
    """Whose turn a promise is made in; customer_id None: they have not proved who they are."""

    customer_id: str | None
    conversation_id: str | None
    message_id: str


def promise_delivery(
    session: Session,
    record: Record,
    order_id: str,
    customer_id: str,
    *,
    conversation_id: str | None,
    message_id: str,
    now: datetime | None = None,
) -> PromiseView | None:
    """Promise when an order arrives, and write that down. The caller has seen that it is the customer's.

    An open promise is said again: a moment does not move because somebody asks twice. Where another was
    named since, that one is said. None without enough evidence, or where the order is under way no more.
    """
    moment, asked = now or utc_now(), Asked(customer_id, conversation_id, message_id)
    standing = _standing(session, DELIVERY, order_id, moment)
    if standing is not None:
        return _view(standing)
    order = passage_of(session, order_id)
    fate = fates(session, [order_id]).get(order_id)
    if order is None or fate is None or fate.status not in UNDER_WAY:
        return None
    return _made(session, DELIVERY, asked, state(record, order, moment), moment, order_id=order_id)


def promise_refund(
    session: Session, refunds: Waits, order_id: str, asked: Asked, *, now: datetime | None = None
) -> PromiseView | None:
    """Promise when all money of an order that is on its way is there; as `promise_delivery`.

    A sum that was noted after the standing promise is none of it: then a new one is made.
    """
    moment = now or utc_now()
    waiting = [one for one in refunds_of(session, [order_id]).get(order_id, []) if one.settled_at is None]
    standing = _standing(session, REFUND, order_id, moment)
    if standing is not None and _covers(standing, waiting):
        return _view(standing)
    stated = stated_by(slowest(refunds, waiting, moment), moment)
    return _made(session, REFUND, asked, stated, moment, order_id=order_id)


def promise_callback(
    session: Session, callbacks: Waits, handoff_id: str, asked: Asked, *, now: datetime | None = None
) -> PromiseView | None:
    """Promise when a person answers; as `promise_delivery`. None where somebody has answered already."""
    moment = now or utc_now()
    standing = _standing(session, CALLBACK, handoff_id, moment)
    if standing is not None:
        return _view(standing)
    handoff = handoffs_by_id(session, [handoff_id]).get(handoff_id)
    if handoff is None or handoff.answered_at is not None or handoff.closed_at is not None:
        return None
    stated = stated_by(like_of(session, callbacks, handoff, moment), moment, CALLBACK.step)
    return _made(session, CALLBACK, asked, stated, moment, handoff_id=handoff_id)


def newest_promise(session: Session, kind: Kind, of: str) -> Promise | None:
    """The last promise of this kind that was made of an order or hand-off, whatever became of it."""
    column = Promise.handoff_id if kind is CALLBACK else Promise.order_id
    query = select(Promise).where(column == of, Promise.kind == kind.name)
    return session.scalar(query.order_by(Promise.stated_at.desc(), Promise.id).limit(1))


def settle_one(promise: Promise, kind: Kind, session: Session, now: datetime) -> None:
    """Close it where something has become of it."""
    found = state_of(promise.due_at, kind.became(session, [promise])[promise.id], now)
    if found != "open":
        promise.state, promise.settled_at = found, now


def _standing(session: Session, kind: Kind, of: str, now: datetime) -> Promise | None:
    """The open promise whose moment has not passed; one whose moment has is closed."""
    newest = newest_promise(session, kind, of)
    if newest is None or newest.state != "open":
        return None
    if (newest.renewed_due_at or newest.due_at) > now:
        return newest
    settle_one(newest, kind, session, now)
    return None


def _covers(promise: Promise, waiting: list[Refund]) -> bool:
    return bool(waiting) and all(one.noted_at <= promise.stated_at for one in waiting)


def _made(
    session: Session,
    kind: Kind,
    asked: Asked,
    stated: Stated | None,
    now: datetime,
    *,
    order_id: str | None = None,
    handoff_id: str | None = None,
) -> PromiseView | None:
    if stated is None:
        return None
    id_ = f"{asked.message_id}:{kind.name}:{order_id or handoff_id}"
    made = session.get(Promise, id_)
    if made is None:
        made = Promise(
            id=id_,
            customer_id=asked.customer_id,
            order_id=order_id,
            handoff_id=handoff_id,
            conversation_id=asked.conversation_id,
            message_id=asked.message_id,
            kind=kind.name,
            stated_at=now,
            due_at=stated.due_at,
            share=stated.share,
            evidence=stated.evidence,
            basis=" ".join(stated.basis),
            state="open",
        )
        session.add(made)
        session.flush()
    return _view(made)


def _view(promise: Promise) -> PromiseView:
    due = promise.renewed_due_at or promise.due_at
    return PromiseView(promise.id, due, promise.share, promise.evidence, promise.renewed_due_at is not None)
