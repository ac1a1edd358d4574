"""Asking a customer about the service, and what becomes of it: kept so that nothing is asked too often."""

from datetime import datetime, timedelta
from typing import Final, Literal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from engine.conversations.service import get_conversation
from engine.errors import Forbidden, NotFound
from engine.gaps.questions.asked import asked_in
from engine.gaps.reports.choices import choices_of, store_choices
from engine.gaps.service_quality.dimensions import Dimension, checked_dimension, checked_level
from engine.gaps.service_quality.interval import Mean, clustered_mean
from engine.gaps.service_quality.moment import Moment, may_ask, most_to_learn
from engine.gaps.service_quality.words import Half
from engine.manner.decide import Manner
from engine.profiles.segments.stored import members
from engine.store.tables import Onboarding, ServiceAnswer
from engine.store.types import utc_now

CHAT: Final = "chat"
ASKED_CONFIDENCE: Final = 0.9
RECENT: Final = timedelta(days=365)
"""Older answers do not say what is known badly now."""
DAY: Final = 86_400.0


def dimension_to_ask(
    session: Session,
    customer_id: str,
    conversation_id: str,
    *,
    manner: Manner,
    mood: float,
    busy: bool,
    pause_days: float,
    but: str = "",
    now: datetime | None = None,
) -> Dimension | None:
    """The dimension worth asking after a finished task or resolved hand-off; None where this is no moment.

    but: key of a turn that is being tried again. Skipped dimensions are never asked again.
    """
    moment, chosen = now or utc_now(), choices_of(session, customer_id)
    last = session.scalar(
        select(func.max(ServiceAnswer.asked_at)).where(*_asked(customer_id), ServiceAnswer.id != but)
    )
    found = Moment(
        finished=True,
        tone=manner.tone,
        mood=mood,
        busy=busy,
        wanted=chosen.ask and chosen.keep,
        asked_here=_asked_here(session, customer_id, conversation_id, but),
        days=None if last is None else (moment - last).total_seconds() / DAY,
    )
    if not may_ask(found, pause_days):
        return None
    skipped = session.scalars(
        select(ServiceAnswer.dimension).where(*_asked(customer_id), ServiceAnswer.state == "skipped")
    )
    widths, answers = _known(session, customer_id, moment - RECENT)
    return most_to_learn(widths, answers, frozenset(skipped))


def surveyed_in(session: Session, conversation_id: str, but: str = "") -> bool:
    """Whether a conversation has seen a question about the service, but for that of the turn of this key."""
    query = select(ServiceAnswer.id).where(
        ServiceAnswer.conversation_id == conversation_id,
        ServiceAnswer.source == CHAT,
        ServiceAnswer.id != but,
    )
    return session.scalars(query.limit(1)).first() is not None


def note_asked(
    session: Session,
    customer_id: str,
    dimension: Dimension,
    *,
    key: str,
    conversation_id: str,
    now: datetime | None = None,
) -> None:
    """Write down that it was asked; the same key once."""
    if session.get(ServiceAnswer, key) is None:
        session.add(
            ServiceAnswer(
                id=key,
                customer_id=customer_id,
                conversation_id=conversation_id,
                dimension=dimension,
                source=CHAT,
                confidence=ASKED_CONFIDENCE,
                asked_at=now or utc_now(),
                state="asked",
            )
        )
        session.flush()


def take(
    session: Session,
    customer_id: str,
    conversation_id: str,
    dimension: Dimension,
    *,
    half: Half,
    level: str,
    now: datetime | None = None,
) -> bool:
    """Keep the answer to one half; whether the other half is still to be answered. A later tap wins.

    Raises NotFound where nothing of the kind was asked here or it was ended, Invalid for what is no answer,
    Forbidden where the customer does not want answers kept.
    """
    row = _row(session, customer_id, conversation_id, dimension)
    if row is None or row.state not in ("asked", "answered"):
        raise NotFound("This question is closed.")
    if half == "experienced" and row.expected is None:
        raise NotFound("What is expected has not been answered.")
    if not choices_of(session, customer_id).keep:
        raise Forbidden("This customer does not want what they say to be kept.")
    if half == "expected":
        row.expected = checked_level(level)
    else:
        row.experienced = checked_level(level)
    if row.experienced is not None:
        row.state, row.answered_at = "answered", now or utc_now()
    session.flush()
    return row.experienced is None


def end(
    session: Session,
    customer_id: str,
    conversation_id: str,
    dimension: Dimension,
    how: Literal["skipped", "stopped"],
) -> None:
    """Leave it unanswered, and nothing of it kept: a skipped dimension is not asked again, after a stop no
    question at all until the customer chooses otherwise. An answer that is whole stays."""
    if how == "stopped":
        store_choices(session, customer_id, ask=False)
    row = _row(session, customer_id, conversation_id, dimension)
    if row is not None and row.state == "asked":
        row.state, row.expected = how, None
    session.flush()


def _asked(customer_id: str) -> tuple[ColumnElement[bool], ...]:
    return ServiceAnswer.customer_id == customer_id, ServiceAnswer.source == CHAT


def _asked_here(session: Session, customer_id: str, conversation_id: str, but: str) -> bool:
    if asked_in(session, conversation_id) or surveyed_in(session, conversation_id, but):
        return True
    onboarding = session.get(Onboarding, customer_id)
    begun = get_conversation(session, conversation_id).created_at
    return onboarding is not None and onboarding.begun_at >= begun


def _row(
    session: Session, customer_id: str, conversation_id: str, dimension: Dimension
) -> ServiceAnswer | None:
    return session.scalars(
        select(ServiceAnswer)
        .where(
            *_asked(customer_id),
            ServiceAnswer.conversation_id == conversation_id,
            ServiceAnswer.dimension == dimension,
        )
        .order_by(ServiceAnswer.asked_at.desc(), ServiceAnswer.id.desc())
        .limit(1)
    ).first()


def _known(
    session: Session, customer_id: str, since: datetime
) -> tuple[dict[Dimension, float], dict[Dimension, int]]:
    """Width of the gap's interval by dimension, where there is one, and the answers, of the customer's
    segment; of everybody where they are in none."""
    query = select(
        ServiceAnswer.dimension,
        ServiceAnswer.customer_id,
        ServiceAnswer.experienced - ServiceAnswer.expected,
    ).where(
        ServiceAnswer.source == CHAT, ServiceAnswer.state == "answered", ServiceAnswer.answered_at >= since
    )
    alike = members(customer_id)
    if session.scalar(select(alike.exists())):
        query = query.where(ServiceAnswer.customer_id.in_(alike))
    gaps: dict[Dimension, list[tuple[str, float]]] = {}
    for dimension, customer, gap in session.execute(query):
        gaps.setdefault(checked_dimension(dimension), []).append((customer, float(gap)))
    means: dict[Dimension, Mean] = {dimension: clustered_mean(found) for dimension, found in gaps.items()}
    widths: dict[Dimension, float] = {
        dimension: one.high - one.low
        for dimension, one in means.items()
        if one.low is not None and one.high is not None
    }
    answers: dict[Dimension, int] = {dimension: one.answers for dimension, one in means.items()}
    return widths, answers
