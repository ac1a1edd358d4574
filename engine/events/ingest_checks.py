"""Checks between records: what refers to something unknown, or comes twice, is refused with a reason."""

from collections.abc import Callable, Iterable, Mapping

from engine.events.log import TYPES
from engine.events.source import TABLES, Record, Row, Source

Known = Mapping[str, set[str]]
"""Ids by table: those in the database and those accepted so far."""

STATUSES = frozenset(
    (
        "pending pending_modified processed shipped delivered cancelled "
        "return_requested exchange_requested returned"
    ).split()
)
KINDS = frozenset("credit_card paypal gift_card alipay wechat_pay invoice".split())


def refuse_inconsistent(source: Source, known: Known, emails: Mapping[str, str]) -> None:
    """Move inconsistent records of `source` to its rejects, parents before children.

    known: ids in the database by table; it grows by what is accepted. emails: e-mail -> customer id.
    """
    taken_emails = dict(emails)
    checks: dict[str, Callable[[Row], str | None]] = {
        "products": lambda row: _parent(known, "categories", row["category_id"]),
        "variants": lambda row: _parent(known, "products", row["product_id"]) or _amount(row["price_cents"]),
        "articles": lambda row: None if row["answer"] else "it has no answer",
        "customers": lambda row: _email(row, taken_emails),
        "payment_methods": lambda row: _method(row, known),
        "orders": lambda row: _order(row, known),
        "events": lambda row: _event(row, known),
    }
    for table in TABLES:
        source.records[table] = _accepted(source, table, checks[table], known[table])


def _accepted(
    source: Source, table: str, check: Callable[[Row], str | None], known: set[str]
) -> list[Record]:
    seen: set[str] = set()
    accepted: list[Record] = []
    for record in source.records[table]:
        row_id = record.row["id"]
        reason = f"the id {row_id} comes twice" if row_id in seen else check(record.row)
        if reason is None:
            seen.add(row_id)
            accepted.append(record)
        else:
            source.drop(table, record, reason)
    known |= seen
    return accepted


def _parent(known: Known, table: str, row_id: str | None) -> str | None:
    return None if row_id in known[table] else f"{row_id} is not among the {table.replace('_', ' ')}"


def _amount(cents: int) -> str | None:
    return None if cents >= 0 else f"the price {cents / 100:.2f} is negative"


def _email(row: Row, taken: dict[str, str]) -> str | None:
    email = row["email"]
    if email is None:
        return None
    owner = taken.setdefault(email, row["id"])
    return None if owner == row["id"] else f"the e-mail {email} belongs to customer {owner}"


def _method(row: Row, known: Known) -> str | None:
    if row["kind"] not in KINDS:
        return f"{row['kind']} is not a way to pay"
    if (row["balance_cents"] or 0) < 0:
        return "the balance is negative"
    return _parent(known, "customers", row["customer_id"])


def _order(row: Row, known: Known) -> str | None:
    if row["status"] not in STATUSES:
        return f"{row['status']} is not a status of an order"
    if not row["lines"]:
        return "the order has no lines"
    return _first(
        _parent(known, "customers", row["customer_id"]),
        *(_line(line, known) for line in row["lines"]),
        *(_payment(payment, known) for payment in row["payments"]),
    )


def _line(line: Row, known: Known) -> str | None:
    if line["quantity"] < 1:
        return f"line {line['position']} has the quantity {line['quantity']}"
    return (
        _parent(known, "products", line["product_id"])
        or _parent(known, "variants", line["variant_id"])
        or _amount(line["unit_price_cents"])
    )


def _payment(payment: Row, known: Known) -> str | None:
    if payment["amount_cents"] < 0:
        return f"the payment {payment['amount_cents'] / 100:.2f} is negative"
    return None if payment["method_id"] is None else _parent(known, "payment_methods", payment["method_id"])


def _event(row: Row, known: Known) -> str | None:
    if row["type"] not in TYPES:
        return f"{row['type']} is not a type of event"
    if row["customer_id"] is not None and row["customer_id"] not in known["customers"]:
        return _parent(known, "customers", row["customer_id"])
    if row["type"] == "purchase" and row["data"].get("order_id", "") not in known["orders"] | {""}:
        return f"its order {row['data']['order_id']} was refused"
    return None if row["product_id"] is None else _parent(known, "products", row["product_id"])


def _first(*reasons: str | None) -> str | None:
    return next((reason for reason in _told(reasons)), None)


def _told(reasons: Iterable[str | None]) -> list[str]:
    return [reason for reason in reasons if reason is not None]
