"""What a customer allows: that what they say is kept, that they are asked, that we go by what we know."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.store.tables import Customer, ReportChoice
from engine.store.types import utc_now


@dataclass(frozen=True)
class Choices:
    """keep: what the customer says may be kept. ask: the assistant may ask about them. personalise: what they
    did and said may choose what they are shown and offered. offers: messages may come that they did not ask
    for.
    """

    keep: bool = True
    ask: bool = True
    personalise: bool = True
    offers: bool = False


def choices_of(session: Session, customer_id: str) -> Choices:
    """What the customer chose last; until then everything is allowed but offers."""
    row = session.get(ReportChoice, customer_id)
    return Choices() if row is None else _choices(row)


def personalised(customer_id: str | BindParameter[Any]) -> ColumnElement[bool]:
    """For a query of what is known of a customer: false where they switched personalisation off."""
    off = select(ReportChoice.customer_id).where(
        ReportChoice.customer_id == customer_id, ReportChoice.personalise.is_(False)
    )
    return ~off.exists()


def not_personalised(session: Session) -> frozenset[str]:
    """All customers who switched personalisation off."""
    off = select(ReportChoice.customer_id).where(ReportChoice.personalise.is_(False))
    return frozenset(session.scalars(off))


def want_offers(session: Session) -> frozenset[str]:
    """All customers to whom messages may come that they did not ask for: they said so, and want us to go by
    what we know.
    """
    willing = select(ReportChoice.customer_id).where(ReportChoice.offers, ReportChoice.personalise)
    return frozenset(session.scalars(willing))


def store_choices(
    session: Session,
    customer_id: str,
    *,
    keep: bool | None = None,
    ask: bool | None = None,
    personalise: bool | None = None,
    offers: bool | None = None,
) -> Choices:
    """Keep a choice until the customer makes another; None leaves one as it is. Raises NotFound.

    What is already there is not touched: `reports.stop_keeping` removes it as well.
    """
    if session.get(Customer, customer_id) is None:
        raise NotFound(f"There is no customer {customer_id}.")
    row = session.get(ReportChoice, customer_id)
    if row is None:
        row = ReportChoice(
            customer_id=customer_id, keep=True, ask=True, personalise=True, offers=False, changed_at=utc_now()
        )
        session.add(row)
    row.keep = row.keep if keep is None else keep
    row.ask = row.ask if ask is None else ask
    row.personalise = row.personalise if personalise is None else personalise
    row.offers = row.offers if offers is None else offers
    row.changed_at = utc_now()
    session.flush()
    return _choices(row)


def _choices(row: ReportChoice) -> Choices:
    return Choices(row.keep, row.ask, row.personalise, row.offers)
