"""Of those whom a filter fits, who may be written to at all, and why the others may not."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.audiences.criteria import Criteria, Person
from engine.conversations.held import all_with_person
from engine.gaps.reports.choices import want_offers
from engine.manner.known import all_in_trouble
from engine.store.tables import AudienceMember

Why = Literal["consent", "person", "trouble", "cap"]


@dataclass(frozen=True)
class Barred:
    """Customers by what speaks against writing to them. willing: those who want such messages."""

    willing: frozenset[str]
    with_person: frozenset[str]
    in_trouble: frozenset[str]
    capped: frozenset[str]

    def why_not(self, customer_id: str) -> Why | None:
        """The first reason not to write; None where there is none."""
        if customer_id not in self.willing:
            return "consent"
        if customer_id in self.with_person:
            return "person"
        if customer_id in self.in_trouble:
            return "trouble"
        return "cap" if customer_id in self.capped else None


@dataclass(frozen=True)
class Reach:
    """customers: all there are. fitting: whom the filter fits. barred: of these, by the first reason.
    reachable: ids of the others.
    """

    customers: int
    fitting: int
    barred: Mapping[str, int]
    reachable: tuple[str, ...]


def barred_now(session: Session, now: datetime, cap_days: float) -> Barred:
    """Who must not be written to at `now`; a message of any audience within `cap_days` is one too many."""
    lately = select(AudienceMember.customer_id).where(AudienceMember.sent_at > now - timedelta(days=cap_days))
    return Barred(
        want_offers(session),
        all_with_person(session),
        all_in_trouble(session, now),
        frozenset(session.scalars(lately)),
    )


def reach_of(everybody: Iterable[Person], criteria: Criteria, barred: Barred, now: datetime) -> Reach:
    """Whom the filter fits, and who of them may be written to. Pure."""
    listed = list(everybody)
    fitting = [person.id for person in listed if criteria.fits(person, now)]
    reasons = {id_: barred.why_not(id_) for id_ in fitting}
    counts = Counter(why for why in reasons.values() if why is not None)
    reachable = tuple(id_ for id_ in fitting if reasons[id_] is None)
    return Reach(len(listed), len(fitting), dict(counts), reachable)
