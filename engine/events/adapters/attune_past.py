"""A shop's own past, each file optional: customers, orders (one row a line of an order), events.

As CSV, JSON lines or Parquet.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from engine.errors import Invalid
from engine.events.adapters.money import cents
from engine.events.cells import Bad, absent, as_id, as_moment, as_number
from engine.events.purchases import purchase_events
from engine.events.source import Row, Source
from engine.events.tabular.batch import Wanted
from engine.events.tabular.reader import read_batches

ADDRESS = ("line1", "line2", "city", "region", "country", "postcode")
MOMENTS = ("placed_at", "shipped_at", "promised_at", "delivered_at")
CUSTOMER_COLUMNS = Wanted(
    ("id", "email", "first_name", "last_name"),
    (
        "phone",
        "language",
        "created_at",
        "shop_id",
        "postcode",
        *(name for name in ADDRESS if name != "postcode"),
    ),
)
ORDER_COLUMNS = Wanted(
    ("order_id", "customer_id", "status", "variant_id", "quantity", "unit_price"),
    (*MOMENTS, "carrier", "tracking"),
)
EVENT_COLUMNS = Wanted(
    ("id", "type", "customer_id", "at"), ("product_id", "value", "query", "order_id", "cents", "data")
)
SUFFIXES = (".csv", ".jsonl", ".parquet")
LARGEST_CENTS = 2**31 - 1


def add_past(source: Source, folder: Path, currency: str) -> None:
    """Add the files that are there. Raises Invalid where one cannot be read or lacks a column."""
    readers = (("customers", CUSTOMER_COLUMNS, _customer), ("events", EVENT_COLUMNS, _event))
    for table, columns, to_row in readers:
        for record in _records(source, folder, table, columns):
            try:
                source.add(table, record.file, record.label, to_row(record.cells))
            except Invalid as error:
                source.reject(table, record.file, record.label, error.message)
    _add_orders(source, folder, currency)


@dataclass(frozen=True)
class _Read:
    file: str
    label: str
    cells: dict[str, str]


def _records(source: Source, folder: Path, table: str, columns: Wanted) -> Iterator[_Read]:
    """The records of a table, every cell a text, absent ones empty; torn rows are refused."""
    paths = [path for suffix in SUFFIXES if (path := folder / f"{table}{suffix}").is_file()]
    if len(paths) > 1:
        raise Invalid(f"{folder} holds {' and '.join(path.name for path in paths)}. Leave one of them.")
    for path in paths:
        for batch in read_batches(path, columns):
            for number, reason in batch.broken:
                source.reject(table, str(path), f"line {number}", reason)
            names = list(batch.columns)
            rows = zip(*batch.columns.values(), strict=True)
            for number, row in zip(batch.numbers, rows, strict=True):
                cells = dict.fromkeys(columns.names, "")
                cells |= {name: _as_written(cell) for name, cell in zip(names, row, strict=True)}
                yield _Read(str(path), f"line {number}", cells)


def _as_written(cell: Any) -> str:
    """A typed cell (JSON, Parquet) as CSV would have it."""
    if absent(cell):
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat()
    if isinstance(cell, dict | list):
        return json.dumps(cell, ensure_ascii=False, default=str)
    text = as_id(cell)
    return cell if isinstance(cell, str) else text if isinstance(text, str) else str(cell)


def _add_orders(source: Source, folder: Path, currency: str) -> None:
    lines: dict[str, list[_Read]] = {}
    for record in _records(source, folder, "orders", ORDER_COLUMNS):
        lines.setdefault(record.cells["order_id"], []).append(record)
    products = {record.row["id"]: record.row for record in source.records["products"]}
    variants = {record.row["id"]: record.row for record in source.records["variants"]}
    addresses = {record.row["id"]: record.row["address"] for record in source.records["customers"]}
    for order_id, records in lines.items():
        raws, file = [record.cells for record in records], records[0].file
        try:
            order = _order(order_id, raws, currency, addresses.get(raws[0]["customer_id"], {}))
            for line in order["lines"]:
                _fill_in(line, variants, products)
        except Invalid as error:
            source.reject("orders", file, order_id, error.message)
            continue
        source.add("orders", file, order_id, order)
        for event in purchase_events(order):
            source.add("events", file, event["id"], event)


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
        "quantity": _whole(raw["quantity"], "quantity"),
        "unit_price_cents": _money(raw["unit_price"], "unit_price"),
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
        "attributes": {"shop_id": raw["shop_id"]} if raw["shop_id"] else {},
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
        "order_id": raw["order_id"] or None,
        "cents": _whole(raw["cents"], "cents") if raw["cents"] else None,
        "data": _data(raw),
    }


def _number(text: str, name: str) -> Decimal:
    number = as_number(text)
    if not isinstance(number, Decimal):
        raise Invalid(f"{name} {text!r} is not a number")
    return number


def _whole(text: str, name: str) -> int:
    number = _number(text, name)
    if number != int(number) or abs(number) > LARGEST_CENTS:
        raise Invalid(f"{name} {text!r} is not a whole number that can be kept")
    return int(number)


def _money(text: str, name: str) -> int:
    amount = cents(_number(text, name))
    if abs(amount) > LARGEST_CENTS:
        raise Invalid(f"{name} {text!r} is more than can be kept ({LARGEST_CENTS / 100:,.2f})")
    return amount


def _moment(text: str) -> datetime | None:
    """An ISO 8601 moment, UTC where it names no zone; None for an empty text."""
    moment = as_moment(text)
    if isinstance(moment, Bad):
        raise Invalid(f"{text!r} is not a moment (ISO 8601)")
    return moment


def _data(raw: dict[str, str]) -> Row:
    """What an event says beside its columns: `data`, a JSON object, and the words of a search."""
    found: Row = {"query": raw["query"]} if raw["query"] else {}
    if raw["data"]:
        try:
            value = json.loads(raw["data"])
        except (ValueError, RecursionError) as error:
            raise Invalid(f"data {raw['data'][:40]!r} is not JSON") from error
        if not isinstance(value, dict):
            raise Invalid(f"data {raw['data'][:40]!r} is not a JSON object")
        found |= cast("Row", value)
    return found
