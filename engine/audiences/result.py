"""What an audience brought: purchases of those who were told against those who were held out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from engine.audiences.service import find, members
from engine.audiences.uplift import Uplift, uplift
from engine.events.totals import buyers_between
from engine.store.tables import AudienceMember


@dataclass(frozen=True)
class Result:
    """told, held: who entered. sent: of those told, to whom it went already. running: whose days are not over
    and who do not count yet. uplift: of the others, as they entered, whether it reached them or not.
    """

    told: int
    held: int
    sent: int
    running: int
    uplift: Uplift


def result_of(session: Session, audience_id: str, now: datetime) -> Result:
    """By intention to treat: who was to be told counts as told, or the two groups would not be alike.

    Raises NotFound.
    """
    audience = find(session, audience_id)
    entered = _one_each(members(session, audience_id))
    span = timedelta(days=audience.days)
    over = [one for one in entered if one.entered_at + span <= now]
    bought = buyers_between(
        session, {one.customer_id: (one.entered_at, one.entered_at + span) for one in over}
    )
    groups = {arm: [one for one in over if one.arm == arm] for arm in ("told", "held")}
    buyers = {arm: sum(one.customer_id in bought for one in group) for arm, group in groups.items()}
    return Result(
        told=sum(one.arm == "told" for one in entered),
        held=sum(one.arm == "held" for one in entered),
        sent=sum(one.sent_at is not None for one in entered),
        running=len(entered) - len(over),
        uplift=uplift(len(groups["told"]), buyers["told"], len(groups["held"]), buyers["held"]),
    )


def _one_each(entered: Sequence[AudienceMember]) -> list[AudienceMember]:
    """A customer who was merged with another member counts once, as they first entered."""
    first: dict[str, AudienceMember] = {}
    for one in entered:
        first.setdefault(one.customer_id, one)
    return list(first.values())
