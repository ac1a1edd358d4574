"""A shop of either rule book with a customer and two products of three variants each."""

import pytest
from sqlalchemy.orm import Session

from tests.builders import add_customer, add_product, add_shop


def _stock_shop(session: Session, policy: str) -> Session:
    add_shop(session, policy)
    add_customer(session)
    add_customer(session, "noah", first_name="Noah", last_name="Brown")
    add_product(session, "lamp", prices=(2500, 3000, 2000))
    add_product(session, "chair", prices=(9000, 12_000), category="furniture")
    return session


@pytest.fixture
def tau(session: Session) -> Session:
    return _stock_shop(session, "tau-retail")


@pytest.fixture
def standard(session: Session) -> Session:
    return _stock_shop(session, "standard")
