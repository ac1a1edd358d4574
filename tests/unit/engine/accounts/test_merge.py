"""Two records of one person: merged, followed, and taken apart exactly as they were."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.accounts.merge import merge, split
from engine.accounts.merged import current_id, merged_ids
from engine.accounts.references import references
from engine.conversations.start import start
from engine.errors import Conflict, Invalid, NotFound
from engine.store import Database
from engine.store.tables import AuditEntry, Base, Conversation, Customer, Event, Order, PaymentMethod
from tests.builders import add_customer, add_event, add_order, add_product

JOURNAL = {"customer_merges", "audit"}


def rows(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """All rows but the journal of merges."""
    session.expire_all()
    return {
        table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
        for table in Base.metadata.sorted_tables
        if table.name not in JOURNAL
    }


@pytest.fixture
def people(database: Database) -> Iterator[Session]:
    with database.session() as session:
        add_product(session)
        add_customer(session, "mei", postcode=None, language=None)
        second = add_customer(session, "mei-till", first_name="M.", gift_card_cents=5)
        second.phone, second.attributes = "+49 30 1234567", {"shop_id": "T77"}
        add_customer(session, "third")
        for customer in ("mei", "mei-till", "third"):
            add_order(session, customer)
            add_event(session, "view", customer, "lamp")
            start(session, customer_id=customer, verified_by="token")
        session.flush()
        yield session


def test_everything_of_one_goes_to_the_other_and_gaps_are_filled(people: Session) -> None:
    merge(people, "mei", "mei-till", "system")
    assert people.get(Customer, "mei-till") is None
    kept = people.get_one(Customer, "mei")
    assert (kept.first_name, kept.email) == ("Mei", "mei@example.com"), "the kept record's own words stay"
    assert (kept.phone, kept.postcode, kept.language) == ("+49 30 1234567", "80279", "en")
    assert kept.attributes == {"shop_id": "T77"}
    for model in (Order, Event, Conversation):
        owners = sorted(people.scalars(select(model.customer_id)))
        assert owners == ["mei", "mei", "third"], model
    assert len(people.scalars(select(PaymentMethod).where(PaymentMethod.customer_id == "mei")).all()) == 6
    entry = people.scalars(select(AuditEntry).where(AuditEntry.action == "customer.merge")).one()
    assert (entry.subject, entry.data["merged"], entry.data["moved"]["orders.customer_id"]) == (
        "customer:mei",
        "mei-till",
        1,
    )


def test_a_split_restores_every_row(people: Session) -> None:
    before = rows(people)
    merge(people, "mei", "mei-till", "system")
    assert rows(people) != before
    split(people, "mei-till", "system")
    assert rows(people) == before
    actions = people.scalars(select(AuditEntry.action).where(AuditEntry.action.startswith("customer.")))
    assert sorted(actions) == ["customer.merge", "customer.split"]


@pytest.mark.parametrize("order", [("mei-till", "third"), ("third", "mei-till")])
def test_merges_are_undone_in_any_order(people: Session, order: tuple[str, str]) -> None:
    before = rows(people)
    merge(people, "mei", "mei-till", "system")
    merge(people, "mei", "third", "system")
    for one in order:
        split(people, one, "system")
    assert rows(people) == before


def test_a_chain_is_followed_and_undone_from_its_end(people: Session) -> None:
    before = rows(people)
    merge(people, "mei", "mei-till", "system")
    merge(people, "third", "mei", "system")
    assert merged_ids(people) == {"mei-till": "third", "mei": "third"}
    assert (current_id(people, "mei-till"), current_id(people, "third")) == ("third", "third")
    with pytest.raises(Conflict, match="Split mei first"):
        split(people, "mei-till", "system")
    split(people, "mei", "system")
    split(people, "mei-till", "system")
    assert rows(people) == before


def test_what_happened_since_stays_with_the_kept_record(people: Session) -> None:
    merge(people, "mei", "mei-till", "system")
    later = add_event(people, "view", "mei", "lamp")
    people.get_one(Customer, "mei").phone = "+1 555 0100"
    people.flush()
    split(people, "mei-till", "system")
    assert people.get_one(Event, later.id).customer_id == "mei"
    assert people.get_one(Customer, "mei").phone == "+1 555 0100"
    assert people.get_one(Customer, "mei").postcode is None


def test_a_token_of_the_merged_id_opens_the_kept_customers_conversation(people: Session) -> None:
    merge(people, "mei", "mei-till", "system")
    begun, _ = start(people, customer_id="mei-till", verified_by="token")
    assert begun.customer_id == "mei"


def test_what_cannot_be_is_told(people: Session) -> None:
    with pytest.raises(Invalid, match="Name two ids"):
        merge(people, "mei", "mei", "system")
    with pytest.raises(NotFound, match="no customer nobody"):
        merge(people, "mei", "nobody", "system")
    with pytest.raises(NotFound, match="third is not merged"):
        split(people, "third", "system")
    merge(people, "mei", "third", "system")
    people.get_one(Customer, "mei-till").email = "third@example.com"
    people.flush()
    with pytest.raises(Conflict, match=r"third@example\.com is customer mei-till's"):
        split(people, "third", "system")


def test_every_table_that_names_a_customer_is_known() -> None:
    found = {reference.name for reference in references()}
    assert found >= {
        "orders.customer_id",
        "events.customer_id",
        "conversations.customer_id",
        "payment_methods.customer_id",
    }
    named = {
        f"{table.name}.customer_id" for table in Base.metadata.sorted_tables if "customer_id" in table.columns
    }
    assert named <= found, "a table names customers without a foreign key, so a merge would miss it"
