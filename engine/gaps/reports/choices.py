"""What a customer allows: that what they say is kept, and that they are asked."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.store.tables import Customer, ReportChoice
from engine.store.types import utc_now


@dataclass(frozen=True)
class Choices:
    """keep: what the customer says may be kept. ask: the assistant may ask about them."""

    keep: bool = True
    ask: bool = True


def choices_of(session: Session, customer_id: str) -> Choices:
    """What the customer chose last; both are allowed until they say otherwise."""
    row = session.get(ReportChoice, customer_id)
    return Choices() if row is None else Choices(row.keep, row.ask)


def store_choices(
    session: Session, customer_id: str, *, keep: bool | None = None, ask: bool | None = None
) -> Choices:
    """Keep a choice until the customer makes another; None leaves one as it is. Raises NotFound.

    What is already there is not touched: `reports.stop_keeping` removes it as well.
    """
    if session.get(Customer, customer_id) is None:
        raise NotFound(f"There is no customer {customer_id}.")
    row = session.get(ReportChoice, customer_id)
    if row is None:
        row = ReportChoice(customer_id=customer_id, keep=True, ask=True, changed_at=utc_now())
        session.add(row)
    row.keep = row.keep if keep is None else keep
    row.ask = row.ask if ask is None else ask
    row.changed_at = utc_now()
    session.flush()
    return Choices(row.keep, row.ask)
