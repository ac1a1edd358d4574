from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from engine.errors import Invalid
from engine.events import log
from tests.builders import add_customer, add_product

MORNING = datetime(2026, 11, 20, 8, tzinfo=UTC)
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_an_event_comes_back_as_it_was_appended(session: Session) -> None:
    customer, product = add_customer(session), add_product(session)
    log.append(session, "rating", customer.id, product.id, at=NOON, value=4, data={"text": "很好"})
    (event,) = log.read(session, customer_id=customer.id)
    assert (event.type, event.product_id, event.at, event.value) == ("rating", product.id, NOON, 4)
    assert event.data == {"text": "很好"}


def test_an_event_without_a_moment_happened_now(session: Session) -> None:
    before = datetime.now(UTC)
    event = log.append(session, "question", data={"text": "?"})
    assert event.at is not None
    assert before <= event.at <= datetime.now(UTC)


def test_the_same_event_id_is_written_once_and_stays_as_it_was(session: Session) -> None:
    first = log.append(session, "view", data={"page": 1}, event_id="sender-1")
    again = log.append(session, "click", data={"page": 2}, event_id="sender-1")
    assert again is first
    assert [event.data for event in log.read(session)] == [{"page": 1}]


def test_an_unknown_type_is_refused(session: Session) -> None:
    with pytest.raises(Invalid, match="'jump'"):
        log.append(session, "jump")


def test_reading_goes_from_new_to_old_and_can_be_narrowed(session: Session) -> None:
    early = log.append(session, "view", at=MORNING, event_id="a")
    late = log.append(session, "search", at=NOON, event_id="b", conversation_id="talk")
    assert list(log.read(session)) == [late, early]
    assert list(log.read(session, types={"view"})) == [early]
    assert list(log.read(session, since=NOON)) == [late]
    assert list(log.read(session, until=NOON)) == [early]
    assert list(log.read(session, conversation_id="talk")) == [late]
    assert list(log.read(session, limit=1)) == [late]
