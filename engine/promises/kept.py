"""How many promises were kept: by kind and month, with intervals, and the orders behind each number."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import Invalid
from engine.intervals import wilson
from engine.promises.service import KINDS
from engine.shop_time import at_home
from engine.store.tables import Promise

ENOUGH = 20
"""Settled promises from which on a share is said; below, only their count."""
MONTHS = timedelta(days=400)
MOST = 500


@dataclass(frozen=True)
class Kept:
    """Promises made in one month (YYYY-MM, in the shop's time zone). share, low, high: kept among kept and
    broken, with its 95 % Wilson interval; None where there are fewer than ENOUGH. goal: what was said."""

    month: str
    kind: str
    kept: int
    broken: int
    open: int
    void: int
    goal: float
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Evidence:
    """One promise behind a number. past: ones that it rested on; met_at: when it happened, None: not so far.

    A callback has a conversation and no order; customer_id None: nobody has proved who they are.
    """

    id: str
    order_id: str | None
    conversation_id: str | None
    customer_id: str | None
    state: str
    stated_at: datetime
    due_at: datetime
    met_at: datetime | None
    past: int
    told_at: datetime | None


def kept_by_month(session: Session, now: datetime) -> list[Kept]:
    """The last thirteen months, newest first; months without a promise are left out."""
    rows = session.execute(
        select(Promise.kind, Promise.stated_at, Promise.state, Promise.share).where(
            Promise.stated_at > now - MONTHS
        )
    )
    counts: dict[tuple[str, str], Counter[str]] = {}
    goals: dict[tuple[str, str], list[float]] = {}
    for kind, stated_at, state, share in rows:
        group = (f"{at_home(session, stated_at):%Y-%m}", kind)
        counts.setdefault(group, Counter())[state] += 1
        goals.setdefault(group, []).append(share)
    return [
        _kept(group, counts[group], sum(goals[group]) / len(goals[group]))
        for group in sorted(counts, reverse=True)
    ]


def promises_of(session: Session, month: str, kind: str) -> list[Evidence]:
    """The promises of a month, broken ones first. Raises Invalid where `month` is not YYYY-MM, or there is no
    such kind."""
    if kind not in KINDS:
        raise Invalid(f"A kind of promises is one of {', '.join(KINDS)}.")
    try:
        first = datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC)
    except ValueError:
        raise Invalid("A month is written YYYY-MM, such as 2026-11.") from None
    rows = session.scalars(
        select(Promise)
        .where(
            Promise.kind == kind,
            Promise.stated_at.between(first - timedelta(days=1), first + timedelta(days=32)),
        )
        .order_by(Promise.state, Promise.due_at, Promise.id)
    )
    mine = [one for one in rows if f"{at_home(session, one.stated_at):%Y-%m}" == month][:MOST]
    became = KINDS[kind].became(session, mine)
    return [
        Evidence(
            one.id,
            one.order_id,
            one.conversation_id,
            one.customer_id,
            one.state,
            one.stated_at,
            one.due_at,
            became[one.id].met_at,
            one.evidence,
            one.told_at,
        )
        for one in mine
    ]


def _kept(group: tuple[str, str], counts: Counter[str], goal: float) -> Kept:
    settled = counts["kept"] + counts["broken"]
    low, high = wilson(counts["kept"], settled) if settled >= ENOUGH else (None, None)
    return Kept(
        *group,
        kept=counts["kept"],
        broken=counts["broken"],
        open=counts["open"],
        void=counts["void"],
        goal=goal,
        share=counts["kept"] / settled if settled >= ENOUGH else None,
        low=low,
        high=high,
    )
