"""The next action from real rows."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from engine.conversations.held import all_with_person, with_person
from engine.conversations.service import request_handoff, start
from engine.errors import NotFound
from engine.events.log import append
from engine.gaps.reports.choices import store_choices
from engine.next_action.service import next_action_of
from engine.store.types import utc_now
from tests.builders import add_customer, add_order, add_product, add_shop
from tests.unit.engine.manner.learnt import expects, in_segment


@pytest.fixture
def mei(session: Session) -> str:
    add_shop(session)
    add_product(session, prices=(4_000,))
    customer = add_customer(session).id
    for _ in range(3):
        add_order(session, customer, lines=[("lamp-0", 1)])
    return customer


def kind(session: Session, customer: str, **more: float) -> str:
    return next_action_of(session, customer, **more).as_dict()["kind"]  # type: ignore[arg-type]


def test_nothing_without_predictions_then_recommend_then_keep(session: Session, mei: str) -> None:
    assert kind(session, mei) == "nothing"
    expects(session, mei, purchase=0.8, churn=0.1)
    found = next_action_of(session, mei).as_dict()
    assert (found["kind"], found["currency"]) == ("recommend", "USD")
    assert found["options"][0]["value_cents"] == round(0.8 * 4_000 * 0.05)
    expects(session, mei, purchase=0.8, churn=0.9)
    assert kind(session, mei) == "retain"
    in_segment(session, mei, value=90_000.0)
    kept = next_action_of(session, mei).as_dict()["options"][0]
    assert kept["value_cents"] == round(0.9 * 90_000 * 0.05), "at least a typical customer's sum is at stake"


def test_trouble_calls_for_a_person_and_bars_the_offer(session: Session, mei: str) -> None:
    expects(session, mei, purchase=0.9, churn=0.1)
    append(session, "rating", customer_id=mei, value=1.0, at=utc_now() - timedelta(days=2))
    found = next_action_of(session, mei).as_dict()
    assert found["kind"] == "hand_over"
    assert found["barred"]["recommend"] == "trouble"


def test_beside_a_person_nothing_is_offered_but_the_person_is_advised(session: Session, mei: str) -> None:
    expects(session, mei, purchase=0.9, churn=0.1)
    begun, _ = start(session, customer_id=mei, verified_by="token")
    request_handoff(session, begun.id, "asked")
    assert with_person(session, mei)
    assert all_with_person(session) == {mei}
    found = next_action_of(session, mei).as_dict()
    assert (found["kind"], found["barred"]) == ("nothing", {"recommend": "with_person"})
    assert next_action_of(session, mei, beside_person=False).as_dict()["kind"] == "recommend"


def test_who_switched_personalisation_off_is_not_judged_by_guesses(session: Session, mei: str) -> None:
    expects(session, mei, purchase=0.9, churn=0.95)
    store_choices(session, mei, personalise=False)
    assert kind(session, mei) == "nothing"


def test_unknown_customers_are_refused(session: Session, mei: str) -> None:
    with pytest.raises(NotFound):
        next_action_of(session, "nobody")
