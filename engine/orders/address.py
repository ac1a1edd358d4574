"""Changing where a pending order goes to."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from engine.orders.load import order_view
from engine.orders.modify import modifiable
from engine.orders.operations import once
from engine.orders.refusals import OrderRefused
from engine.orders.trail import record
from engine.orders.views import AddressResult

KEYS = ("line1", "line2", "city", "region", "country", "postcode")
REQUIRED = ("line1", "city")
MAX_CHARS = 200


def change_address(
    session: Session, customer_id: str, order_id: str, address: Mapping[str, str], *, key: str
) -> AddressResult:
    """Send a pending order to another address.

    address: line1 and city, and where they apply line2, region, postcode and country (the old
    country stays where none is given).
    Raises NotFound, OrderNotAllowed, OrderRefused (bad_address), Conflict.
    """
    clean = clean_address(address)
    request = {"action": "address", "customer": customer_id, "order": order_id, "address": clean}
    return once(session, key, request, AddressResult, lambda: _change(session, customer_id, order_id, clean))


def clean_address(address: Mapping[str, str]) -> dict[str, str]:
    """The address without surrounding spaces and empty parts. Raises OrderRefused (bad_address)."""
    if unknown := sorted(set(address) - set(KEYS)):
        raise OrderRefused("bad_address", f"An address has no part called {unknown[0]}.")
    clean = {part: " ".join(address[part].split()) for part in KEYS if address.get(part, "").strip()}
    if missing := [part for part in REQUIRED if part not in clean]:
        raise OrderRefused("bad_address", f"The address needs its {missing[0]}.")
    if too_long := [part for part, text in clean.items() if len(text) > MAX_CHARS]:
        raise OrderRefused("bad_address", f"The address has a {too_long[0]} above {MAX_CHARS} characters.")
    return clean


def _change(session: Session, customer_id: str, order_id: str, address: dict[str, str]) -> AddressResult:
    order, rules, methods = modifiable(session, customer_id, order_id)
    country = {"country": order.address["country"]} if order.address.get("country") else {}
    order.address = {**country, **address}
    # The address itself stays out of the audit trail, which outlives a customer's erasure.
    record(session, order, "change_address", {"parts": sorted(address)})
    return AddressResult(order_view(order, rules, methods))
