"""Baskets: what counts as bought together."""

from datetime import datetime

import pandas as pd
import pytest

from engine.mining.rules.baskets import Baskets, baskets_of, purchase_baskets


def held(baskets: Baskets) -> set[frozenset[str]]:
    return {
        frozenset(baskets.items[column] for column in baskets.matrix[[row], :].indices)
        for row in range(len(baskets))
    }


def test_names_are_stripped_and_doubles_count_once() -> None:
    baskets = baskets_of([["milk ", " milk", "tea", ""], ["tea"], []])
    assert baskets.items == ["milk", "tea"]
    assert (len(baskets), int(baskets.matrix.nnz)) == (3, 3)


def test_a_basket_that_is_too_large_keeps_what_many_others_hold() -> None:
    baskets = baskets_of([["rare", "milk", "tea"], ["milk", "tea"], ["tea"]], max_basket=2)
    assert (baskets.capped, baskets.cut) == (1, 1)
    assert frozenset({"milk", "tea"}) in held(baskets)
    assert "rare" not in frozenset[str]().union(*held(baskets))


def test_a_basket_of_one_item_cannot_be_the_largest_allowed() -> None:
    with pytest.raises(ValueError, match="two items"):
        baskets_of([["a"]], max_basket=1)


def test_an_order_is_a_basket_else_what_was_bought_at_one_moment() -> None:
    noon, one = datetime(2026, 5, 1, 12), datetime(2026, 5, 1, 13)
    rows = [
        ("purchase", "mei", noon, "lamp", "W1"),
        ("purchase", "mei", one, "bulb", "W1"),
        ("purchase", "mei", noon, "mug", None),
        ("purchase", "mei", noon, "tea", None),
        ("purchase", "mei", one, "pen", None),
        ("purchase", "bo", noon, "rug", None),
        ("purchase", None, noon, "cup", "W2"),
        ("purchase", None, noon, "lost", None),
        ("purchase", "bo", None, "lost too", None),
        ("view", "mei", noon, "seen", None),
    ]
    history = pd.DataFrame(rows, columns=["type", "customer", "at", "product", "order"])
    history = history.astype(dict.fromkeys(("type", "customer", "product", "order"), "category"))
    history["at"] = history["at"].astype("datetime64[us]")
    baskets = purchase_baskets(history)
    assert held(baskets) == {
        frozenset({"lamp", "bulb"}),
        frozenset({"mug", "tea"}),
        frozenset({"pen"}),
        frozenset({"rug"}),
        frozenset({"cup"}),
    }


def test_no_purchases_are_no_baskets() -> None:
    history = pd.DataFrame(
        {
            "type": pd.Categorical(["view"]),
            "customer": pd.Categorical(["mei"]),
            "at": pd.to_datetime(["2026-05-01"]).astype("datetime64[us]"),
            "product": pd.Categorical(["lamp"]),
            "order": pd.Categorical([None]),
        }
    )
    assert len(purchase_baskets(history)) == 0
