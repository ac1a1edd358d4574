from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.events.adapters.attune_models import ProductRecord
from engine.events.adapters.money import cents
from engine.events.adapters.tau_retail_orders import add_orders
from engine.events.reading import parse
from engine.events.source import Source

PRODUCT: dict[str, Any] = {
    "id": "cup",
    "name": {"en": "Cup"},
    "variants": [{"id": "red", "options": {"color": "red"}, "price": 9.5}],
}
ADDRESS = {"address1": "1 A St", "address2": "", "city": "B", "country": "USA", "state": "TX", "zip": "70000"}
ITEM = {"name": "Lamp", "product_id": "p", "item_id": "v", "price": 20.1, "options": {"color": "black"}}


@given(st.integers(0, 10**9))
def test_every_amount_of_cents_survives_being_written_as_a_decimal(amount: int) -> None:
    assert cents(amount / 100) == amount


@pytest.mark.parametrize(("text", "wanted"), [("608.91", 60891), ("0.005", 1), (19.999, 2000), (1, 100)])
def test_amounts_are_rounded_half_up(text: float | str, wanted: int) -> None:
    assert cents(text) == wanted


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"id": "No Spaces"}, "id"),
        ({"variants": []}, "variants"),
        ({"prise": 3}, "prise"),
        ({"name": {"en": " "}}, "name.en"),
        ({"variants": [{"id": "a", "options": {}, "price": float("inf")}]}, "variants.0.price"),
        ({"variants": [{"id": "a", "options": {}, "price": 1, "stock": -1}]}, "variants.0.stock"),
    ],
)
def test_what_is_wrong_with_a_product_is_named(change: dict[str, Any], told: str) -> None:
    problem = parse(ProductRecord, PRODUCT | change)
    assert isinstance(problem, str)
    assert problem.startswith(f"{told}:")


def test_an_item_ordered_twice_fills_two_lines_each_in_one_parcel() -> None:
    raw = {
        "order_id": "#W0000001",
        "user_id": "u",
        "address": ADDRESS,
        "items": [ITEM, ITEM],
        "fulfillments": [
            {"tracking_id": ["1"], "item_ids": ["v"]},
            {"tracking_id": ["2"], "item_ids": ["v"]},
        ],
        "status": "delivered",
        "payment_history": [{"transaction_type": "payment", "amount": 40.2, "payment_method_id": "m"}],
    }
    source = Source("tau-retail")
    add_orders(source, "orders.json", {"#W0000001": raw}, {})
    row = source.records["orders"][0].row
    assert row["total_cents"] == 4020
    assert [parcel["line_ids"] for parcel in row["shipments"]] == [["W0000001-1"], ["W0000001-2"]]
    assert [record.row["id"] for record in source.records["events"]] == [
        "order:W0000001:1",
        "order:W0000001:2",
    ]


def test_a_cancelled_order_is_no_purchase() -> None:
    raw = {
        "order_id": "#W0000002",
        "user_id": "u",
        "address": ADDRESS,
        "items": [ITEM],
        "fulfillments": [],
        "status": "cancelled",
        "payment_history": [],
    }
    source = Source("tau-retail")
    add_orders(source, "orders.json", {"#W0000002": raw}, {})
    assert source.records["orders"]
    assert not source.records["events"]
