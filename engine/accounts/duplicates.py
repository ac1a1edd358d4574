"""Customers who are probably one person: the same e-mail address, phone or id in the shop."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.accounts.names import fold
from engine.store.tables import Customer

By = Literal["email", "phone", "shop id"]
SHOP_ID = "shop_id"
"""The attribute that says by which id another source (till, web shop) knows the customer."""
_DIGITS = re.compile(r"\d")
_SHORTEST = 7
_NATIONAL = 9


@dataclass(frozen=True)
class Duplicate:
    """Two customers. `certain`: the same address or shop id, or the same phone and name; else have a look."""

    kept_id: str
    merged_id: str
    by: By
    shared: str
    certain: bool


def same_email(email: str) -> str:
    """An e-mail address as its owner's mailbox: lower case, without a "+tag"."""
    name, _, host = email.strip().lower().rpartition("@")
    return f"{name.partition('+')[0] or name}@{host}"


def same_phone(phone: str) -> str | None:
    """A phone number for comparison: its last nine digits; None where there are too few to tell.

    What lies before them is written in too many ways: +44 20 7946 0958, 0044 (0)20 7946 0958, 020 7946 0958.
    """
    digits = "".join(str(int(digit)) for digit in _DIGITS.findall(phone))
    significant = digits.lstrip("0")
    return significant[-_NATIONAL:] if len(significant) >= _SHORTEST else None


def duplicates(session: Session) -> list[Duplicate]:
    """Each pair once, the strongest reason first. The customer that is known longer (by id where that is
    not known) would be kept."""
    rows = session.execute(
        select(
            Customer.id,
            Customer.email,
            Customer.phone,
            Customer.first_name,
            Customer.last_name,
            Customer.created_at,
            Customer.attributes,
        ).order_by(Customer.created_at.is_(None), Customer.created_at, Customer.id)
    )
    groups: dict[tuple[By, str], list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        name = fold(f"{row.first_name}{row.last_name}")
        for key in _keys(row.email, row.phone, row.attributes.get(SHOP_ID)):
            groups[key].append((row.id, name))
    return list(_pairs(groups))


def _keys(email: str | None, phone: str | None, shop_id: object) -> Iterator[tuple[By, str]]:
    if shop_id not in (None, ""):
        yield "shop id", str(shop_id)
    if email:
        yield "email", same_email(email)
    if phone and (digits := same_phone(phone)):
        yield "phone", digits


def _pairs(groups: dict[tuple[By, str], list[tuple[str, str]]]) -> Iterator[Duplicate]:
    told: set[tuple[str, str]] = set()
    order: dict[By, int] = {"shop id": 0, "email": 1, "phone": 2}
    for (by, shared), members in sorted(groups.items(), key=lambda item: (order[item[0][0]], item[0][1])):
        kept, name = members[0]
        for other, other_name in members[1:]:
            if (kept, other) not in told:
                told.add((kept, other))
                yield Duplicate(kept, other, by, shared, by != "phone" or (bool(name) and name == other_name))
