"""Groups of customers by what their records say."""

import pytest
from sqlalchemy.orm import Session

from engine.errors import Invalid
from engine.recommend.fairness.attributes import customer_groups
from tests.builders import add_customer


@pytest.fixture
def people(session: Session) -> Session:
    for n in range(30):
        customer = add_customer(session, f"c{n:02d}")
        customer.attributes = {
            "source": ("shop", "api")[n % 2],
            "source_hash": str(n % 3),
            "age": ("19-24", "65+")[n % 2],
            "children": n % 3,
            "income": f"{n}K",
            "notes": ["likes", "tea"],
            "imputed": ["age"] if n < 10 else [],
        }
    add_customer(session, "nobody").attributes = {}
    session.flush()
    return session


def test_attributes_with_few_groups_are_found_and_a_guess_is_in_none(people: Session) -> None:
    found = customer_groups(people)
    assert list(found) == ["age", "children"]
    assert found["age"] == {f"c{n:02d}": ("19-24", "65+")[n % 2] for n in range(10, 30)}
    assert found["children"]["c02"] == "2"


def test_what_makes_no_groups_cannot_be_asked_for(people: Session) -> None:
    assert list(customer_groups(people, ["children"])) == ["children"]
    with pytest.raises(Invalid, match=r"30 values of 'income'.* age, children"):
        customer_groups(people, ["age", "income"])
    with pytest.raises(Invalid, match="0 values of 'shoe'"):
        customer_groups(people, ["shoe"])
