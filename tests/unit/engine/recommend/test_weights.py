"""What speaks for a product, and what against it."""

import pytest
from sqlalchemy.orm import Session

from engine.recommend.reading import read_history, read_interactions
from engine.recommend.weights import weight_of
from tests.builders import NOW, add_event
from tests.unit.engine.recommend.conftest import buy

ITEMS = ["bulb", "chair", "cushion", "kettle", "lamp", "tea"]


@pytest.mark.parametrize(
    ("kind", "value", "how", "weight"),
    [
        ("purchase", 3.0, None, 1.0),
        ("view", None, None, 0.2),
        ("rating", 1.0, None, -1.0),
        ("rating", 5.0, None, 1.0),
        ("rating", float("nan"), None, 0.0),
        ("rating", 9.0, None, 0.0),
        ("question", -0.8, None, -0.5),
        ("question", 0.1, None, 0.0),
        ("question", None, None, 0.0),
        ("return", 1.0, "return", -0.5),
        ("return", 1.0, "exchange", 0.0),
        ("return", 1.0, "cancel", 0.0),
        ("impression", None, None, 0.0),
    ],
)
def test_weight_of_an_event(kind: str, value: float | None, how: str | None, weight: float) -> None:
    assert weight_of(kind, value, how) == weight


def test_all_customers_and_one_are_weighed_alike(shop: Session) -> None:
    buy(shop, "mei", "lamp", order="o1")
    add_event(shop, "return", "mei", "lamp", data={"order_id": "o1", "kind": "return"})
    buy(shop, "mei", "tea", days_ago=9)
    add_event(shop, "rating", "mei", "tea", value=2.0)
    buy(shop, "mei", "chair", order="o2")
    add_event(shop, "return", "mei", "chair", data={"order_id": "o2", "kind": "exchange"})
    add_event(shop, "view", "mei", "kettle")
    add_event(shop, "question", "mei", "cushion", value=-0.9)
    shop.flush()
    everyone = read_interactions(shop, ITEMS)
    one = read_history(shop, "mei", everyone.columns, NOW)
    assert one.weights.tolist() == [0.0, 1.0, -0.5, 0.2, -0.5, 0.5]
    assert everyone.matrix[[everyone.rows["mei"]]].toarray().ravel().tolist() == one.weights.tolist()
    kept = everyone.purchases[[everyone.rows["mei"]]].toarray().ravel().nonzero()[0]
    assert {ITEMS[n] for n in kept} == {"chair", "tea"} == {ITEMS[n] for n in one.bought}
