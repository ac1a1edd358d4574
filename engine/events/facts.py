"""What the log says of single customers, and how much of it there is: for counting on."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.events.types import TYPES
from engine.store.tables import Event, Product

_KIND = Event.data["kind"].as_string()
BATCH = 400


@dataclass(frozen=True)
class Fact:
    """An event, without whose it is.

    at: microseconds since 1970, None where not known. value: pieces of a purchase or return, stars of a
    rating, mood in [-1, 1] of a question. cancels: a return that says of a line that it never arrived.
    """

    type: str
    at: int | None = None
    product: str | None = None
    category: str | None = None
    order: str | None = None
    value: float | None = None
    cents: int | None = None
    cancels: bool = False


def fact_of(session: Session, event: Event) -> Fact:
    """One event of the log."""
    product = None if event.product_id is None else session.get(Product, event.product_id)
    return Fact(
        event.type,
        _microseconds(event.at),
        event.product_id,
        None if product is None else product.category_id,
        event.order_id,
        event.value,
        event.cents,
        event.type == "return" and event.data.get("kind") == "cancel",
    )


def facts_of(
    session: Session, customers: Sequence[str], types: Collection[str] = TYPES
) -> dict[str, list[Fact]]:
    """All events of these customers (of these types) by customer; those without any are left out."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for start in range(0, len(customers), BATCH):
        rows = session.execute(
            select(
                Event.customer_id,
                Event.type,
                Event.at,
                Event.product_id,
                Product.category_id,
                Event.order_id,
                Event.value,
                Event.cents,
                _KIND,
            )
            .outerjoin(Product, Product.id == Event.product_id)
            .where(Event.customer_id.in_(customers[start : start + BATCH]), Event.type.in_(types))
        )
        for customer, type_, at, product, category, order, value, cents, kind in rows:
            cancels = type_ == "return" and kind == "cancel"
            fact = Fact(type_, _microseconds(at), product, category, order, value, cents, cancels)
            found[str(customer)].append(fact)
    return dict(found)


def event_counts(session: Session, customers: Sequence[str] | None = None) -> dict[str, int]:
    """How many events each customer has (all customers, or these), cancellations too."""
    query = select(Event.customer_id, func.count()).where(Event.customer_id.is_not(None))
    if customers is not None:
        query = query.where(Event.customer_id.in_(customers))
    return {str(id_): count for id_, count in session.execute(query.group_by(Event.customer_id))}


def cancelled_lines(session: Session) -> dict[str, list[list[str]]]:
    """[order, product] of what was cancelled, by customer."""
    found: dict[str, list[list[str]]] = defaultdict(list)
    query = select(Event.customer_id, Event.order_id, Event.product_id)
    for customer, order, product in session.execute(query.where(Event.type == "return", _KIND == "cancel")):
        if customer and order and product:
            found[customer].append([order, product])
    return dict(found)


def returned_cents(session: Session, customer_id: str, but: Sequence[str]) -> int:
    """What came back from a customer, in cents, without what belongs to the orders `but`."""
    query = select(func.sum(Event.cents)).where(Event.customer_id == customer_id, Event.type == "return")
    others = Event.order_id.is_(None) | Event.order_id.not_in(but)
    return int(session.scalar(query.where(others)) or 0)


def newest_moment(session: Session) -> datetime | None:
    """When the last dated event of the log was."""
    # One look-up a type, as the index is by type and moment; over all at once it would read every event.
    latest = (
        session.scalar(select(func.max(Event.at)).where(Event.type == type_)) for type_ in sorted(TYPES)
    )
    return max((at for at in latest if at is not None), default=None)


def _microseconds(at: datetime | None) -> int | None:
    return None if at is None else round(at.timestamp() * 1_000_000)
