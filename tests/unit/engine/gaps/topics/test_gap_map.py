"""Segments by topics: known numbers, thin evidence, and who is behind a cell."""

import numpy as np
import pytest

from engine.errors import Invalid
from engine.gaps.topics.gap_map import NO_SEGMENT, behind, gap_map, pooled
from engine.store import Database
from engine.store.tables import CustomerProfile
from tests.builders import NOW
from tests.unit.engine.gaps.topics.test_gap import rebuild, say, shop

__all__ = ["shop"]


def into(database: Database, segment: int, *customers: str) -> None:
    with database.session() as session:
        for id_ in customers:
            session.add(CustomerProfile(customer_id=id_, events=0, tally={}, segment=segment, updated_at=NOW))


def test_a_segment_that_says_much_of_what_it_never_does_is_flagged(shop: Database) -> None:
    rebuild(shop)
    into(shop, 0, "c1", "c2")
    into(shop, 1, "c3")
    with shop.session() as session:
        say(session, "c1", "tools", 8)
        say(session, "c2", "tools", 6)
        say(session, "c3", "tea", 2)
        say(session, "c4", "tea", 1)
        maps = {one.family: one for one in gap_map(session)}
    category = maps["category"]
    rows = {row.label: row for row in category.rows}
    assert set(rows) == {0, 1, NO_SEGMENT}
    tools = next(cell for cell in rows[0].cells if cell.topic == "tools")
    assert (tools.said, tools.customers, tools.flagged, tools.thin) == (14, 2, True, False)
    assert 0 < tools.low < tools.delta < tools.high
    assert (rows[0].speakers, rows[0].said) == (2, 14)
    assert all(cell.thin and not cell.flagged for cell in rows[1].cells), "two statements say nothing"
    assert maps["behaviour"].missing == "No customer has said anything of it yet."


def test_a_cell_opens_the_customers_behind_it(shop: Database) -> None:
    rebuild(shop)
    into(shop, 0, "c1", "c2")
    with shop.session() as session:
        say(session, "c1", "tools", 2)
        say(session, "c2", "tools", 6)
        say(session, "c2", "tea", 1)
        say(session, "c5", "tools", 3)
        found = behind(session, "category", 0, "tools")
        assert [(one.customer_id, one.said, one.of) for one in found] == [("c2", 6, 7), ("c1", 2, 2)]
        assert [one.customer_id for one in behind(session, "category", NO_SEGMENT, "tools")] == ["c5"]
        with pytest.raises(Invalid, match="no topic"):
            behind(session, "category", 0, "boats")
        with pytest.raises(Invalid, match="family"):
            behind(session, "weather", 0, "tools")


def test_before_a_rebuild_the_map_says_so(shop: Database) -> None:
    with shop.session() as session:
        assert [bool(one.missing) and not one.rows for one in gap_map(session)] == [True, True]


def test_one_customer_pooled_is_that_customer() -> None:
    counts, expected, worth = pooled(np.array([[3.0, 1.0]]), np.array([[0.4, 0.6]]), np.array([20.0]))
    assert counts.tolist() == [3.0, 1.0]
    assert expected == pytest.approx([0.4, 0.6])
    assert worth == pytest.approx(20.0)


def test_an_expectation_of_many_is_worth_more_than_of_one() -> None:
    said, expected = np.ones((4, 2)), np.full((4, 2), 0.5)
    assert pooled(said, expected, np.full(4, 20.0))[2] == pytest.approx(4 * 21 - 1)
