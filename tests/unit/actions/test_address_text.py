"""Reading a postal address out of a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.address_text import parse_address
from engine.orders.address import KEYS


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "12 Oak Street, Apt 4, Denver, CO 80203, USA",
            {
                "line1": "12 Oak Street", "line2": "Apt 4", "city": "Denver", "region": "CO",
                "postcode": "80203", "country": "USA",
            },
        ),
        (
            "please send it to 5 High Road, London, SW1A 1AA, United Kingdom",
            {"line1": "5 High Road", "city": "London", "postcode": "SW1A 1AA", "country": "United Kingdom"},
        ),
        ("7 Mill Lane; Bath", {"line1": "7 Mill Lane", "city": "Bath"}),
        (
            "14 Kembang Lane, Singapore 219414",
            {"line1": "14 Kembang Lane", "city": "Singapore", "postcode": "219414"},
        ),
        (
            "上海市浦东新区世纪大道100号 200120",
            {"city": "上海市", "line1": "浦东新区世纪大道100号", "postcode": "200120"},
        ),
        (
            "改成广东省深圳市南山区科技路1号3栋502，邮编518000",
            {"region": "广东省", "city": "深圳市", "line1": "南山区科技路1号3栋502", "postcode": "518000"},
        ),
    ],
)  # fmt: skip
def test_addresses(text: str, parts: dict[str, str]) -> None:
    assert parse_address(text) == parts


@pytest.mark.parametrize(
    "text", ["hmm", "to my office", "what does that cost?", "我家", "80203", "yes, please", ""]
)
def test_what_is_no_address(text: str) -> None:
    assert parse_address(text) is None


@given(st.text(max_size=300))
def test_any_text_gives_known_parts_or_none(text: str) -> None:
    found = parse_address(text)
    assert found is None or ({"line1", "city"} <= found.keys() <= set(KEYS) and all(found.values()))
