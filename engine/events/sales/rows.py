"""A cleaned line as rows of our tables."""

from typing import Protocol

from engine.events.sales.line import Line
from engine.events.source import Row


class Names(Protocol):
    """Who and what a line is about, in this database."""

    def customer(self, line: Line) -> str | None:
        """The customer's id here; another than the table's where two were merged."""
        ...

    def product_id(self, line: Line) -> str:
        """The product's id here."""
        ...

    def product_name(self, line: Line) -> dict[str, str]:
        """The product's name."""
        ...

    def address(self, line: Line) -> dict[str, str]:
        """Where the order went, as far as it is known."""
        ...


def event_row(line: Line, customer: str | None, names: Names) -> Row:
    """The purchase or return."""
    return {
        "id": f"sale:{line.basket}:{line.key:016x}",
        "type": "return" if line.returned else "purchase",
        "customer_id": customer,
        "conversation_id": None,
        "product_id": names.product_id(line),
        "at": line.moment,
        "value": float(line.pieces),
        "order_id": line.basket,
        "cents": line.cents,
        "data": {"flags": list(line.flags)} if line.flags else {},
    }


def order_row(line: Line, total_cents: int, currency: str, names: Names) -> Row:
    """The order that a customer's basket is; such a table only tells when it was placed."""
    return {
        "id": line.basket,
        "customer_id": names.customer(line),
        "status": "delivered",
        "placed_at": line.moment,
        "address": names.address(line),
        "currency": currency,
        "total_cents": total_cents,
        "version": 1,
    }


def line_row(line: Line, position: int, names: Names) -> Row:
    """A line of the order. Where its price is absent it is 0 until the item's usual price is put in."""
    product = names.product_id(line)
    return {
        "id": f"{line.basket}-{position}",
        "order_id": line.basket,
        "position": position,
        "product_id": product,
        "variant_id": product,
        "name": names.product_name(line),
        "options": {},
        "quantity": line.pieces,
        "unit_price_cents": line.unit_cents or 0,
        "state": "ordered",
    }
