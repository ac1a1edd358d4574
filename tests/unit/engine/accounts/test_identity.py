"""Proving who the customer is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from engine.accounts.identity import (
    MAX_FAILED_PROOFS,
    record_failed_proof,
    require_attempts_left,
    verify_by_email_and_order,
    verify_by_name_and_postcode,
)
from engine.accounts.names import fold, same_name
from engine.errors import TooMany
from tests.builders import add_customer, add_order, add_product, add_shop


@pytest.fixture
def people(session: Session) -> Session:
    add_shop(session, "tau-retail")
    add_product(session)
    add_customer(session, "jose", first_name="José", last_name="Ruiz-Díaz", postcode="SW1A 1AA")
    add_customer(session, "limei", first_name="梅", last_name="李", postcode="200040")
    add_customer(session, "noah", first_name="Noah", last_name="Brown", postcode="80279")
    add_order(session, "noah", id="W1234567")
    add_order(session, "jose", id="W7654321")
    return session


@pytest.mark.parametrize("email", ["noah@example.com", " Noah@Example.COM ", "ｎｏａｈ＠example.com"])
@pytest.mark.parametrize("number", ["W1234567", "#w123 4567", "1234567"])
def test_email_and_an_own_order_prove_it(people: Session, email: str, number: str) -> None:
    assert verify_by_email_and_order(people, email, number) == "noah"


@pytest.mark.parametrize(
    ("email", "number"),
    [("noah@example.com", "W7654321"), ("nobody@example.com", "W1234567"), ("noah@example.com", "")],
)
def test_email_with_another_order_proves_nothing(people: Session, email: str, number: str) -> None:
    assert verify_by_email_and_order(people, email, number) is None


@pytest.mark.parametrize(
    ("name", "postcode", "customer"),
    [
        ("Noah Brown", "80279", "noah"),
        ("  noah   BROWN ", " 8 0279", "noah"),
        ("Brown, Noah", "80279", "noah"),
        ("Ｎｏａｈ Ｂｒｏｗｎ", "８０２７９", "noah"),
        ("jose ruiz diaz", "sw1a1aa", "jose"),
        ("José Ruiz-Díaz", "SW1A-1AA", "jose"),
        ("李梅", "200040", "limei"),
        ("梅李", "200040", "limei"),
        ("李 梅", "２０００４０", "limei"),
        ("Noah Brown", "80278", None),
        ("Noah", "80279", None),
        ("", "80279", None),
        ("Noah Brown", "", None),
    ],
)
def test_name_and_postcode_in_every_spelling(
    people: Session, name: str, postcode: str, customer: str | None
) -> None:
    assert verify_by_name_and_postcode(people, name, postcode) == customer


def test_two_people_of_one_name_and_postcode_are_not_told_apart(people: Session) -> None:
    add_customer(people, "noah2", first_name="Brown", last_name="Noah", postcode="80279")
    assert verify_by_name_and_postcode(people, "Noah Brown", "80279") is None


def test_customer_without_a_name_is_never_matched(people: Session) -> None:
    add_customer(people, "blank", first_name="", last_name="", postcode="11111")
    assert verify_by_name_and_postcode(people, "", "11111") is None
    assert verify_by_name_and_postcode(people, "...", "11111") is None


def test_guessing_stops_after_five_failures_in_a_conversation(people: Session) -> None:
    for number in range(1, MAX_FAILED_PROOFS + 1):
        require_attempts_left(people, "c1")
        assert record_failed_proof(people, "c1") == number
    with pytest.raises(TooMany):
        require_attempts_left(people, "c1")
    require_attempts_left(people, "c2")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(min_size=1, alphabet=st.characters(categories=["L"])), st.text(min_size=1, alphabet="abcé李"))
def test_everyone_matches_their_own_name_in_both_orders(first: str, last: str) -> None:
    if fold(first):
        assert same_name(f"{first} {last}", first, last)
        assert same_name(f"{last}{first}".upper(), first, last)
