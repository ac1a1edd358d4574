"""The event log as a frame."""

from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from sqlalchemy.orm import Session

from engine.events.history import COLUMNS, read_history
from engine.events.log import append
from tests.builders import NOW, add_customer, add_product

DAY = timedelta(days=1)


@pytest.fixture
def shop(session: Session) -> Session:
    add_product(session, "lamp")
    add_product(session, "chair", category="furniture")
    for id_ in ("zoe", "mei"):
        add_customer(session, id_)
    return session


def test_rows_come_by_customer_and_moment_with_categories(shop: Session) -> None:
    append(shop, "purchase", "zoe", "lamp", at=NOW, value=2.0, order_id="W1", cents=5000)
    append(shop, "view", "mei", "chair", at=NOW)
    append(shop, "view", None, "lamp", at=NOW - DAY)
    append(shop, "search", "mei", at=NOW - DAY, data={"query": "lamp"})
    history = read_history(shop)
    assert tuple(history.columns) == COLUMNS
    assert list(history["customer"].astype(object))[:3] == ["mei", "mei", "zoe"]
    assert history["customer"].isna().tolist() == [False, False, False, True]
    assert list(history["type"]) == ["search", "view", "purchase", "view"]
    assert list(history["category"].astype(object))[1:] == ["furniture", "lighting", "lighting"]
    assert history["category"].isna().tolist() == [True, False, False, False]
    bought = history[history["type"] == "purchase"].iloc[0]
    assert (bought["order"], bought["pieces"], bought["cents"]) == ("W1", 2.0, 5000.0)
    assert bought["at"] == pd.Timestamp(NOW.replace(tzinfo=None))
    assert np.isnan(history["cents"].iloc[0])


def test_types_of_the_columns_do_not_depend_on_what_is_there(shop: Session) -> None:
    empty = read_history(shop)
    append(shop, "view", "mei", "lamp", at=NOW)
    filled = read_history(shop)
    for history in (empty, filled):
        assert history["at"].dtype == np.dtype("datetime64[us]")
        assert {str(history[name].dtype) for name in ("pieces", "cents")} == {"float64"}
        assert all(isinstance(history[name].dtype, pd.CategoricalDtype) for name in COLUMNS[2:6])
    assert (len(empty), len(filled)) == (0, 1)


def test_what_was_cancelled_never_happened(shop: Session) -> None:
    append(shop, "purchase", "mei", "lamp", at=NOW - DAY, value=1.0, order_id="W1", cents=2500)
    append(shop, "purchase", "mei", "lamp", at=NOW - DAY, value=1.0, order_id="W2", cents=2500)
    append(shop, "return", "mei", "lamp", at=NOW, value=1.0, order_id="W1", data={"kind": "cancel"})
    append(shop, "return", "mei", "lamp", at=NOW, value=1.0, order_id="W2", data={"kind": "return"})
    history = read_history(shop)
    assert list(zip(history["type"], history["order"], strict=True)) == [("purchase", "W2"), ("return", "W2")]


def test_a_cancellation_after_the_cut_is_not_known_yet(shop: Session) -> None:
    append(shop, "purchase", "mei", "lamp", at=NOW - DAY, value=1.0, order_id="W1", cents=2500)
    append(shop, "return", "mei", "lamp", at=NOW, value=1.0, order_id="W1", data={"kind": "cancel"})
    assert list(read_history(shop, until=NOW)["type"]) == ["purchase"]
    assert read_history(shop, until=NOW + DAY).empty


def test_the_cut_is_exclusive_and_leaves_out_what_has_no_moment(shop: Session) -> None:
    append(shop, "view", "mei", "lamp", at=NOW)
    append(shop, "view", "mei", "lamp", at=NOW - DAY)
    append(shop, "view", "zoe", "lamp", at=NOW - DAY).at = None
    shop.flush()
    assert read_history(shop, until=NOW)["at"].tolist() == [pd.Timestamp(datetime(2026, 11, 19, 12))]
    assert read_history(shop)["at"].isna().sum() == 1
    assert list(read_history(shop, types={"search"})["type"]) == []
