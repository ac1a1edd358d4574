"""How much is at stake with a customer who waits for a person, and the head start that it gives."""

from typing import Final, TypedDict

from sqlalchemy.orm import Session

from engine.behaviour.service import behaviour_of
from engine.gaps.reports.choices import choices_of
from engine.orders.service import totals_of
from engine.profiles.segments.stored import current

MOST_MINUTES: Final = 10.0
"""Head start of a customer with everything at stake: nobody is overtaken for longer than that."""


class Stake(TypedDict):
    """minutes: by which the customer counts as having waited longer. churn: chance of being lost.
    spent_cents: so far, less refunds. typical_cents: what half of the customers have spent at most.
    """

    minutes: float
    churn: float
    spent_cents: int
    typical_cents: int


def head_start(churn: float, spent_cents: float, typical_cents: float) -> float:
    """Minutes: MOST_MINUTES times s / (s + typical), with s = churn * spent, the money that may be lost.

    Half of the most where a typical customer's whole value is at stake; grows with both, never beyond the
    most. typical_cents: above zero.
    """
    stake = churn * max(spent_cents, 0.0)
    return MOST_MINUTES * stake / (stake + typical_cents)


def stake_of(session: Session, customer_id: str) -> Stake | None:
    """The customer's stake by the last rebuild; None where it cannot tell who may be lost or what is usual,
    and for a customer who does not want us to go by such guesses.

    Raises NotFound where there is no such customer.
    """
    churn = behaviour_of(session, customer_id).churn
    division = current(session)
    typical = division.document.typical.get("value", 0.0) if division else 0.0
    if churn is None or typical <= 0 or not choices_of(session, customer_id).personalise:
        return None
    spent = totals_of(session, customer_id).spent_cents
    return Stake(
        minutes=round(head_start(churn, spent, typical), 1),
        churn=round(churn, 3),
        spent_cents=spent,
        typical_cents=round(typical),
    )
