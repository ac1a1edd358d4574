"""Purchases in the event log, one for each line of an order."""

from collections.abc import Iterator

from engine.events.source import Row


def purchase_events(order: Row) -> Iterator[Row]:
    """The purchase events of an order with its lines; none of a cancelled one.

    The event's id, "order:<order>:<position>", makes a second import write nothing. Its moment is the
    order's, NULL where the source does not tell it.
    """
    if order["status"] == "cancelled":
        return
    for line in order["lines"]:
        yield {
            "id": f"order:{order['id']}:{line['position']}",
            "type": "purchase",
            "customer_id": order["customer_id"],
            "conversation_id": None,
            "product_id": line["product_id"],
            "at": order["placed_at"],
            "value": float(line["quantity"]),
            "order_id": order["id"],
            "cents": line["quantity"] * line["unit_price_cents"],
            "data": {
                "order_id": order["id"],
                "line_id": line["id"],
                "variant_id": line["variant_id"],
                "unit_price_cents": line["unit_price_cents"],
            },
        }
