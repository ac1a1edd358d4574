"""One customer among the others."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from engine.events.log import append
from engine.profiles.features import features_of
from engine.profiles.rebuild import count_log, rebuild_profiles, rebuild_segments
from engine.profiles.service import profile_of
from engine.profiles.standing import standing_of
from engine.store import Database
from engine.store.tables import CustomerProfile
from tests.builders import NOW, add_customer
from tests.unit.engine.profiles.test_rebuild import shop  # noqa: F401 - a fixture


@pytest.fixture
def divided(shop: Database, tmp_path: Path) -> Iterator[Database]:  # noqa: F811
    counted_log(shop, tmp_path)
    yield shop


def counted_log(database: Database, tmp_path: Path) -> None:
    with database.session(writes=False) as session:
        counted = count_log(session)
    rebuild_profiles(database, counted)
    rebuild_segments(database, counted.tallies, tmp_path)


def test_standing_has_the_features_and_the_segment_of_the_rebuild(divided: Database) -> None:
    with divided.session(writes=False) as session:
        counted = count_log(session)
        whole = features_of(counted.tallies, NOW.replace(tzinfo=None), {"lighting": 2149.0}, ["lighting"])
        for id_ in ("c00", "c01"):
            standing = standing_of(session, id_)
            assert standing is not None and standing.segment is not None
            assert standing.segment.label == session.get_one(CustomerProfile, id_).segment
            ours = {one.name: one.value for one in standing.features}
            for name in ("recency", "frequency", "value", "basket", "tenure", "share:lighting"):
                assert ours[name] == pytest.approx(whole.loc[id_, name], abs=1e-4)
            assert ours["mood"] is None
            assert [abs(t.effect) for t in standing.traits] == sorted(
                (abs(t.effect) for t in standing.traits), reverse=True
            )


def test_a_new_event_shows_at_once(divided: Database) -> None:
    with divided.session() as session:
        before = standing_of(session, "c00")
        for order in range(12):
            at = NOW + timedelta(days=1, hours=order)
            append(session, "purchase", "c00", "lamp", at=at, value=1.0, order_id=f"new{order}", cents=2000)
        after = standing_of(session, "c00")
    assert before is not None and after is not None
    assert after.as_of == NOW + timedelta(days=1, hours=11)
    values = [{one.name: one.value for one in standing.features} for standing in (before, after)]
    assert (values[0]["frequency"], values[1]["frequency"], values[1]["recency"]) == (1, 13, 0)
    assert before.segment and after.segment and before.segment.label != after.segment.label


def test_nobody_is_given_a_segment_without_events_or_before_a_rebuild(shop: Database, tmp_path: Path) -> None:  # noqa: F811
    with shop.session() as session:
        add_customer(session, "quiet")
        assert standing_of(session, "c00") is None
    counted_log(shop, tmp_path)
    with shop.session(writes=False) as session:
        assert profile_of(session, "quiet").standing is None
        assert profile_of(session, "c00").standing is not None
