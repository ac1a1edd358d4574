"""What an item rests on: the events behind it, and the customers of an address."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.accounts.names import whole_name
from engine.events import log
from engine.mining.review.items import find
from engine.store.tables import Customer, Event, Product, ReviewItem
from engine.store.types import LocalizedText

MOST_LINES = 100


@dataclass(frozen=True)
class LineView:
    """A purchase or return; money in cents, None where not known."""

    type: str
    at: datetime | None
    order_id: str | None
    product_id: str | None
    product: LocalizedText
    pieces: float | None
    cents: int | None


@dataclass(frozen=True)
class PersonView:
    """A customer of an address."""

    id: str
    name: str
    email: str | None


@dataclass(frozen=True)
class Evidence:
    """lines: the newest first, at most 100. people: of an address."""

    lines: list[LineView]
    people: list[PersonView]


def evidence(session: Session, item_id: str) -> Evidence:
    """What the item rests on: the order's lines, the customer's purchases and returns, or the people.

    Raises NotFound.
    """
    row = find(session, item_id)
    if row.subject == "address":
        return Evidence([], _people(session, row))
    events = log.read(session, types=("purchase", "return"), customer_id=row.customer_id, limit=None)
    if row.subject == "order":
        events = [one for one in events if _of_order(one, row)]
    return Evidence(_lines(session, list(events)[:MOST_LINES]), [])


def _of_order(event: Event, row: ReviewItem) -> bool:
    if row.order_id is not None:
        return event.order_id == row.order_id
    moment = event.at.replace(tzinfo=None) if event.at else None
    return row.key == f"order:{event.customer_id}@{moment}"


def _lines(session: Session, events: list[Event]) -> list[LineView]:
    ids = {one.product_id for one in events if one.product_id}
    found = session.execute(select(Product.id, Product.name).where(Product.id.in_(ids)))
    names = {id_: name for id_, name in found}
    return [
        LineView(
            one.type,
            one.at,
            one.order_id,
            one.product_id,
            names.get(one.product_id or "", {}),
            one.value,
            one.cents,
        )
        for one in events
    ]


def _people(session: Session, row: ReviewItem) -> list[PersonView]:
    ids = [id_ for one in row.reasons for id_ in str(one["values"].get("ids", "")).split(", ")]
    rows = session.scalars(select(Customer).where(Customer.id.in_(ids)).order_by(Customer.id))
    return [PersonView(one.id, whole_name(one.first_name, one.last_name), one.email) for one in rows]
