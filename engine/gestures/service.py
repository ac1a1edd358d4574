"""The gesture proposed in a conversation, and an agent's decision about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.proactive import say_from_us
from engine.conversations.service import MessageView, get_conversation
from engine.errors import Conflict, NotFound
from engine.gestures import budget
from engine.gestures.rules import Kind, Proposal, Reason, Rules, propose
from engine.gestures.situation import situation_of
from engine.gestures.words import NAMES, told
from engine.recommend.catalogue import currency_of
from engine.store.ids import new_id
from engine.store.tables import AuditEntry, Customer, Gesture, Staff
from engine.store.types import LocalizedText

REFERENCE: Final = 8


@dataclass(frozen=True)
class GestureView:
    """A gesture as staff sees it. text: what the customer is or was told. state: proposed, granted or
    declined; by: who decided."""

    id: str
    kind: Kind
    name: LocalizedText
    cents: int
    reason: Reason
    count: int
    state: str
    text: LocalizedText
    reference: str
    by: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Card:
    """What the desk shows. gesture: proposed, or what was decided in this conversation; None: nothing calls
    for one, or nothing is left. budget, left: of the month, in cents; left_of_customer: of their cap."""

    gesture: GestureView | None
    currency: str
    budget: int
    left: int
    left_of_customer: int


def card_of(session: Session, conversation_id: str, rules: Rules, now: datetime) -> Card:
    """For this conversation, as of now. Nothing for somebody who has not proved who they are. Raises
    NotFound."""
    customer_id = _customer(session, conversation_id)
    currency = currency_of(session)
    left = max(0, rules.budget - budget.spent(session, budget.month_of(session, now)))
    if customer_id is None:
        return Card(None, currency, rules.budget, left, 0)
    done = session.scalars(
        select(Gesture)
        .where(Gesture.conversation_id == conversation_id)
        .order_by(Gesture.decided_at.desc(), Gesture.id)
        .limit(1)
    ).first()
    of_customer = _left_of(session, customer_id, rules, now)
    if done is not None:
        return Card(_decided(session, done, currency), currency, rules.budget, left, of_customer)
    found = _proposal(session, customer_id, conversation_id, rules, now)
    shown = _proposed(found, currency, conversation_id) if found else None
    return Card(shown, currency, rules.budget, left, of_customer)


def decide(
    session: Session,
    conversation_id: str,
    gesture_id: str,
    staff_id: str,
    *,
    grant: bool,
    rules: Rules,
    now: datetime,
) -> MessageView | None:
    """Grant the proposed gesture and tell the customer, or decline it; with an audit entry. Returns what the
    customer is told; None where it was declined, or decided the same way before by the same agent.

    Raises NotFound where there is no proven customer, Conflict where somebody else has the conversation or
    was quicker, or it is not proposed any more (its money has been spent meanwhile).
    """
    conversation = get_conversation(session, conversation_id)
    customer_id = _customer(session, conversation_id)
    if customer_id is None:
        raise NotFound("There is no gesture for somebody who has not proved who they are.")
    if conversation.state == "human" and conversation.holder_id != staff_id:
        holder = session.get(Staff, conversation.holder_id) if conversation.holder_id else None
        raise Conflict(f"{holder.name if holder else 'Somebody'} has this conversation.")
    month = budget.month_of(session, now)
    # The customer's cap and the month's budget are looked at while nobody else can change them.
    session.get(Customer, customer_id, with_for_update=True, populate_existing=True)
    budget.lock(session, month)
    before = session.get(Gesture, gesture_id, populate_existing=True)
    if before is not None:
        _same_decision(session, before, staff_id, "granted" if grant else "declined")
        return None
    found = _proposal(session, customer_id, conversation_id, rules, now)
    if found is None or found.id != gesture_id:
        raise Conflict("This gesture is not proposed any more.")
    if grant and not budget.take(session, month, found.cents, rules.budget):
        raise Conflict("The month's budget does not reach for it any more.")
    row = Gesture(
        id=found.id,
        customer_id=customer_id,
        conversation_id=conversation_id,
        kind=found.kind,
        cents=found.cents,
        reason=found.reason,
        count=found.count,
        state="granted" if grant else "declined",
        month=month,
        reference=_reference(conversation_id) if grant else "",
        decided_at=now,
        decided_by=staff_id,
    )
    session.add(row)
    session.add(_audit(row, staff_id, now))
    session.flush()
    if not grant:
        return None
    text = told(found.kind, found.reason, found.cents, currency_of(session), row.reference)
    return say_from_us(session, conversation_id, text, staff_id=staff_id, now=now)


def _customer(session: Session, conversation_id: str) -> str | None:
    conversation = get_conversation(session, conversation_id)
    return conversation.customer_id if conversation.verified_by else None


def _left_of(session: Session, customer_id: str, rules: Rules, now: datetime) -> int:
    taken = budget.spent_on(session, customer_id, budget.window(now, rules.days))
    return max(0, rules.cap - taken)


def _proposal(
    session: Session, customer_id: str, conversation_id: str, rules: Rules, now: datetime
) -> Proposal | None:
    return propose(
        situation_of(session, customer_id, conversation_id, now),
        rules,
        left=rules.budget - budget.spent(session, budget.month_of(session, now)),
        left_of_customer=_left_of(session, customer_id, rules, now),
    )


def _same_decision(session: Session, row: Gesture, staff_id: str, state: str) -> None:
    if row.decided_by == staff_id and row.state == state:
        return
    other = session.get(Staff, row.decided_by) if row.decided_by else None
    raise Conflict(f"{other.name if other else 'Somebody'} has decided about this gesture already.")


def _reference(conversation_id: str) -> str:
    # One gesture a conversation, so that its last characters, which are chance, tell gestures apart.
    return f"G-{conversation_id[-REFERENCE:].upper()}"


def _proposed(found: Proposal, currency: str, conversation_id: str) -> GestureView:
    reference = _reference(conversation_id)
    text = told(found.kind, found.reason, found.cents, currency, reference)
    return GestureView(
        found.id,
        found.kind,
        NAMES[found.kind],
        found.cents,
        found.reason,
        found.count,
        "proposed",
        text,
        reference,
    )


def _decided(session: Session, row: Gesture, currency: str) -> GestureView:
    kind, reason = cast(Kind, row.kind), cast(Reason, row.reason)
    staff = session.get(Staff, row.decided_by) if row.decided_by else None
    return GestureView(
        row.id,
        kind,
        NAMES[kind],
        row.cents,
        reason,
        row.count,
        row.state,
        told(kind, reason, row.cents, currency, row.reference),
        row.reference,
        staff.name if staff else None,
        row.decided_at,
    )


def _audit(row: Gesture, staff_id: str, now: datetime) -> AuditEntry:
    return AuditEntry(
        id=new_id(),
        at=now,
        actor=f"staff:{staff_id}",
        action=f"gesture.{row.state}",
        subject=f"customer:{row.customer_id}",
        data={"gesture": row.id, "kind": row.kind, "cents": row.cents, "reason": row.reason},
    )
