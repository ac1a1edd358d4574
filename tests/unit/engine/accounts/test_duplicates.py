"""Who is probably one person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from engine.accounts.duplicates import Duplicate, duplicates, same_email, same_phone
from tests.builders import add_customer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+44 20 7946 0958", "020 7946 0958"),
        ("0044 (0)20-7946-0958", "(020) 79460958"),
        ("１３８００１３８０００", "+86 138 0013 8000"),
    ],
)
def test_one_phone_written_in_two_ways(one: str, other: str) -> None:
    assert same_phone(one) == same_phone(other) is not None


def test_other_phones_and_few_digits_are_not_alike() -> None:
    assert same_phone("+44 20 7946 0958") != same_phone("+44 20 7946 0959")
    assert same_phone("911") is None
    assert same_phone("000 000 000") is None


@given(st.text())
def test_any_text_may_stand_for_a_phone_or_an_address(text: str) -> None:
    assert same_phone(text) is None or (same_phone(text) or "").isdigit()
    assert same_email(same_email(text)) == same_email(text)


def test_pairs_with_their_reasons(session: Session) -> None:
    for name, email, phone, shop_id in (
        ("ann", "ann@example.com", "+44 20 7946 0958", None),
        ("ann-2", "ann+news@example.com", None, None),
        ("ann-3", None, "020 7946 0958", None),
        ("till-4", "else@example.com", "0000", "T1"),
        ("till-5", "other@example.com", None, "T1"),
        ("alone", "alone@example.com", "+44 20 7946 0000", "T2"),
    ):
        customer = add_customer(session, name, first_name="Ann" if name.startswith("ann") else name)
        customer.email, customer.phone = email, phone
        customer.attributes = {"shop_id": shop_id} if shop_id else {}
    add_customer(session, "mate", first_name="Bob").phone = "+44 20 7946 0958"
    session.flush()
    assert duplicates(session) == [
        Duplicate("till-4", "till-5", "shop id", "T1", True),
        Duplicate("ann", "ann-2", "email", "ann@example.com", True),
        Duplicate("ann", "ann-3", "phone", "079460958"[-9:], True),
        Duplicate("ann", "mate", "phone", "079460958"[-9:], False),
    ]
