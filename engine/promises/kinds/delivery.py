"""That an order arrives."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from engine.orders.ids import display_order_id
from engine.orders.past import Fate, fates, passage_of
from engine.promises.kinds.kind import Became, Kind, Past
from engine.promises.record import Like
from engine.shop_time import moment_words
from engine.store.tables import Promise
from engine.store.types import LocalizedText

UNDER_WAY = ("pending", "pending_modified", "processed", "shipped")


def became(session: Session, promises: Sequence[Promise]) -> dict[str, Became]:
    found = fates(session, {one.order_id for one in promises if one.order_id})
    return {one.id: _became(found.get(one.order_id or "")) for one in promises}


def _became(fate: Fate | None) -> Became:
    if fate is None or fate.status == "cancelled":
        return Became(void=True)
    if fate.delivered_at is not None:
        return Became(fate.delivered_at)
    return Became(void=fate.status not in UNDER_WAY)


def _like(session: Session, past: Past, promise: Promise, now: datetime) -> Like | None:
    order = passage_of(session, promise.order_id or "")
    return past.deliveries.like(order, now) if order else None


def _warning(session: Session, promise: Promise, later: datetime | None) -> LocalizedText:
    order, due = display_order_id(promise.order_id or ""), moment_words(session, promise.due_at)
    english = (
        f"Your order {order} may come later than I told you: it will probably not be there by "
        f"{due['en']}. I am sorry. "
    )
    chinese = f"您的订单 {order} 可能会晚于之前告知的时间：{due['zh']} 前很可能无法送达，非常抱歉。"
    if later is None:
        english += "I cannot name a better time yet. A colleague has been told."
        chinese += "目前还无法给出新的时间，已通知同事跟进。"
    else:
        then = moment_words(session, later)
        english += f"Nine of ten orders as late as this arrive by {then['en']}. A colleague has been told."
        chinese += f"同样延迟的订单十单中有九单在 {then['zh']} 前送达。已通知同事跟进。"
    return {"en": english, "zh": chinese}


DELIVERY = Kind("delivery", became, _like, _warning)
