"""Customers with the addresses on file, read from the store."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.mining.anomalies.addresses import Resident
from engine.store.tables import Customer


def read_residents(session: Session) -> Iterator[Resident]:
    """All customers that have an address."""
    rows = session.execute(
        select(Customer.id, Customer.last_name, Customer.address, Customer.postcode).execution_options(
            yield_per=10_000
        )
    )
    for id_, last_name, address, postcode in rows:
        if address:
            parts = [str(address.get(part) or "") for part in ("line1", "line2", "postcode")]
            yield Resident(id_, last_name, parts[0], parts[1], parts[2] or postcode or "")
