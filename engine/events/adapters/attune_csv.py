"""A shop's own past as CSV, each file optional: customers, orders (one row a line of an order), events."""

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from engine.errors import Invalid
from engine.events.adapters.money import cents
from engine.events.purchases import purchase_events
from engine.events.reading import read_csv
from engine.events.source import Row, Source

CUSTOMER_COLUMNS = frozenset({"id", "email", "first_name", "last_name"})
ORDER_COLUMNS = frozenset({"order_id", "customer_id", "status", "variant_id", "quantity", "unit_price"})
EVENT_COLUMNS = frozenset({"id", "type", "customer_id", "at"})
ADDRESS = ("line1", "line2", "city", "region", "country", "postcode")
MOMENTS = ("placed_at", "shipped_at", "promised_at", "delivered_at")


def add_csv(source: Source, folder: Path, currency: str) -> None:
    """Add the files that are there. Raises Invalid where one lacks a column or is not CSV."""
    readers = (("customers", CUSTOMER_COLUMNS, _customer), ("events", EVENT_COLUMNS, _event))
    for table, columns, to_row in readers:
        path = folder / f"{table}.csv"
        for line, raw in enumerate(read_csv(path, columns) if path.is_file() else [], 2):
            try:
                source.add(table, str(path), f"line {line}", to_row(raw))
            except Invalid as error:
                source.reject(table, str(path), f"line {line}", error.message)
    path = folder / "orders.csv"
    if path.is_file():
        _add_orders(source, path, currency)


def _add_orders(source: Source, path: Path, currency: str) -> None:
    lines: dict[str, list[dict[str, str]]] = {}
    for raw in read_csv(path, ORDER_COLUMNS):
        lines.setdefault(raw["order_id"], []).append(raw)
    products = {record.row["id"]: record.row for record in source.records["products"]}
    variants = {record.row["id"]: record.row for record in source.records["variants"]}
    addresses = {record.row["id"]: record.row["address"] for record in source.records["customers"]}
    for order_id, raws in lines.items():
        try:
            order = _order(order_id, raws, currency, addresses.get(raws[0]["customer_id"], {}))
            for line in order["lines"]:
                _fill_in(line, variants, products)
        except Invalid as error:
            source.reject("orders", str(path), order_id, error.message)
            continue
        source.add("orders", str(path), order_id, order)
        for event in purchase_events(order):
            source.add("events", str(path), event["id"], event)


def _order(order_id: str, raws: list[dict[str, str]], currency: str, address: Row) -> Row:
    first = raws[0]
    lines = [_line(order_id, position, raw) for position, raw in enumerate(raws, 1)]
    tracking = list(dict.fromkeys(raw["tracking"] for raw in raws if raw.get("tracking")))
    return {
        "id": order_id,
        "customer_id": first["customer_id"],
        "status": first["status"],
        **{name: _moment(first.get(name, "")) for name in MOMENTS},
        "address": address,
        "currency": currency,
        "total_cents": sum(line["quantity"] * line["unit_price_cents"] for line in lines),
        "reason": None,
        "lines": lines,
        "shipments": [
            {
                "id": f"{order_id}-s{n}",
                "order_id": order_id,
                "carrier": first.get("carrier") or None,
                "tracking_number": number,
                "line_ids": [
                    line["id"] for line, raw in zip(lines, raws, strict=True) if raw["tracking"] == number
                ],
            }
            for n, number in enumerate(tracking, 1)
        ],
        "payments": [],
    }


def _line(order_id: str, position: int, raw: dict[str, str]) -> Row:
    return {
        "id": f"{order_id}-{position}",
        "order_id": order_id,
        "position": position,
        "product_id": "",
        "variant_id": raw["variant_id"],
        "name": {},
        "options": {},
        "quantity": int(_number(raw["quantity"], "quantity")),
        "unit_price_cents": cents(_number(raw["unit_price"], "unit_price")),
        "state": "ordered",
        "exchange_variant_id": None,
    }


def _fill_in(line: Row, variants: dict[str, Row], products: dict[str, Row]) -> None:
    variant = variants.get(line["variant_id"])
    if variant is None:
        raise Invalid(f"{line['variant_id']} is not among the variants")
    line["product_id"] = variant["product_id"]
    line["options"] = variant["options"]
    line["name"] = products[variant["product_id"]]["name"]


def _customer(raw: dict[str, str]) -> Row:
    if not raw["id"]:
        raise Invalid("it has no id")
    return {
        "id": raw["id"],
        "email": raw["email"].strip().lower() or None,
        "phone": raw.get("phone") or None,
        "first_name": raw["first_name"],
        "last_name": raw["last_name"],
        "postcode": raw.get("postcode") or None,
        "address": {name: raw.get(name, "") for name in ADDRESS},
        "language": raw.get("language") or None,
        "created_at": _moment(raw.get("created_at", "")),
        "attributes": {},
    }


def _event(raw: dict[str, str]) -> Row:
    if not raw["id"]:
        raise Invalid("it has no id")
    return {
        "id": raw["id"],
        "type": raw["type"],
        "customer_id": raw["customer_id"] or None,
        "conversation_id": None,
        "product_id": raw.get("product_id") or None,
        "at": _moment(raw["at"]),
        "value": float(_number(raw["value"], "value")) if raw.get("value") else None,
        "data": {"query": raw["query"]} if raw.get("query") else {},
    }


def _number(text: str, name: str) -> Decimal:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        raise Invalid(f"{name} {text!r} is not a number") from None
    if not number.is_finite():
        raise Invalid(f"{name} {text!r} is not a number")
    return number


def _moment(text: str) -> datetime | None:
    """An ISO 8601 moment, UTC where it names no zone; None for an empty text."""
    if not text.strip():
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Invalid(f"{text!r} is not a moment (ISO 8601)") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
