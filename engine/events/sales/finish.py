"""What can only be said once all lines are in: absent prices, and what each product costs now."""

from collections.abc import Iterator

from sqlalchemy import Double, bindparam, cast, func, select, update
from sqlalchemy.orm import Session

from engine.events.ingest_rows import core_table
from engine.store.tables import Event, Order, OrderLine, Variant

_SALE = Event.id.startswith("sale:")
_SOLD = (_SALE, Event.type == "purchase", Event.cents > 0, Event.value > 0)
_BATCH = 1_000


def impute_prices(session: Session) -> int:
    """Put the median price of the item's other sales in the place of absent ones; how many lines got one.

    Such lines carry the flag "money.absent" from the beginning. An item that nobody paid for stays without.
    """
    absent = (_SALE, Event.cents.is_(None))
    count = 0
    for product in session.scalars(select(Event.product_id).where(*absent).distinct()).all():
        if product is None or (price := _median_price(session, product)) is None:
            continue
        mine = select(Event.order_id).where(*absent, Event.product_id == product)
        lines = core_table(OrderLine)
        session.connection().execute(
            update(lines)
            .where(lines.c.product_id == product, lines.c.order_id.in_(mine), lines.c.unit_price_cents == 0)
            .values(unit_price_cents=price)
        )
        orders = core_table(Order)
        total = select(func.sum(lines.c.quantity * lines.c.unit_price_cents)).where(
            lines.c.order_id == orders.c.id
        )
        session.connection().execute(
            update(orders).where(orders.c.id.in_(mine)).values(total_cents=total.scalar_subquery())
        )
        events = core_table(Event)
        changed = session.connection().execute(
            update(events)
            .where(events.c.id.startswith("sale:"), events.c.cents.is_(None), events.c.product_id == product)
            .values(cents=cast(events.c.value, Double) * price)
        )
        count += changed.rowcount
    return count


def set_current_prices(session: Session) -> None:
    """A product costs what was paid for a piece of it last."""
    latest = (
        func.row_number().over(partition_by=Event.product_id, order_by=(Event.at.desc(), Event.id.desc()))
    ).label("place")
    sold = select(Event.product_id, Event.cents, Event.value, latest).where(*_SOLD).subquery()
    found = session.execute(select(sold.c.product_id, sold.c.cents, sold.c.value).where(sold.c.place == 1))
    prices = [{"_id": product, "_price": round(cents / pieces)} for product, cents, pieces in found]
    variants = core_table(Variant)
    statement = update(variants).where(variants.c.id == bindparam("_id"))
    statement = statement.values(price_cents=bindparam("_price"))
    for batch in _batches(prices):
        session.connection().execute(statement, batch)


def _median_price(session: Session, product: str) -> int | None:
    price = Event.cents / Event.value
    sold = (*_SOLD, Event.product_id == product)
    count = session.scalar(select(func.count()).where(*sold)) or 0
    if not count:
        return None
    middle = session.scalar(select(price).where(*sold).order_by(price).offset((count - 1) // 2).limit(1))
    return None if middle is None else round(middle)


def _batches(rows: list[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]
