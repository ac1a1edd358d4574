"""What we know of one customer, in figures."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.accounts.names import whole_name
from engine.errors import NotFound
from engine.orders.service import totals_of
from engine.profiles.features import PURCHASE_WEIGHT, VIEW_WEIGHT
from engine.profiles.standing import Standing, standing_of
from engine.store.tables import Category, Customer, Event, Product
from engine.store.types import LocalizedText, utc_now


@dataclass(frozen=True)
class CategoryShare:
    """A category and its share in [0, 1] of what a customer buys and looks at."""

    id: str
    name: LocalizedText
    share: float


@dataclass(frozen=True)
class Profile:
    """One customer.

    spent_cents: paid less refunded. recency_days: whole days since the last order, None without a date.
    returns: pieces sent back or announced; return_rate: their share of the pieces bought, None where
    nothing was bought. favourite_categories: shares of purchases and views (a view counts a fifth of a
    piece), largest first, summing to 1. open_orders: not yet delivered. standing: segment, traits and
    features among all customers; None before the first `attune rebuild` and for customers without events.
    """

    customer_id: str
    name: str
    orders: int
    spent_cents: int
    last_order_at: datetime | None
    recency_days: int | None
    returns: int
    return_rate: float | None
    favourite_categories: list[CategoryShare]
    views: int
    searches: int
    language: str | None
    open_orders: int
    standing: Standing | None


@dataclass(frozen=True)
class _Activity:
    type: str
    category: str | None
    events: int
    pieces: float


def profile_of(session: Session, customer_id: str, now: datetime | None = None) -> Profile:
    """The customer's profile at `now` (default: the present), from orders and event log.

    Raises NotFound where there is no such customer.
    """
    customer = session.get(Customer, customer_id)
    if customer is None:
        raise NotFound(f"There is no customer {customer_id}.")
    totals = totals_of(session, customer_id)
    activity = _activity(session, customer_id)
    bought = sum(a.pieces for a in activity if a.type == "purchase")
    returned = int(sum(a.pieces for a in activity if a.type == "return"))
    last = totals.last_order_at
    return Profile(
        customer_id=customer.id,
        name=whole_name(customer.first_name, customer.last_name),
        orders=totals.orders,
        spent_cents=totals.spent_cents,
        last_order_at=last,
        recency_days=max(((now or utc_now()) - last).days, 0) if last else None,
        returns=returned,
        return_rate=min(returned / bought, 1.0) if bought else None,
        favourite_categories=_favourites(session, activity),
        views=_count(activity, "view"),
        searches=_count(activity, "search"),
        language=customer.language,
        open_orders=totals.open_orders,
        standing=standing_of(session, customer_id),
    )


def _activity(session: Session, customer_id: str) -> list[_Activity]:
    """The customer's events counted by type and category, in one query."""
    # A cancelled order never arrived; its lines are logged as returns only to take the purchase back.
    kind = Event.data["kind"].as_string()
    rows = session.execute(
        select(
            Event.type,
            Product.category_id,
            func.count(),
            func.sum(func.coalesce(Event.value, 1.0)),
        )
        .outerjoin(Product, Product.id == Event.product_id)
        .where(
            Event.customer_id == customer_id,
            Event.type.in_(("purchase", "return", "view", "search")),
            kind.is_(None) | (kind != "cancel"),
        )
        .group_by(Event.type, Product.category_id)
    )
    return [_Activity(type_, category, events, float(pieces)) for type_, category, events, pieces in rows]


def _count(activity: Iterable[_Activity], type_: str) -> int:
    return sum(a.events for a in activity if a.type == type_)


def _favourites(session: Session, activity: Iterable[_Activity]) -> list[CategoryShare]:
    weights: dict[str, float] = defaultdict(float)
    for a in activity:
        if a.category is None:
            continue
        if a.type == "purchase":
            weights[a.category] += PURCHASE_WEIGHT * a.pieces
        elif a.type == "view":
            weights[a.category] += VIEW_WEIGHT * a.events
    total = sum(weights.values())
    largest_first = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    names = {category.id: category.name for category in session.scalars(select(Category))}
    return [CategoryShare(id_, names[id_], weight / total) for id_, weight in largest_first if total > 0]
