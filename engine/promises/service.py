"""What others may use of promises: making one, and following it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.orders.past import Fate, fates, passage_of, past_passages
from engine.promises.record import FEWEST, Record
from engine.promises.stated import chance, state
from engine.store import Database
from engine.store.tables import Promise
from engine.store.types import utc_now

DELIVERY = "delivery"
UNDER_WAY = ("pending", "pending_modified", "processed", "shipped")
READ_ANEW = timedelta(hours=6)


@dataclass(frozen=True)
class PromiseView:
    """What the customer hears: by when so large a share of such orders arrive, by how many orders' record.

    renewed: it takes the place of a moment that could not be kept.
    """

    id: str
    due_at: datetime
    share: float
    evidence: int
    renewed: bool


class Records:
    """The shop's record, kept in memory and read anew every few hours; a thin one each time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read_at: datetime | None = None
        self._record = Record([])

    def at(self, now: datetime) -> Record:
        """The record as of about now. Two threads at once may both read it; the later one is kept."""
        if self._read_at is None or self._record.size < FEWEST or now - self._read_at > READ_ANEW:
            with self._database.session(writes=False) as session:
                self._record = Record(past_passages(session, now))
            self._read_at = now
        return self._record


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
    moment = now or utc_now()
    standing = _open(session, order_id)
    if standing is not None:
        due = standing.renewed_due_at or standing.due_at
        if due > moment:
            return _view(standing)
        _settle(standing, fates(session, [order_id]).get(order_id), moment)
    order = passage_of(session, order_id)
    fate = fates(session, [order_id]).get(order_id)
    if order is None or fate is None or fate.status not in UNDER_WAY:
        return None
    stated = state(record, order, moment)
    if stated is None:
        return None
    id_ = f"{message_id}:{DELIVERY}:{order_id}"
    made = session.get(Promise, id_)
    if made is None:
        made = Promise(
            id=id_,
            customer_id=customer_id,
            order_id=order_id,
            conversation_id=conversation_id,
            message_id=message_id,
            kind=DELIVERY,
            stated_at=moment,
            due_at=stated.due_at,
            share=stated.share,
            evidence=stated.evidence,
            basis=" ".join(stated.basis),
            state="open",
        )
        session.add(made)
        session.flush()
    return _view(made)


def settle(session: Session, now: datetime) -> int:
    """Close the open promises whose orders have arrived, were cancelled, or have passed their moment; returns
    how many. A promise is kept or broken by its first moment, whatever was named later."""
    waiting = session.scalars(select(Promise).where(Promise.state == "open")).all()
    found = fates(session, {one.order_id for one in waiting})
    return sum(_settle(one, found.get(one.order_id), now) for one in waiting)


def about_to_break(
    session: Session, record: Record, now: datetime, *, below: float
) -> list[tuple[Promise, float]]:
    """Open promises, not known to be at risk yet, whose chance to be kept is below `below`; with the chance.

    Nothing is said of those for which the record is not enough evidence.
    """
    waiting = session.scalars(
        select(Promise)
        .where(Promise.state == "open", Promise.at_risk_at.is_(None), Promise.due_at > now)
        .order_by(Promise.due_at)
    ).all()
    found: list[tuple[Promise, float]] = []
    for one in waiting:
        order = passage_of(session, one.order_id)
        left = chance(record, order, one.due_at, now) if order else None
        if left is not None and left < below:
            found.append((one, left))
    return found


def _open(session: Session, order_id: str) -> Promise | None:
    return session.scalar(
        select(Promise)
        .where(Promise.order_id == order_id, Promise.kind == DELIVERY, Promise.state == "open")
        .order_by(Promise.stated_at.desc())
        .limit(1)
    )


def _settle(promise: Promise, fate: Fate | None, now: datetime) -> bool:
    state_now = _state(promise.due_at, fate, now)
    if state_now == "open":
        return False
    promise.state, promise.settled_at = state_now, now
    return True


def _state(due_at: datetime, fate: Fate | None, now: datetime) -> str:
    if fate is None or fate.status == "cancelled":
        return "void"
    if fate.delivered_at is not None:
        return "kept" if fate.delivered_at <= due_at else "broken"
    if fate.status not in UNDER_WAY:
        return "void"
    return "broken" if due_at <= now else "open"


def _view(promise: Promise) -> PromiseView:
    due = promise.renewed_due_at or promise.due_at
    return PromiseView(promise.id, due, promise.share, promise.evidence, promise.renewed_due_at is not None)
