"""What a rebuild would have stored of one customer."""

from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from engine.profiles.segments import stored
from engine.profiles.segments.document import Document, Segment
from engine.profiles.stored import recount, save, set_segments
from engine.store.tables import Behaviour, Segmentation
from engine.store.types import utc_now

WORDS = {"en": "Regulars", "zh": "常客"}


def expects(
    session: Session, customer: str, *, purchase: float | None = None, churn: float | None = None
) -> None:
    """These chances, by models of a first version."""
    session.merge(
        Behaviour(
            customer_id=customer,
            at=utc_now() - timedelta(hours=1),
            purchase=purchase,
            churn=churn,
            models={"purchase": "behaviour.purchase-1", "churn": "behaviour.churn-1"},
        )
    )
    session.flush()


def in_segment(session: Session, customer: str, *, frequency: float = 0.0, value: float = 1_000.0) -> None:
    """Alone in a segment that orders so much more often than others; half of all have spent `value` cents."""
    session.execute(delete(Segmentation))
    trait = {"feature": "frequency", "effect": frequency}
    segment = Segment(1, WORDS, WORDS, 1, 1.0, [], None, [trait])
    document = Document("kmeans", {}, {}, {}, [], {"value": value}, [segment], [], {}, 2)
    stored.keep(session, document, utc_now(), 1)
    save(session, recount(session, [customer]))
    set_segments(session, {customer: 1})
    session.expire_all()
