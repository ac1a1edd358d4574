"""Order drafts as rows of the tables, in the state that they have at the anchor."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from engine.shop.deliveries import CANCELLED_AFTER
from engine.shop.model import LineDraft, OrderDraft, Row

FIRST_NUMBER = 1_000_001
PACKED_AFTER = timedelta(hours=12)
RETURN_DONE_AFTER = timedelta(days=12)
REFUND_USUALLY = timedelta(days=6)
CARRIER = "Kite Post"


def status_of(order: OrderDraft, now: datetime) -> str:
    """The order's state at `now`; partly returned orders stay delivered once the return is done."""
    if order.cancelled:
        return "cancelled"
    if order.delivered_at > now:
        if order.shipped_at <= now:
            return "shipped"
        return "processed" if order.placed_at + PACKED_AFTER <= now else "pending"
    states = [line_state(line, now) for line in order.lines]
    if "return_requested" in states:
        return "return_requested"
    return "returned" if all(state == "returned" for state in states) else "delivered"


def line_state(line: LineDraft, now: datetime) -> str:
    """ordered, return_requested or returned."""
    if line.returned_at is None or line.returned_at > now:
        return "ordered"
    return "returned" if line.returned_at + RETURN_DONE_AFTER <= now else "return_requested"


def order_rows(orders: Sequence[OrderDraft], currency: str, now: datetime) -> tuple[list[Row], list[Row]]:
    """Orders with their parts, numbered by time; and the events of their ratings and returns."""
    ordered = sorted(orders, key=lambda order: (order.placed_at, order.customer.id))
    rows: list[Row] = []
    events: list[Row] = []
    for number, order in enumerate(ordered, FIRST_NUMBER):
        rows.append(_order(f"A{number}", order, currency, now))
        events += _events(f"A{number}", order, now)
    return rows, events


def _order(order_id: str, order: OrderDraft, currency: str, now: datetime) -> Row:
    status = status_of(order, now)
    sent = status not in ("pending", "processed", "cancelled")
    here = sent and status != "shipped"
    lines = [_line(order_id, n, line, now) for n, line in enumerate(order.lines, 1)]
    return {
        "id": order_id,
        "customer_id": order.customer.id,
        "status": status,
        "placed_at": order.placed_at,
        "shipped_at": order.shipped_at if sent else None,
        "promised_at": order.promised_at,
        "delivered_at": order.delivered_at if here else None,
        "address": order.customer.row["address"],
        "currency": currency,
        "total_cents": _total(order.lines),
        "reason": order.reason,
        "lines": lines,
        "shipments": [_shipment(order_id, order, lines)] if sent else [],
        "payments": _payments(order_id, order, now),
    }


def _line(order_id: str, position: int, line: LineDraft, now: datetime) -> Row:
    return {
        "id": f"{order_id}-{position}",
        "order_id": order_id,
        "position": position,
        "product_id": line.product.id,
        "variant_id": line.variant.id,
        "name": line.product.name,
        "options": dict(line.variant.options),
        "quantity": line.quantity,
        "unit_price_cents": line.variant.price_cents,
        "state": line_state(line, now),
        "exchange_variant_id": None,
    }


def _shipment(order_id: str, order: OrderDraft, lines: Sequence[Row]) -> Row:
    return {
        "id": f"{order_id}-s1",
        "order_id": order_id,
        "carrier": CARRIER,
        "tracking_number": order.tracking,
        "line_ids": [line["id"] for line in lines],
    }


def _payments(order_id: str, order: OrderDraft, now: datetime) -> list[Row]:
    """What was paid, and what went back: all of it when cancelled, the line's price when returned."""
    paid = _total(order.lines)
    money: list[tuple[str, int, datetime, datetime | None]] = [("payment", paid, order.placed_at, None)]
    if order.cancelled:
        money.append(("refund", paid, order.placed_at + CANCELLED_AFTER, _by(order.refunded_at, now)))
    back: dict[str, list[LineDraft]] = {"return_requested": [], "returned": []}
    for line in order.lines:
        if not order.cancelled and (state := line_state(line, now)) in back:
            back[state].append(line)
    for line in back["returned"]:
        noted = line.returned_at or now
        money.append(("refund", _total([line]), noted, line.refunded_at or noted + REFUND_USUALLY))
    for line in back["return_requested"]:
        money.append(("refund_due", _total([line]), line.returned_at or now, None))
    return [
        {
            "id": f"{order_id}-p{n}",
            "order_id": order_id,
            "position": n,
            "kind": kind,
            "amount_cents": cents,
            "method_id": order.method["id"],
            "created_at": at,
            "settled_at": there,
        }
        for n, (kind, cents, at, there) in enumerate(money)
    ]


def _by(moment: datetime | None, now: datetime) -> datetime | None:
    return moment if moment is not None and moment <= now else None


def _events(order_id: str, order: OrderDraft, now: datetime) -> list[Row]:
    events: list[Row] = []
    for n, line in enumerate(order.lines, 1):
        line_id = (order_id, n)
        if order.cancelled or order.delivered_at > now:
            break
        if line.returned_at and line.returned_at <= now:
            events.append(_event("return", line_id, order, at=line.returned_at, value=line.quantity))
        if line.stars and line.rated_at and line.rated_at <= now:
            events.append(_event("rating", line_id, order, at=line.rated_at, value=line.stars))
    return events


def _event(kind: str, line_id: tuple[str, int], order: OrderDraft, *, at: datetime, value: int) -> Row:
    order_id, n = line_id
    return {
        "id": f"{kind}:{order_id}:{n}",
        "type": kind,
        "customer_id": order.customer.id,
        "conversation_id": None,
        "product_id": order.lines[n - 1].product.id,
        "at": at,
        "value": float(value),
        "order_id": order_id,
        "cents": _total([order.lines[n - 1]]) if kind == "return" else None,
        "data": {"order_id": order_id, "line_id": f"{order_id}-{n}"},
    }


def _total(lines: Sequence[LineDraft]) -> int:
    return sum(line.quantity * line.variant.price_cents for line in lines)
