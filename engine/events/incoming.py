"""Events that a shop's own systems send: each taken once, each refused one told, the others go on.

An event's id is the sender's. What the log has under that id stays, whatever comes under it later.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal, cast

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engine.accounts.merged import merged_ids
from engine.errors import Conflict, Invalid
from engine.events.cells import Bad, as_moment, as_text
from engine.events.ingest_rows import insert_rows
from engine.events.log import TYPES
from engine.events.reading import parse
from engine.events.source import Row
from engine.store.tables import Customer, Event, Product
from engine.store.types import utc_now

MOST = 1_000
LARGEST_DATA = 4_096
LARGEST = 2**53
Unknown = Literal["reject", "create"]
"""What becomes of an event whose customer is not known: refused, or the customer is made with that id."""


def _clean(value: object) -> object:
    """Spaces off; halves of characters and control characters are refused."""
    text = as_text(value) if isinstance(value, str) else value
    if isinstance(text, Bad):
        raise ValueError(f"it {text.reason}")
    return text


EventId = Annotated[str, StringConstraints(min_length=1, max_length=120), BeforeValidator(_clean)]
CustomerId = Annotated[str, StringConstraints(min_length=1, max_length=80), BeforeValidator(_clean)]
ProductId = Annotated[str, StringConstraints(min_length=1, max_length=60), BeforeValidator(_clean)]
OrderId = Annotated[str, StringConstraints(min_length=1, max_length=40), BeforeValidator(_clean)]


class IncomingEvent(BaseModel):
    """One event as it is sent. Moments without a zone are UTC; without a moment it happened now."""

    model_config = ConfigDict(extra="forbid")

    id: EventId
    type: str
    customer_id: CustomerId | None = None
    product_id: ProductId | None = None
    order_id: OrderId | None = None
    at: datetime | None = None
    value: Annotated[float, Field(ge=0, le=LARGEST, allow_inf_nan=False)] | None = None
    cents: Annotated[int, Field(ge=0, le=LARGEST, strict=True)] | None = None
    data: dict[str, Any] = {}

    @field_validator("type")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in TYPES:
            raise ValueError(f"there is no such type; there are: {', '.join(sorted(TYPES))}")
        return value

    @field_validator("at", mode="before")
    @classmethod
    def _moment(cls, value: object, info: ValidationInfo) -> datetime | None:
        moment = as_moment(value)
        if isinstance(moment, Bad):
            raise ValueError(moment.reason)
        if moment is not None and moment > utc_now() + timedelta(days=1):
            raise ValueError(f"{moment.isoformat()} lies ahead of now")
        return moment

    @field_validator("data")
    @classmethod
    def _small(cls, value: dict[str, Any]) -> dict[str, Any]:
        try:
            text = json.dumps(value, ensure_ascii=False, allow_nan=False)
            size = len(text.encode())
        except (ValueError, RecursionError) as error:
            raise ValueError("it cannot be kept as JSON (numbers are finite, characters whole)") from error
        if size > LARGEST_DATA:
            raise ValueError(f"it is larger than {LARGEST_DATA} bytes")
        if "\\u0000" in json.dumps(value):
            raise ValueError("it holds a character that cannot be stored (U+0000)")
        return value

    @model_validator(mode="after")
    def _whole(self) -> "IncomingEvent":
        if self.type in {"purchase", "return", "view", "reject"} and self.product_id is None:
            raise ValueError(f"a {self.type} needs a product_id")
        if (
            self.type in {"purchase", "return"}
            and self.value is not None
            and (self.value % 1 or not self.value)
        ):
            raise ValueError(f"the value of a {self.type} is a whole number of pieces")
        if self.type == "rating" and not 1 <= (self.value or 0) <= 5:  # noqa: PLR2004 - stars
            raise ValueError("the value of a rating is 1 to 5 stars")
        if self.type == "report" and not (self.customer_id and self.data):
            raise ValueError("a report needs a customer_id, and data that say what was reported")
        return self


@dataclass(frozen=True)
class RefusedEvent:
    """index: its place in what was sent, from 0. id: as it was sent, where that is a text."""

    index: int
    id: str | None
    reason: str


@dataclass
class Taken:
    """accepted: newly written. known: the log had them already, by their id."""

    accepted: int = 0
    known: int = 0
    rejected: list[RefusedEvent] = field(default_factory=list[RefusedEvent])


def take_events(session: Session, sent: Sequence[Any], unknown_customers: Unknown = "reject") -> Taken:
    """Write what can be written of `sent` (at most 1,000 mappings), each id once.

    A customer who was merged with another is known by both ids. Raises Invalid for none or too many,
    Conflict where another sender wrote the same ids at the same moment (send again: it is safe).
    """
    if not 1 <= len(sent) <= MOST:
        raise Invalid(f"Send 1 to {MOST:,} events at a time; these are {len(sent):,}.")
    taken = Taken()
    events = _parsed(sent, taken)
    known = set(
        session.scalars(select(Event.id).where(Event.id.in_([event.id for event in events.values()])))
    )
    new = {index: event for index, event in events.items() if event.id not in known}
    taken.known += len(events) - len(new)
    rows = _rows(session, new, unknown_customers, taken)
    try:
        with session.begin_nested():
            insert_rows(session, Event, rows)
    except IntegrityError as error:
        raise Conflict("Somebody sent some of these events at the same moment. Send them again.") from error
    taken.accepted = len(rows)
    taken.rejected.sort(key=lambda refused: refused.index)
    return taken


def _parsed(sent: Sequence[Any], taken: Taken) -> dict[int, IncomingEvent]:
    """Events by index, the first of each id; later ones of the same id count as known."""
    events: dict[int, IncomingEvent] = {}
    seen: set[str] = set()
    for index, raw in enumerate(sent):
        event = parse(IncomingEvent, raw)
        if isinstance(event, str):
            event_id = cast("dict[str, Any]", raw).get("id") if isinstance(raw, dict) else None
            taken.rejected.append(RefusedEvent(index, event_id if isinstance(event_id, str) else None, event))
        elif event.id in seen:
            taken.known += 1
        else:
            seen.add(event.id)
            events[index] = event
    return events


def _rows(session: Session, events: Mapping[int, IncomingEvent], unknown: Unknown, taken: Taken) -> list[Row]:
    merged = merged_ids(session)
    owners = {
        index: merged.get(event.customer_id, event.customer_id)
        for index, event in events.items()
        if event.customer_id
    }
    customers = set(session.scalars(select(Customer.id).where(Customer.id.in_(set(owners.values())))))
    wanted = {event.product_id for event in events.values() if event.product_id}
    products = set(session.scalars(select(Product.id).where(Product.id.in_(wanted))))
    rows: list[Row] = []
    for index, event in events.items():
        owner = owners.get(index)
        if event.product_id is not None and event.product_id not in products:
            reason = f"there is no product {event.product_id}: import the catalogue first"
            taken.rejected.append(RefusedEvent(index, event.id, reason))
            continue
        if owner is not None and owner not in customers:
            if unknown == "reject":
                reason = (
                    f"there is no customer {owner}: import customers first, send customer_id null for "
                    'somebody unknown, or say "unknown_customers": "create"'
                )
                taken.rejected.append(RefusedEvent(index, event.id, reason))
                continue
            insert_rows(session, Customer, [_made(owner)])
            customers.add(owner)
        rows.append(_row(event, owner))
    return rows


def _made(customer_id: str) -> Row:
    return {
        "id": customer_id,
        "first_name": "",
        "last_name": "",
        "address": {},
        "attributes": {"source": "api"},
    }


def _row(event: IncomingEvent, owner: str | None) -> Row:
    pieces = 1.0 if event.type in {"purchase", "return"} and event.value is None else event.value
    return {
        **event.model_dump(),
        "customer_id": owner,
        "conversation_id": None,
        "at": event.at or utc_now(),
        "value": pieces,
    }
