"""What customers were asked, and what became of it: kept so that nothing is ever asked twice."""

from datetime import datetime
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.gaps.questions.attributes import kind_of, value_of
from engine.gaps.questions.goods import brand_names
from engine.gaps.reports.choices import store_choices
from engine.gaps.reports.service import tell
from engine.store.tables import AskedQuestion, Category, Report
from engine.store.types import utc_now

End = Literal["yes", "no", "skip", "stop"]


def asked_of(session: Session, customer_id: str, but: str = "") -> frozenset[str]:
    """All that the customer was ever asked about, answered or not; `but`: not by the turn of this key, which
    is being tried again.
    """
    query = select(AskedQuestion.attribute).where(
        AskedQuestion.customer_id == customer_id, AskedQuestion.id != but
    )
    return frozenset(session.scalars(query.distinct()))


def asked_in(session: Session, conversation_id: str, but: str = "") -> int:
    """How many questions a conversation has seen, but for that of the turn with this key."""
    query = select(func.count()).where(
        AskedQuestion.conversation_id == conversation_id, AskedQuestion.id != but
    )
    return int(session.scalar(query) or 0)


def note_asked(
    session: Session,
    customer_id: str,
    attribute: str,
    *,
    key: str,
    conversation_id: str | None = None,
    bits: float = 0.0,
    gain: float = 0.0,
    at: datetime | None = None,
) -> None:
    """Write down that it was asked; the same key once."""
    if session.get(AskedQuestion, key) is None:
        session.add(
            AskedQuestion(
                id=key,
                customer_id=customer_id,
                conversation_id=conversation_id,
                attribute=attribute,
                bits=bits,
                gain=gain,
                asked_at=at or utc_now(),
            )
        )
        session.flush()


def answer(
    session: Session,
    customer_id: str,
    attribute: str,
    likes: bool,
    *,
    key: str,
    conversation_id: str | None = None,
    at: datetime | None = None,
) -> list[Report]:
    """Keep an answer as what the customer says of themselves; a later one wins, both stay in the history.

    likes: of a budget, that they usually spend up to it. key: the same one is taken once. Raises NotFound
    where the category or brand is gone, Forbidden where the customer does not want answers kept.
    """
    kind, value = kind_of(attribute), value_of(attribute)
    if kind == "category" and session.get(Category, value) is None:
        raise NotFound("The shop no longer has this category.")
    if kind == "brand" and value not in brand_names(session):
        raise NotFound("The shop no longer has this brand.")
    taken = tell(
        session,
        customer_id,
        kind,
        value,
        likes,
        source="chat",
        conversation_id=conversation_id,
        at=at,
        event_id=key,
    )
    _end(session, customer_id, attribute, "yes" if likes else "no")
    return taken


def skip(session: Session, customer_id: str, attribute: str) -> None:
    """The customer leaves it unanswered: nothing is kept, and it is not asked again."""
    _end(session, customer_id, attribute, "skip")


def stop(session: Session, customer_id: str, attribute: str | None = None) -> None:
    """Nothing is asked any more, until the customer chooses otherwise. Raises NotFound."""
    store_choices(session, customer_id, ask=False)
    if attribute is not None:
        _end(session, customer_id, attribute, "stop")


def _end(session: Session, customer_id: str, attribute: str, how: End) -> None:
    row = session.scalars(
        select(AskedQuestion)
        .where(AskedQuestion.customer_id == customer_id, AskedQuestion.attribute == attribute)
        .order_by(AskedQuestion.asked_at.desc())
        .limit(1)
    ).first()
    if row is not None:
        row.answer, row.answered_at = how, utc_now()
        session.flush()
