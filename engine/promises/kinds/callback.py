"""That a person answers somebody who was passed on."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo

from sqlalchemy.orm import Session

from engine.conversations.answered import AnsweredHandoff, handoffs_by_id, past_handoffs
from engine.promises.kinds.kind import Became, Kind, Past
from engine.promises.record import Like
from engine.promises.waits import Wait, Waits
from engine.shop_time import moment_words, shop_zone
from engine.store.tables import Promise
from engine.store.types import LocalizedText

LEVELS = (("weekday", "hour"), ("day", "hour"))
"""Who asks at night or on a Sunday waits until somebody is on duty: only the same hour, on working days or on
weekends, is alike. Where it has no record, nothing is promised."""
SATURDAY = 5
MINUTES = timedelta(minutes=5)
"""People are answered within minutes: a half hour would be said of far more than nine in ten."""


def waits_of(handoffs: Iterable[AnsweredHandoff], zone: tzinfo) -> Waits:
    return Waits([wait_of(one, zone) for one in handoffs], LEVELS)


def wait_of(handoff: AnsweredHandoff, zone: tzinfo) -> Wait:
    at = handoff.requested_at.astimezone(zone)
    weekday = at.weekday()
    day = "working" if weekday < SATURDAY else str(weekday)
    keys = {"weekday": str(weekday), "day": day, "hour": str(at.hour)}
    return Wait(handoff.requested_at, handoff.answered_at, keys)


def read(session: Session, now: datetime) -> Waits:
    return waits_of(past_handoffs(session, now), shop_zone(session))


def like_of(session: Session, callbacks: Waits, handoff: AnsweredHandoff, now: datetime) -> Like | None:
    return callbacks.like(wait_of(handoff, shop_zone(session)), now)


def told(session: Session, due_at: datetime) -> LocalizedText:
    """What the customer is promised."""
    when = moment_words(session, due_at)
    return {
        "en": f"By our own record, nine of ten people who ask at this hour are answered by {when['en']}.",
        "zh": f"按本店记录，此时咨询的顾客十位中有九位在 {when['zh']} 前得到人工回复。",
    }


def _became(session: Session, promises: Sequence[Promise]) -> dict[str, Became]:
    found = handoffs_by_id(session, {one.handoff_id for one in promises if one.handoff_id})
    return {one.id: _of(found.get(one.handoff_id or "")) for one in promises}


def _of(handoff: AnsweredHandoff | None) -> Became:
    if handoff is None:
        return Became(void=True)
    return Became(handoff.answered_at, void=handoff.answered_at is None and handoff.closed_at is not None)


def _like(session: Session, past: Past, promise: Promise, now: datetime) -> Like | None:
    handoff = handoffs_by_id(session, [promise.handoff_id or ""]).get(promise.handoff_id or "")
    return like_of(session, past.callbacks, handoff, now) if handoff else None


def _warning(session: Session, promise: Promise, later: datetime | None) -> LocalizedText:
    due = moment_words(session, promise.due_at)
    english = (
        f"It may take longer than I told you: a person will probably not have answered by {due['en']}. "
        "I am sorry. "
    )
    chinese = f"人工客服可能会晚于之前告知的时间：{due['zh']} 前很可能来不及回复，非常抱歉。"
    if later is None:
        english += "I cannot name a better time yet. Your request is still in the queue."
        chinese += "目前还无法给出新的时间，您的请求仍在队列中。"
    else:
        then = moment_words(session, later)
        english += f"Nine of ten people who have waited as long are answered by {then['en']}."
        chinese += f"等待同样久的顾客十位中有九位在 {then['zh']} 前得到回复。"
    return {"en": english, "zh": chinese}


CALLBACK = Kind("callback", _became, _like, _warning, MINUTES)
