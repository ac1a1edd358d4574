"""What the recommender and the console read of the rules."""

import pandas as pd
import pytest
from sqlalchemy.orm import Session

from engine.mining.reading import goes_with, rules
from engine.mining.results import write_rules
from engine.mining.rules.rules import COLUMNS
from tests.builders import add_product


@pytest.fixture(autouse=True)
def stored(session: Session) -> None:
    add_product(session, "bulb", "Warm Bulb", zh="暖光灯泡")
    sides = [
        (("lamp",), "bulb", 0.9, 2.0),
        (("lamp", "rug"), "bulb", 0.8, 3.0),
        (("rug",), "bulb", 0.5, 1.5),
        (("mug",), "tea", 0.4, 5.0),
    ]
    frame = pd.DataFrame(
        [(a, (c,), 10, 0.1, confidence, lift, 0.05, 2.0, 1e-4, 1e-3) for a, c, confidence, lift in sides],
        columns=COLUMNS,
    )
    write_rules(session, frame)


def test_what_goes_with_a_basket_needs_all_antecedents_and_is_told_once(session: Session) -> None:
    found = goes_with(session, ["lamp", "rug"])
    assert [(one.antecedents, one.consequent) for one in found] == [(["lamp"], "bulb")]
    assert goes_with(session, ["lamp", "bulb"]) == []
    assert [one.consequent for one in goes_with(session, ["rug", "mug"])] == ["bulb", "tea"]
    assert len(goes_with(session, ["rug", "mug"], limit=1)) == 1
    assert goes_with(session, []) == []


def test_rules_are_found_by_a_products_name_in_any_language(session: Session) -> None:
    for text in ("warm b", "灯泡", "BULB"):
        found, total = rules(session, text=text)
        assert (total, {rule.consequent.id for rule in found}) == (3, {"bulb"})
    assert found[0].consequent.name["en"] == "Warm Bulb"
    assert found[0].antecedents[0].name == {}


def test_order_and_least_lift(session: Session) -> None:
    assert [rule.lift for rule in rules(session, order="lift")[0]] == [5, 3, 2, 1.5]
    assert rules(session, least_lift=2.5)[1] == 2
    assert len(rules(session, limit=1, offset=1)[0]) == 1


def test_new_rules_take_the_place_of_the_old(session: Session) -> None:
    write_rules(session, pd.DataFrame(columns=COLUMNS))
    assert rules(session) == ([], 0)
