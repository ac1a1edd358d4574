"""That the money of a return or a cancellation is there."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from engine.orders.ids import display_order_id
from engine.orders.refunded import Refund, past_refunds, refunds_of
from engine.promises.kinds.kind import Became, Kind, Past
from engine.promises.record import Like
from engine.promises.stated import SHARE
from engine.promises.waits import Wait, Waits
from engine.shop_time import moment_words
from engine.store.tables import Promise
from engine.store.types import LocalizedText

LEVELS = (("cause", "method", "weekday"), ("cause", "weekday"), ("cause", "method"), ("cause",))
"""Goods that have to come back first take longer than money alone: these are never put together."""


def waits_of(refunds: Iterable[Refund]) -> Waits:
    return Waits([wait_of(one) for one in refunds], LEVELS)


def wait_of(refund: Refund) -> Wait:
    keys = {
        "cause": refund.cause,
        "method": refund.method,
        "weekday": str(refund.noted_at.weekday()),
    }
    return Wait(refund.noted_at, refund.settled_at, keys)


def read(session: Session, now: datetime) -> Waits:
    return waits_of(past_refunds(session, now))


def slowest(refunds: Waits, waiting: Sequence[Refund], now: datetime) -> Like | None:
    """Of several sums on their way, the past ones like the one that takes longest; None: one has none."""
    found = [refunds.like(wait_of(one), now) for one in waiting]
    likes = [one for one in found if one is not None]
    if not likes or len(likes) < len(found):
        return None
    return max(likes, key=lambda one: one.within(SHARE) or float("inf"))


def promised_of(session: Session, promise: Promise) -> list[Refund]:
    """The sums that the promise was made of: those that were noted by then."""
    mine = refunds_of(session, [promise.order_id or ""]).get(promise.order_id or "", [])
    return [one for one in mine if one.noted_at <= promise.stated_at]


def _became(session: Session, promises: Sequence[Promise]) -> dict[str, Became]:
    return {one.id: _of(promised_of(session, one)) for one in promises}


def _of(refunds: Sequence[Refund]) -> Became:
    there = [one.settled_at for one in refunds if one.settled_at is not None]
    if len(there) < len(refunds):
        return Became()
    return Became(max(there)) if there else Became(void=True)


def _like(session: Session, past: Past, promise: Promise, now: datetime) -> Like | None:
    waiting = [one for one in promised_of(session, promise) if one.settled_at is None]
    return slowest(past.refunds, waiting, now)


def _warning(session: Session, promise: Promise, later: datetime | None) -> LocalizedText:
    order, due = display_order_id(promise.order_id or ""), moment_words(session, promise.due_at)
    english = (
        f"The refund for your order {order} may take longer than I told you: it will probably not be "
        f"there by {due['en']}. I am sorry. "
    )
    chinese = f"您订单 {order} 的退款可能会晚于之前告知的时间：{due['zh']} 前很可能无法到账，非常抱歉。"
    if later is None:
        english += "I cannot name a better time yet. A colleague has been told."
        chinese += "目前还无法给出新的时间，已通知同事跟进。"
    else:
        then = moment_words(session, later)
        english += (
            f"Nine of ten refunds as late as this are there by {then['en']}. A colleague has been told."
        )
        chinese += f"同样延迟的退款十笔中有九笔在 {then['zh']} 前到账。已通知同事跟进。"
    return {"en": english, "zh": chinese}


REFUND = Kind("refund", _became, _like, _warning)
