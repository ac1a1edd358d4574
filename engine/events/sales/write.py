"""Accepted lines into the database: customers, products, orders with lines, events; in bulk, each once."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, Column, MetaData, Table, bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from engine.events.cleaning_rules import LARGEST_CENTS
from engine.events.ingest_rows import core_table, insert_rows
from engine.events.sales.line import Line, Refusal
from engine.events.sales.parents import Parents
from engine.events.sales.recipe import Recipe
from engine.events.sales.rows import event_row, line_row, order_row
from engine.events.source import Row
from engine.store.tables import Event, Order, OrderLine

MANY = 5_000
"""Ids of one question; SQLite allows 32,766."""


class LineWriter:
    """Writes batches of one import. What was written before, by this import or an earlier one, stays."""

    def __init__(self, session: Session, recipe: Recipe, parents: Parents) -> None:
        self._session, self._recipe, self._parents = session, recipe, parents
        # Which lines this import has seen lies in a table on the side: a set would grow with the file.
        self._seen = Table(
            "import_lines_seen",
            MetaData(),
            Column("key", BigInteger, primary_key=True, autoincrement=False),
            prefixes=["TEMPORARY"],
        )
        self._seen.create(session.connection())

    def close(self) -> None:
        """Drop what lies on the side."""
        self._seen.drop(self._session.connection())

    def write(self, lines: Sequence[Line]) -> tuple[int, int, list[tuple[Line, Refusal]]]:
        """Bring lines in: (newly written, there already, refused)."""
        refused: list[tuple[Line, Refusal]] = []
        fresh = self._first_time(lines, refused)
        known = self._known_events(fresh)
        new = [line for line in fresh if event_id(line) not in known]
        new = self._parents.write(new, refused)
        new = self._write_orders(new, refused)
        insert_rows(
            self._session,
            Event,
            [event_row(line, self._parents.customer(line), self._parents) for line in new],
        )
        return len(new), len(known), refused

    def _first_time(self, lines: Sequence[Line], refused: list[tuple[Line, Refusal]]) -> list[Line]:
        seen = self._ids(self._seen.c.key, [line.key for line in lines])
        fresh: list[Line] = []
        for line in lines:
            if line.key in seen:
                refused.append((line, Refusal("line.twice", None, "the same line comes twice in its basket")))
            else:
                seen.add(line.key)
                fresh.append(line)
        if fresh:
            self._session.connection().execute(insert(self._seen), [{"key": line.key} for line in fresh])
        return fresh

    def _known_events(self, lines: Sequence[Line]) -> set[str]:
        return self._ids(core_table(Event).c.id, [event_id(line) for line in lines])

    def _ids(self, column: Any, ids: Sequence[Any]) -> set[Any]:
        found: set[Any] = set()
        for start in range(0, len(ids), MANY):
            query = select(column).where(column.in_(ids[start : start + MANY]))
            found |= set(self._session.scalars(query))
        return found

    def _write_orders(self, lines: Sequence[Line], refused: list[tuple[Line, Refusal]]) -> list[Line]:
        """Orders and their lines for what customers bought; the lines whose events are to be written."""
        baskets: dict[str, list[Line]] = {}
        for line in lines:
            if line.customer is not None and not line.returned:
                baskets.setdefault(line.basket, []).append(line)
        here = self._orders_here(list(baskets))
        orders: list[Row] = []
        totals: list[Row] = []
        parts: list[Row] = []
        dropped: set[int] = set()
        for basket, bought in baskets.items():
            _, version, total, position = here.get(basket, (basket, 1, 0, 0))
            value = sum(line.cents or 0 for line in bought)
            if (refusal := _refusal(version, total + value)) is not None:
                refused += [(line, refusal) for line in bought]
                dropped |= {line.key for line in bought}
                continue
            if basket not in here:
                orders.append(order_row(bought[0], value, self._recipe.currency, self._parents))
            else:
                totals.append({"_id": basket, "_total": total + value})
            parts += [line_row(line, position + n, self._parents) for n, line in enumerate(bought, 1)]
        insert_rows(self._session, Order, orders)
        self._parents.created["orders"] += len(orders)
        self._add_to_totals(totals)
        insert_rows(self._session, OrderLine, parts)
        return [line for line in lines if line.key not in dropped] if dropped else list(lines)

    def _orders_here(self, baskets: Sequence[str]) -> Mapping[str, tuple[str, int, int, int]]:
        """(id, version, total, last position) of the orders that exist."""
        found: dict[str, tuple[str, int, int, int]] = {}
        for start in range(0, len(baskets), MANY):
            rows = self._session.execute(
                select(Order.id, Order.version, Order.total_cents, func.max(OrderLine.position))
                .outerjoin(OrderLine, OrderLine.order_id == Order.id)
                .where(Order.id.in_(baskets[start : start + MANY]))
                .group_by(Order.id, Order.version, Order.total_cents)
            )
            found |= {row[0]: (row[0], row[1], row[2], row[3] or 0) for row in rows}
        return found

    def _add_to_totals(self, totals: Sequence[Row]) -> None:
        if totals:
            orders = core_table(Order)
            statement = update(orders).where(orders.c.id == bindparam("_id"))
            self._session.connection().execute(
                statement.values(total_cents=bindparam("_total")), list(totals)
            )


def _refusal(version: int, total: int) -> Refusal | None:
    if version > 1:
        return Refusal("order.kept", None, "its order was changed here since and stays as it is")
    if total > LARGEST_CENTS:
        return Refusal(
            "money.too_large", None, f"its basket comes to {total / 100:.2f}, more than can be kept"
        )
    return None


def event_id(line: Line) -> str:
    """The same at every import of the same line."""
    return f"sale:{line.basket}:{line.key:016x}"
