"""When an order arrives, money is there, or a person answers, by the shop's own record: written down as
promises."""

from datetime import datetime

from sqlalchemy.orm import Session

from actions.turn import Turn
from actions.words import refunds_text
from engine.conversations.service import latest_handoff
from engine.orders.views import OrderView, RefundView
from engine.promises.service import (
    UNDER_WAY,
    Asked,
    answered_by,
    promise_callback,
    promise_delivery,
    promise_refund,
    said_of_delivery,
)
from engine.shop_time import moment_words
from engine.store.types import utc_now
from engine.text.dates import format_date


def delivery_promise(turn: Turn, order: OrderView) -> str:
    """The sentence; empty where the order is not under way, or the record is not enough evidence."""
    records = turn.services.records
    if records is None or order.status not in UNDER_WAY:
        return ""
    now = utc_now()
    record = records.deliveries(now)
    # Tracking an order reads; only what is promised is written, in a session of its own.
    with turn.services.database.session() as session:
        promise = promise_delivery(
            session,
            record,
            order.id,
            order.customer_id,
            conversation_id=turn.conversation_id,
            message_id=turn.message_id,
            now=now,
        )
        when = _words(turn, session, promise.due_at) if promise else ""
    if not when:
        return ""
    if turn.language == "zh":
        return f"按本店记录，此类订单十单中有九单在 {when} 前送达。"
    return f"By our own record, nine of ten such orders arrive by {when}."


def refunds_promised(turn: Turn, order: OrderView, refunds: list[RefundView] | None = None) -> str:
    """What goes back for an order (or these refunds of it), and by when nine of ten are there, which is then
    promised; the shop's rule, in days, where the record is not enough evidence."""
    mine = order.refunds if refunds is None else refunds
    when = _refund_promise(turn, order) if any(_on_its_way(one) for one in mine) else ""
    told = refunds_text(mine, order.currency, turn.language, promised=bool(when))
    if not when:
        return told
    if turn.language == "zh":
        return f"{told}按本店记录，此类退款十笔中有九笔在 {when} 前到账。"
    return f"{told} By our own record, nine of ten such refunds are there by {when}."


def callback_promise(turn: Turn) -> str:
    """By when a person answers this conversation, as a sentence; empty where somebody has answered, or the
    record of this hour is not enough evidence."""
    records = turn.services.records
    if records is None:
        return ""
    now = utc_now()
    callbacks = records.callbacks(now)
    with turn.services.database.session() as session:
        handoff = latest_handoff(session, turn.conversation_id)
        if handoff is None:
            return ""
        asked = Asked(turn.customer_id(session), turn.conversation_id, turn.message_id)
        promise = promise_callback(session, callbacks, handoff.id, asked, now=now)
        return str(answered_by(session, promise.due_at)[turn.language]) if promise else ""


def said_before(turn: Turn, order: OrderView) -> str:
    """What this customer was told of when the order arrives, and how that stands; empty where nothing was."""
    now = utc_now()
    with turn.services.database.session(writes=False) as session:
        said = said_of_delivery(session, order.id, now)
        if said is None or said.state == "void":
            return ""
        day = format_date(said.stated_at, turn.language)
        due = _words(turn, session, said.due_at)
        new = said.renewed_due_at and said.renewed_due_at > now
        instead = _words(turn, session, said.renewed_due_at) if said.renewed_due_at and new else ""
    if turn.language == "zh":
        told = f"{day}我告诉过您，预计在 {due} 前送达"
        return (
            told + _standing_zh(said.state, said.at_risk) + (f"现在预计在 {instead} 前。" if instead else "")
        )
    told = f"On {day} I told you that it would probably be there by {due}"
    return (
        told
        + _standing_en(said.state, said.at_risk)
        + (f" It is now likely by {instead}." if instead else "")
    )


def _standing_en(state: str, at_risk: bool) -> str:
    if state == "broken":
        return "; that was not kept, and I am sorry."
    if state == "kept":
        return ", and by our record it was."
    return (
        "; that is at risk now, and a colleague has been told."
        if at_risk
        else "; that time has not passed yet."
    )


def _standing_zh(state: str, at_risk: bool) -> str:
    if state == "broken":
        return "，但没有做到，非常抱歉。"
    if state == "kept":
        return "，按记录已按时送达。"
    return "，目前可能会延误，已通知同事跟进。" if at_risk else "，这个时间还没有到。"


def _refund_promise(turn: Turn, order: OrderView) -> str:
    records = turn.services.records
    if records is None:
        return ""
    now = utc_now()
    refunds = records.refunds(now)
    asked = Asked(order.customer_id, turn.conversation_id, turn.message_id)
    with turn.services.database.session() as session:
        promise = promise_refund(session, refunds, order.id, asked, now=now)
        return _words(turn, session, promise.due_at) if promise else ""


def _on_its_way(refund: RefundView) -> bool:
    return not refund.immediate and refund.settled_at is None


def _words(turn: Turn, session: Session, moment: datetime) -> str:
    return str(moment_words(session, moment)[turn.language])
