"""What is taken from a history frame."""

import numpy as np
import pytest

from engine.behaviour.ledger import day_of, ledger_of, moment_of

from .frames import START, history

DAY = day_of(START)


def test_lines_of_one_order_are_one_basket() -> None:
    ledger = ledger_of(
        history(
            [
                {"day": 1, "order": "A", "product": "lamp", "cents": 1000, "pieces": 2},
                {"day": 1, "order": "A", "product": "rug", "cents": 500},
                {"day": 9, "order": "B", "product": "lamp", "cents": 700},
            ]
        )
    )
    baskets = ledger.baskets
    assert baskets.day.tolist() == [DAY + 1, DAY + 9]
    assert baskets.money.tolist() == [15.0, 7.0]
    assert baskets.lines.tolist() == [2.0, 1.0]
    assert baskets.new.tolist() == [2.0, 0.0]
    assert baskets.pieces.tolist() == [3.0, 1.0]


def test_without_order_numbers_the_moment_makes_the_basket() -> None:
    ledger = ledger_of(history([{"day": 1}, {"day": 1, "product": "rug"}, {"day": 1.5}]))
    assert ledger.baskets.lines.tolist() == [2.0, 1.0]


def test_lines_that_came_later_are_a_basket_of_their_own() -> None:
    """Or the past would change when an order is added to."""
    ledger = ledger_of(history([{"day": 1, "order": "A"}, {"day": 9, "order": "A", "product": "rug"}]))
    assert ledger.baskets.day.tolist() == [DAY + 1, DAY + 9]


def test_the_same_order_number_of_two_customers_is_two_baskets() -> None:
    ledger = ledger_of(
        history([{"customer": "a", "day": 1, "order": "A"}, {"customer": "b", "day": 1, "order": "A"}])
    )
    assert len(ledger.baskets) == 2


def test_rows_without_moment_or_customer_are_left_out() -> None:
    frame = history([{"day": None}, {"customer": None, "day": 3}, {"customer": "leo", "day": 4}])
    ledger = ledger_of(frame)
    assert ledger.customers == ["leo"]
    assert len(ledger.baskets) == 1
    assert ledger.first == ledger.last == DAY + 4


def test_money_that_is_not_known_counts_nothing() -> None:
    ledger = ledger_of(history([{"day": 1, "cents": np.nan, "pieces": np.nan}]))
    assert (ledger.baskets.money[0], ledger.baskets.pieces[0]) == (0.0, 1.0)


def test_an_empty_history_gives_an_empty_ledger() -> None:
    ledger = ledger_of(history([]))
    assert (ledger.customers, len(ledger.baskets), ledger.last) == ([], 0, 0.0)


def test_days_and_moments_are_inverse() -> None:
    assert day_of(moment_of(20_000.25)) == pytest.approx(20_000.25)
