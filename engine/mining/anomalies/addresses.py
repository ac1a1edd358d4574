"""Addresses that customers of different names share."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from engine.mining.anomalies.findings import Finding

LEAST_NAMES = 3
"""Families share an address, and flat mates: from so many different last names on, somebody looks."""


@dataclass(frozen=True)
class Resident:
    """A customer with the address on file; any part may be empty."""

    customer: str
    last_name: str
    line1: str
    line2: str
    postcode: str


def shared_addresses(residents: Iterable[Resident], least_names: int = LEAST_NAMES) -> Iterator[Finding]:
    """Addresses (street, flat and postcode alike) of customers with `least_names` last names or more."""
    homes: dict[str, list[Resident]] = defaultdict(list)
    for one in residents:
        if home := _same(one):
            homes[home].append(one)
    for home, people in sorted(homes.items()):
        names = {_plain(one.last_name) for one in people if one.last_name.strip()}
        if len(names) >= least_names:
            customers = sorted(one.customer for one in people)
            values = {
                "customers": float(len(customers)),
                "names": float(len(names)),
                "ids": ", ".join(customers),
            }
            key = sha256(home.encode()).hexdigest()[:16]
            yield Finding("address", f"address:{key}", "shared_address", values, len(names) / least_names)


def _same(one: Resident) -> str:
    """The address in a form that equal ones share; "" without a street or a postcode."""
    street, postcode = _plain(one.line1), _plain(one.postcode)
    return f"{street}|{_plain(one.line2)}|{postcode}" if street and postcode else ""


def _plain(text: str) -> str:
    """Without case, accents, punctuation and spaces."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]+", "", "".join(sign for sign in apart if not unicodedata.combining(sign)))
