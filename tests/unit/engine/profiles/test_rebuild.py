"""Rebuilding profiles and segments from a database."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from engine.events.log import append
from engine.profiles.rebuild import count_log, rebuild_profiles, rebuild_segments
from engine.profiles.segments.stored import KEPT, current
from engine.profiles.stored import behind
from engine.rebuild import STAGES, Work, run
from engine.settings import Settings
from engine.store import Database
from engine.store.tables import CustomerProfile, Segmentation
from tests.builders import NOW, add_customer, add_event, add_product, add_shop

PEOPLE = 40


@pytest.fixture
def shop(database: Database) -> Iterator[Database]:
    with database.session() as session:
        add_shop(session)
        add_product(session, "lamp")
        for number in range(PEOPLE):
            id_, often = f"c{number:02d}", number % 2
            add_customer(session, id_)
            for order in range(8 if often else 1):
                at = NOW - timedelta(days=10 * order + (0 if often else 300) + number % 5)
                event = add_event(session, "purchase", id_, "lamp", at=at, value=1.0 + number % 3)
                event.cents, event.order_id = 2000 + 100 * (number % 4), f"{id_}-{order}"
    yield database


def test_rebuild_stores_everybodys_tally_and_segment(shop: Database, tmp_path: Path) -> None:
    with shop.session(writes=False) as session:
        assert len(behind(session)) == PEOPLE
        counted = count_log(session)
    assert rebuild_profiles(shop, counted) == PEOPLE
    document = rebuild_segments(shop, counted.tallies, tmp_path)
    with shop.session(writes=False) as session:
        assert behind(session) == []
        stored = {row.customer_id: row.segment for row in session.scalars(select(CustomerProfile))}
        division = current(session, with_map=True)
    assert division is not None and division.document == document
    assert (division.customers, division.as_of) == (PEOPLE, NOW)
    assert set(stored.values()) <= {segment.label for segment in document.segments}
    often, seldom = ({stored[f"c{n:02d}"] for n in range(start, PEOPLE, 2)} for start in (1, 0))
    assert not often & seldom


def test_an_event_during_a_rebuild_is_not_lost(shop: Database) -> None:
    with shop.session(writes=False) as session:
        counted = count_log(session)
    with shop.session() as session:
        append(session, "view", "c00", "lamp", at=NOW)
    rebuild_profiles(shop, counted)
    with shop.session(writes=False) as session:
        assert behind(session) == []
        row = session.get_one(CustomerProfile, "c00")
        assert row.tally["kinds"] == {"purchase": 1, "view": 1}


def test_rebuilding_again_keeps_labels_and_only_the_newest_divisions(shop: Database, tmp_path: Path) -> None:
    with shop.session(writes=False) as session:
        counted = count_log(session)
    rebuild_profiles(shop, counted)
    first = rebuild_segments(shop, counted.tallies, tmp_path)
    for _ in range(2):
        assert rebuild_segments(shop, counted.tallies, tmp_path).segments == first.segments
    with shop.session(writes=False) as session:
        assert 3 == len(session.scalars(select(Segmentation.id)).all()) <= KEPT


def test_stages_report_rows_seconds_and_memory(shop: Database, tmp_path: object) -> None:
    settings = Settings(var_dir=tmp_path)  # pyright: ignore[reportArgumentType]
    figures = list(run(Work(settings, shop), STAGES[:3]))
    assert [(one.stage, one.rows) for one in figures[:2]] == [("history", 180), ("profiles", PEOPLE)]
    assert figures[2].stage == "segments" and figures[2].rows >= 3
    assert all(one.seconds >= 0 and one.peak_mb > 10 for one in figures)
