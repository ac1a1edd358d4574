"""Promises and deliveries as a frame."""

from datetime import timedelta

import pandas as pd
from sqlalchemy.orm import Session

from engine.orders.deliveries import read_deliveries
from tests.builders import NOW, add_customer, add_order, add_product, add_shop

DAY = timedelta(days=1)


def test_orders_with_a_promise_and_only_those_that_live(session: Session) -> None:
    add_shop(session)
    add_product(session, "lamp")
    for id_ in ("mei", "ben"):
        add_customer(session, id_)
    for id_, customer, status, came in (
        ("W1", "mei", "delivered", NOW - DAY),
        ("W2", "ben", "shipped", None),
        ("W3", "mei", "cancelled", None),
        ("W4", "mei", "delivered", NOW + DAY),
    ):
        add_order(session, customer, id=id_, status=status, delivered_at=came).promised_at = NOW
    add_order(session, "mei", id="W5")
    session.flush()
    frame = read_deliveries(session, until=NOW).set_index("order")
    assert sorted(frame.index) == ["W1", "W2", "W4"]
    assert frame.loc["W1", "delivered"] == pd.Timestamp((NOW - DAY).replace(tzinfo=None))
    assert frame.loc[["W2", "W4"], "delivered"].isna().all(), "what comes later has not come yet"
    assert (frame["promised"] == pd.Timestamp(NOW.replace(tzinfo=None))).all()
    assert list(read_deliveries(session, customer_id="ben")["order"]) == ["W2"]
    empty = read_deliveries(session, customer_id="nobody")
    assert [str(kind) for kind in empty.dtypes[1:]] == ["datetime64[us]", "datetime64[us]"]
