"""Orders with their lines, parcels and payments: written whole, and never over a change made here.

The rule: a new order is inserted; an order that nobody changed here (version 1) follows its source;
an order above version 1 (cancelled, returned, changed through the assistant) stays as it is.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from engine.events.ingest_rows import batches, core_table, existing, insert_rows, update_rows
from engine.events.quality import TableQuality
from engine.events.source import Row
from engine.store.base import Base
from engine.store.tables import Order, OrderLine, Payment, Shipment

PARTS: Mapping[str, type[Base]] = {"lines": OrderLine, "shipments": Shipment, "payments": Payment}


def write_orders(session: Session, orders: Sequence[Row], quality: TableQuality) -> None:
    """Bring `orders` (each with "lines", "shipments", "payments") into the database."""
    for batch in batches(orders):
        here = existing(session, Order, [{**_head(order), "version": 1} for order in batch])
        untouched = [
            order for order in batch if order["id"] in here and here[order["id"]].pop("version") == 1
        ]
        parts_here = {name: _parts_here(session, name, untouched) for name in PARTS}
        changed = [
            order
            for order in untouched
            if _head(order) != here[order["id"]]
            or any(_by_id(order[name]) != parts_here[name].get(order["id"], {}) for name in PARTS)
        ]
        new = [order for order in batch if order["id"] not in here]
        _replace(session, new, changed)
        quality.inserted += len(new)
        quality.updated += len(changed)
        quality.unchanged += len(untouched) - len(changed)
        quality.kept += len(batch) - len(new) - len(untouched)


def _head(order: Row) -> Row:
    return {name: value for name, value in order.items() if name not in PARTS}


def _by_id(rows: Sequence[Row]) -> dict[str, Row]:
    return {row["id"]: row for row in rows}


def _parts_here(session: Session, name: str, orders: Sequence[Row]) -> dict[str, dict[str, Row]]:
    """The parts of these orders by order and id, with the columns that the source sets."""
    samples = [row for order in orders for row in order[name]]
    table = core_table(PARTS[name])
    names = list(samples[0]) if samples else ["id", "order_id"]
    query = select(*(table.c[column] for column in names))
    query = query.where(table.c.order_id.in_([order["id"] for order in orders]))
    parts: dict[str, dict[str, Row]] = {}
    for row in session.execute(query).mappings():
        parts.setdefault(row["order_id"], {})[row["id"]] = dict(row)
    return parts


def _replace(session: Session, new: Sequence[Row], changed: Sequence[Row]) -> None:
    insert_rows(session, Order, [{**_head(order), "version": 1} for order in new])
    update_rows(session, Order, [_head(order) for order in changed])
    ids = [order["id"] for order in changed]
    for name, model in PARTS.items():
        table = core_table(model)
        session.connection().execute(delete(table).where(table.c.order_id.in_(ids)))
        insert_rows(session, model, [row for order in (*new, *changed) for row in order[name]])
