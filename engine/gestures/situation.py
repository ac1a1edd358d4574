"""What bears on a gesture for a customer, read."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.handoff_rules import TROUBLE
from engine.conversations.told import told
from engine.gestures.rules import Problem, Situation
from engine.manner.stake import stake_of
from engine.promises.broken import broken_promises
from engine.store.tables import Gesture

WINDOW: Final = timedelta(days=30)
ITEM: Final = ("damaged_item", "wrong_or_missing_item")


def situation_of(session: Session, customer_id: str, conversation_id: str, now: datetime) -> Situation:
    """As of now. Raises NotFound where there is no such customer."""
    since = now - WINDOW
    about: dict[str, bool] = {}
    for one in told(session, TROUBLE, customer_id=customer_id, since=since):
        before = about.pop(one.conversation_id, False)  # the latest trouble comes last
        about[one.conversation_id] = before or one.intent in ITEM
    stake = stake_of(session, customer_id)
    decided = session.execute(
        select(Gesture.id, Gesture.conversation_id).where(Gesture.customer_id == customer_id)
    ).all()
    return Situation(
        broken=tuple((one.id, one.kind) for one in broken_promises(session, customer_id, since, now)),
        problems=tuple(Problem(id_, item) for id_, item in reversed(about.items())),
        stake_minutes=stake["minutes"] if stake else None,
        decided=frozenset(id_ for id_, _ in decided),
        settled_here=any(where == conversation_id for _, where in decided),
    )
