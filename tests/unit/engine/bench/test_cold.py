"""Cold start on a small shop made like Online Retail: who likes what they buy is found by their answers."""

from datetime import datetime, timedelta

import numpy as np
import pytest

from engine.bench.cold.customers import answered, cold_customer_figures, popular_lists
from engine.bench.cold.items import cold_item_figures
from engine.bench.cold.retail_shop import ColdShop, cold_shop
from engine.bench.recommend import online_retail_table
from engine.errors import Invalid
from engine.frames import Frame, pd

KINDS = ("BAG", "CANDLE", "MUG", "TOY", "NOTEBOOK", "NECKLACE")
"""Words by which the importer gives each product its category."""


def history() -> Frame:
    """320 customers with a taste each of the six kinds, two baskets of four products a quarter apart."""
    random = np.random.default_rng(5)
    rows = []
    for n in range(320):
        for basket in range(2):
            at = datetime(2011, 3, 1) + timedelta(days=90 * basket + int(random.integers(0, 20)))
            for _ in range(4):
                kind = n % 6 if random.random() < 0.8 else int(random.integers(6))
                rows.append(
                    (f"c{n:03d}", at, "purchase", f"{KINDS[kind]} NUMBER {random.integers(12)}", 1, 250)
                )
    return pd.DataFrame(rows, columns=["customer", "at", "type", "product", "pieces", "cents"])


@pytest.fixture(scope="module")
def shop() -> ColdShop:
    return cold_shop(history(), online_retail_table(history()), hidden=60)


def test_nobody_hidden_is_learnt_from_and_the_groups_are_apart(shop: ColdShop) -> None:
    assert len(shop.interactions.customers) == 200
    assert shop.dev.late.shape[0] <= 60
    assert len(shop.test.truth) == shop.test.late.shape[0]
    with pytest.raises(Invalid, match="are needed"):
        cold_shop(history(), online_retail_table(history()), hidden=100)


def test_answers_come_from_the_earlier_half_alone(shop: ColdShop) -> None:
    told = answered(shop, shop.test, 0, 1)
    counts = (shop.test.early[[0]] @ shop.answers.members).toarray().ravel()
    assert told.categories == (shop.answers.shelf.category_names[int(counts.argmax())],)
    assert told.max_price_cents is None
    assert answered(shop, shop.test, 0, 0).categories == ()
    assert len(answered(shop, shop.test, 0, 3).categories) <= 2


def test_answers_find_more_than_what_sells_most(shop: ColdShop) -> None:
    figures = cold_customer_figures(shop, lambda _: None)
    assert figures["cold_1_answers_ndcg"].value > figures["cold_0_answers_ndcg"].value
    assert figures["cold_gain_share"].value > 0.25
    assert figures["cold_gain_share_low"].holds
    assert popular_lists(shop).keys() == {"all", "season", "fading"}


def test_new_products_are_found_by_their_words(shop: ColdShop) -> None:
    found = cold_item_figures(online_retail_table(history()), shop.chooser.items, lambda _: None)
    assert found["new_items"].value > 0
    assert found["new_items_content_ndcg"].value > found["new_items_random_ndcg"].value
