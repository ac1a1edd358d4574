"""Stored tallies: adding event by event, in any order, gives what counting everything gives."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from engine.events.facts import cancelled_lines, event_counts
from engine.events.history import read_history
from engine.events.log import append
from engine.profiles.features import features_of, largest_categories, prices_of
from engine.profiles.split import split
from engine.profiles.stored import behind, catch_up, tallies
from engine.profiles.tallies import Tallies, count_history, gather
from engine.store import Database
from engine.store.tables import CustomerProfile, Event
from tests.builders import NOW, add_customer, add_event, add_product
from tests.unit.engine.profiles.strategies import CUSTOMERS, PRODUCTS, events

AT = datetime(2026, 11, 21)


@pytest.fixture
def shop(database: Database) -> Iterator[Database]:
    with database.session() as session:
        for product, category in PRODUCTS.items():
            if category is not None:
                add_product(session, product, category=category)
        for id_ in CUSTOMERS:
            add_customer(session, id_)
    yield database


def features(counted: Tallies) -> pd.DataFrame:
    return features_of(counted, AT, prices_of(counted), sorted(largest_categories(counted)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(events, max_size=25))
def test_counting_event_by_event_equals_counting_the_whole_log(shop: Database, log: list[Any]) -> None:
    with shop.session() as session:
        session.execute(delete(CustomerProfile))
        session.execute(delete(Event))
    with shop.session() as session:
        for number, event in enumerate(log):
            if event["at"] is None:  # an import brings such events, and tells nobody
                session.add(Event(id=str(number), **event))
                session.flush()
            else:
                append(session, **event)
        catch_up(session)
        counted = count_history(read_history(session))
        whole = split(counted, event_counts(session), cancelled_lines(session))
        known = sorted(whole)
        one_by_one = tallies(session, known)
        assert behind(session) == []
    for id_ in known:
        ours, theirs = one_by_one[id_], whole[id_]
        assert sorted(ours.cancelled) == sorted(theirs.cancelled)
        ours.cancelled = theirs.cancelled = []
        assert ours == theirs
    together = gather(one_by_one)
    pd.testing.assert_frame_equal(
        features(together).reindex(counted.numbers.index.astype("str")),
        features(counted),
        check_index_type=False,
        check_names=False,
    )


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(events, max_size=15), st.randoms(use_true_random=False))
def test_the_order_in_which_events_come_does_not_show(shop: Database, log: list[Any], random: Any) -> None:
    dated = [event for event in log if event["at"] is not None]
    shuffled = list(dated)
    random.shuffle(shuffled)
    found = []
    for sequence in (dated, shuffled):
        with shop.session() as session:
            session.execute(delete(CustomerProfile))
            session.execute(delete(Event))
        with shop.session() as session:
            for event in sequence:
                append(session, **event)
            assert behind(session) == []  # each append kept the tallies up, nothing was caught up on
            found.append(tallies(session, CUSTOMERS))
    for id_ in CUSTOMERS:
        first, second = found[0][id_], found[1][id_]
        first.cancelled.sort()
        second.cancelled.sort()
        assert first == second


def test_what_an_import_brought_is_caught_up_on(shop: Database) -> None:
    with shop.session() as session:
        append(session, "view", "mei", "lamp", at=NOW)
        add_event(session, "purchase", "mei", "lamp", value=2.0)
        assert behind(session) == ["mei"]
        assert tallies(session, ["mei"])["mei"].kinds == {"view": 1, "purchase": 1}
        assert catch_up(session) == 1
        assert (behind(session), catch_up(session)) == ([], 0)
        session.execute(delete(Event))
        assert behind(session) == ["mei"]
        catch_up(session)
        assert tallies(session, ["mei"])["mei"].kinds == {}


def test_a_repeated_event_counts_once(shop: Database) -> None:
    with shop.session() as session:
        for _ in range(2):
            append(session, "view", "mei", "lamp", at=NOW, event_id="one")
        assert tallies(session, ["mei"])["mei"].kinds == {"view": 1}
