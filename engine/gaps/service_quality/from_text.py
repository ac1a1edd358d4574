"""What customers write tells of the dimensions too: only what they got, never what they expected.

Trouble is written about and smoothness is not, so this is never averaged with answers to a question; it is
counted beside them.
"""

from collections.abc import Mapping
from typing import Final

import regex
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.told import Told, told
from engine.gaps.reports.choices import choices_of
from engine.gaps.service_quality.dimensions import HIGHEST, LOWEST, Dimension
from engine.manner.decide import UNHAPPY
from engine.store.tables import ServiceAnswer

TEXT: Final = "text"
TRUST: Final = 0.5
"""Confidence in a sure reading; that of the reading itself multiplies it."""

BY_INTENT: Mapping[str, Dimension] = {
    "delivery_problem": "reliability",
    "wrong_or_missing_item": "reliability",
    "payment_problem": "assurance",
    "damaged_item": "tangibles",
}
WORDED: Final = ("complaint", "praise")
"""Intents that may be about anything: their words say what."""

_EMPATHY = (
    r"\b(?:rude|unfriendly|impolite|friendly|kind|polite|listen\w*|understanding|caring|care about)\b"
    r"|态度|粗鲁|没礼貌|不尊重|友好|礼貌|耐心|贴心|理解我"
)
_ASSURANCE = (
    r"\b(?:wrong (?:information|answer|advice)|told me wrong|misleading|lied|lying|incorrect"
    r"|knowledgeable|competent|trust\w*)\b|误导|骗|说错|答错|不专业|专业|信任|可信"
)
_RESPONSIVENESS = (
    r"\b(?:no (?:answer|reply|response)|nobody (?:answers|replies|responds|helps)|not answer\w*|ignored?"
    r"|waiting (?:for (?:an? )?(?:answer|reply|response)|on hold)|on hold"
    r"|(?:slow|quick|fast) (?:reply|replies|answers?|response|support|service|help))\b"
    r"|没人(?:回|理|答)|不回复|不理|等了.{0,6}(?:回复|客服)|(?:回复|响应)(?:太|很)?(?:慢|快)"
)
_TANGIBLES = (
    r"\b(?:damaged|broken|scratched|(?:poor|bad|great|good) quality|packag\w+"
    r"|looks? (?:cheap|different|nothing like|great|beautiful))\b"
    r"|破损|坏了|划痕|质量(?:太|很|真)?(?:差|好)|包装|与图片不符|色差|好看|难看"
)
_RELIABILITY = (
    r"\b(?:late|delay\w*|never (?:arrived|came|delivered)|promised|missed|on time|always works)\b"
    r"|迟到|延误|晚到|没送到|承诺|准时|按时|说好的"
)
_WORDS: Mapping[Dimension, regex.Pattern[str]] = {
    "empathy": regex.compile(_EMPATHY, flags=regex.IGNORECASE),
    "assurance": regex.compile(_ASSURANCE, flags=regex.IGNORECASE),
    "responsiveness": regex.compile(_RESPONSIVENESS, flags=regex.IGNORECASE),
    "tangibles": regex.compile(_TANGIBLES, flags=regex.IGNORECASE),
    "reliability": regex.compile(_RELIABILITY, flags=regex.IGNORECASE),
}
"""The narrower ones first: who was treated rudely over a late parcel complains of the rudeness."""


def dimension_of(intent: str, text: str) -> Dimension | None:
    """What a message of this intent is about; None where neither intent nor words say."""
    if intent in WORDED:
        return next((dimension for dimension, words in _WORDS.items() if words.search(text)), None)
    return BY_INTENT.get(intent)


def level_of(intent: str, mood: float) -> int:
    """How much of it they got: praise is the highest, trouble the lowest or, calmly told, one above it."""
    if intent == "praise":
        return HIGHEST
    return LOWEST if mood <= UNHAPPY else LOWEST + 1


def collect_texts(session: Session) -> int:
    """Take down what messages say, once a conversation and dimension; returns how many were new.

    Nothing of customers who do not want what they say to be kept; what was removed does not come back.
    """
    known = set(session.scalars(select(ServiceAnswer.id).where(ServiceAnswer.source == TEXT)))
    keep: dict[str, bool] = {}
    rows: dict[str, ServiceAnswer] = {}
    for one in told(session, (*BY_INTENT, *WORDED)):
        dimension = dimension_of(one.intent, one.text)
        if dimension is None:
            continue
        id_ = f"{TEXT}:{one.conversation_id}:{dimension}"
        if one.customer_id not in keep:
            keep[one.customer_id] = choices_of(session, one.customer_id).keep
        if id_ not in known and id_ not in rows and keep[one.customer_id]:
            rows[id_] = _row(id_, one, dimension)
    session.add_all(rows.values())
    session.flush()
    return len(rows)


def _row(id_: str, one: Told, dimension: Dimension) -> ServiceAnswer:
    return ServiceAnswer(
        id=id_,
        customer_id=one.customer_id,
        conversation_id=one.conversation_id,
        dimension=dimension,
        experienced=level_of(one.intent, one.mood),
        source=TEXT,
        origin=one.message_id,
        confidence=max(0.01, round(TRUST * min(1.0, one.sure), 3)),
        asked_at=one.at,
        answered_at=one.at,
        state="answered",
    )
