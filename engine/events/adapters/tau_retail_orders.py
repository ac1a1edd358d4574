"""The orders of the tau-bench retail shop, with lines, parcels, payments and purchases."""

from collections.abc import Mapping
from typing import Any

from engine.events.adapters.money import cents
from engine.events.adapters.tau_retail_models import TauItem, TauOrder
from engine.events.adapters.tau_retail_rows import address_row
from engine.events.purchases import purchase_events
from engine.events.reading import parse
from engine.events.source import Row, Source

MOMENTS = ("placed_at", "shipped_at", "promised_at", "delivered_at")
SPACED = {"return requested": "return_requested", "exchange requested": "exchange_requested"}


def add_orders(source: Source, file: str, records: Mapping[str, Any], products: Mapping[str, Row]) -> None:
    """Add every order and, unless it was cancelled, its purchases."""
    for label, raw in records.items():
        order = parse(TauOrder, raw)
        if isinstance(order, str):
            source.reject("orders", file, label, order)
            continue
        row = _order_row(order, products)
        source.add("orders", file, label, row)
        for event in purchase_events(row):
            source.add("events", file, event["id"], event)


def _order_row(order: TauOrder, products: Mapping[str, Row]) -> Row:
    order_id = order.order_id.lstrip("#")
    lines = [_line_row(order_id, n, item, products) for n, item in enumerate(order.items, 1)]
    return {
        "id": order_id,
        "customer_id": order.user_id,
        "status": SPACED.get(order.status, order.status),
        **dict.fromkeys(MOMENTS),
        "address": address_row(order.address),
        "currency": "USD",
        "total_cents": sum(line["unit_price_cents"] for line in lines),
        "reason": None,
        "lines": lines,
        "shipments": _shipment_rows(order_id, order, lines),
        "payments": _payment_rows(order_id, order),
    }


def _line_row(order_id: str, position: int, item: TauItem, products: Mapping[str, Row]) -> Row:
    product = products.get(item.product_id)
    return {
        "id": f"{order_id}-{position}",
        "order_id": order_id,
        "position": position,
        "product_id": item.product_id,
        "variant_id": item.item_id,
        "name": product["name"] if product else {"en": item.name},
        "options": item.options,
        "quantity": 1,
        "unit_price_cents": cents(item.price),
        "state": "ordered",
        "exchange_variant_id": None,
    }


def _shipment_rows(order_id: str, order: TauOrder, lines: list[Row]) -> list[Row]:
    """One row a tracking number; an item ordered twice fills two lines, each sent once."""
    open_lines = list(lines)
    rows: list[Row] = []
    for fulfillment in order.fulfillments:
        sent: list[str] = []
        for item_id in fulfillment.item_ids:
            line = next((line for line in open_lines if line["variant_id"] == item_id), None)
            if line is not None:
                open_lines.remove(line)
                sent.append(line["id"])
        for tracking in fulfillment.tracking_id:
            number = len(rows) + 1
            rows.append(
                {
                    "id": f"{order_id}-s{number}",
                    "order_id": order_id,
                    "carrier": None,
                    "tracking_number": tracking,
                    "line_ids": sent,
                }
            )
    return rows


def _payment_rows(order_id: str, order: TauOrder) -> list[Row]:
    return [
        {
            "id": f"{order_id}-p{position}",
            "order_id": order_id,
            "position": position,
            "kind": transaction.transaction_type,
            "amount_cents": cents(transaction.amount),
            "method_id": transaction.payment_method_id,
            "created_at": None,
        }
        for position, transaction in enumerate(order.payment_history)
    ]
