"""A promise that is about to break: the customer hears of it before they ask, and the staff has a task."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.proactive import say_unasked
from engine.conversations.service import MessageView
from engine.orders.ids import display_order_id
from engine.orders.past import passage_of
from engine.promises.record import Record
from engine.promises.service import about_to_break, settle
from engine.promises.stated import state
from engine.promises.words import at_home
from engine.store.tables import Promise
from engine.store.types import LocalizedText
from engine.text.dates import format_moment
from engine.text.language import Language


@dataclass
class Step:
    """settled: promises kept, broken or void by now. raised: new tasks. said: messages that went out."""

    settled: int = 0
    raised: int = 0
    said: list[MessageView] = field(default_factory=list[MessageView])


def step(session: Session, record: Record, now: datetime, *, below: float) -> Step:
    """Settle what is settled, raise what is about to break, and tell those customers.

    below: the chance under which a promise counts as about to break. A message that cannot go out now (the
    customer is writing, or with a person) is tried again by later steps until the promise is settled; it goes
    out once.
    """
    done = Step(settled=settle(session, now))
    for promise, _ in about_to_break(session, record, now, below=below):
        promise.at_risk_at = now
        done.raised += 1
    session.flush()
    waiting = session.scalars(
        select(Promise)
        .where(Promise.state == "open", Promise.at_risk_at.is_not(None), Promise.told_at.is_(None))
        .order_by(Promise.due_at)
        # Of two processes at the same work each takes rows that the other does not hold.
        .with_for_update(skip_locked=True)
    ).all()
    for promise in waiting:
        said = _tell(session, record, promise, now)
        if said is not None:
            done.said.append(said)
    session.flush()
    return done


def _tell(session: Session, record: Record, promise: Promise, now: datetime) -> MessageView | None:
    order = passage_of(session, promise.order_id)
    later = state(record, order, now) if order else None
    due = max(later.due_at, promise.due_at) if later else None
    said = say_unasked(session, promise.customer_id, warning(session, promise, due), now)
    if said is not None:
        promise.told_at, promise.renewed_due_at = now, due
    return said


def warning(session: Session, promise: Promise, later: datetime | None) -> LocalizedText:
    """What the customer is told. later: the moment that nine of ten such orders meet now; None: not known."""

    def when(moment: datetime, language: Language) -> str:
        return format_moment(at_home(session, moment), language)

    order = display_order_id(promise.order_id)
    english = (
        f"Your order {order} may come later than I told you: it will probably not be there by "
        f"{when(promise.due_at, 'en')}. I am sorry. "
    )
    chinese = (
        f"您的订单 {order} 可能会晚于之前告知的时间："
        f"{when(promise.due_at, 'zh')} 前很可能无法送达，非常抱歉。"
    )
    if later is None:
        english += "I cannot name a better time yet. A colleague has been told."
        chinese += "目前还无法给出新的时间，已通知同事跟进。"
    else:
        english += (
            f"Nine of ten orders as late as this arrive by {when(later, 'en')}. A colleague has been told."
        )
        chinese += f"同样延迟的订单十单中有九单在 {when(later, 'zh')} 前送达。已通知同事跟进。"
    return {"en": english, "zh": chinese}
