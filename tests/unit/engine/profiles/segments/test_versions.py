"""Divisions as versions: a new one that is clearly worse is not taken."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from engine.frames import Frame, pd
from engine.models import registry
from engine.profiles.rebuild import MadeWith, store_segments
from engine.profiles.segments.build import Basis, Options, divide
from engine.profiles.segments.stored import current
from engine.profiles.segments.versions import KIND, verdict_on
from engine.putting_in_use import put_in_use
from engine.settings import Settings
from engine.store import Database
from engine.store.tables import CustomerProfile
from tests.builders import NOW, add_customer, add_shop

MADE = MadeWith({}, [], NOW)
BASIS = Basis({}, [], {}, "EUR")


def crowd(seed: int = 0, count: int = 120) -> Frame:
    """Four kinds of customers, by how often they come and how much they spend."""
    rng = np.random.default_rng(seed)
    kind = np.arange(count) % 4
    return pd.DataFrame(
        {
            "recency": np.exp(rng.normal(np.where(kind < 2, 1.5, 5.0), 0.1)),
            "frequency": np.exp(rng.normal(np.where(kind % 2, 0.7, 3.5), 0.1)),
        },
        index=pd.Index([f"c{number:03d}" for number in range(count)], dtype="str"),
    )


@pytest.fixture
def shop(database: Database) -> Database:
    with database.session() as session:
        add_shop(session)
        for id_ in crowd().index:
            add_customer(session, id_)
            session.add(CustomerProfile(customer_id=id_, tally={}, events=0, updated_at=NOW))
    return database


def test_a_division_into_the_wrong_number_is_not_taken() -> None:
    good, _ = divide(crowd(), BASIS, Options())
    assert len(good.segments) == 4
    poor, _ = divide(crowd(), BASIS, Options(ks=[7]))
    verdict = verdict_on(poor, crowd(), good)
    assert not verdict.taken
    assert verdict.reason.startswith("It is worse than the one in use: 1 - silhouette ")
    assert verdict_on(good, crowd(), poor).taken


def test_another_method_is_somebodys_choice_and_an_unstable_division_gives_way() -> None:
    good, _ = divide(crowd(), BASIS, Options())
    ward, _ = divide(crowd(), BASIS, Options(method="ward", ks=[7]))
    assert verdict_on(ward, crowd(), good).reason == "The method is now ward; it was kmeans."
    shaky = [{**one, "stability": 0.1} for one in good.choice]
    assert verdict_on(good, crowd(), dataclasses.replace(good, choice=shaky)).reason.startswith(
        "It is stable"
    )


def test_rebuilds_register_versions_and_the_worse_one_leaves_customers_where_they_were(
    shop: Database, tmp_path: Path
) -> None:
    first = store_segments(shop, crowd(), MADE, tmp_path)
    assert store_segments(shop, crowd(), MADE, tmp_path) == first, "nothing new to divide"
    kept = store_segments(shop, crowd(1), MADE, tmp_path, Options(ks=[7]))
    assert kept.segments == first.segments
    with shop.session(writes=False) as session:
        rows = [(row.id, row.state) for row in registry.listed(session, KIND)]
        assert rows == [("segments-2", "rejected"), ("segments-1", "live")]
        card = registry.find(session, "segments-1").card
        assert card["metrics"]["segments"] == 4 and card["metrics"]["silhouette"] > 0.5
        given = {row.customer_id: row.segment for row in session.scalars(select(CustomerProfile))}
    assert given == dict(zip(crowd(1).index, first.assign(crowd(1)), strict=True))


def test_a_person_may_take_the_worse_one_and_it_stays_while_nothing_changes(
    shop: Database, tmp_path: Path
) -> None:
    settings = Settings.model_validate({"var_dir": tmp_path})
    folder = settings.learnt_dir
    store_segments(shop, crowd(), MADE, folder)
    store_segments(shop, crowd(1), MADE, folder, Options(ks=[7]))
    with shop.session() as session:
        put_in_use(session, settings, "segments-2")
        division = current(session)
    assert division is not None and len(division.document.segments) == 7
    again = store_segments(shop, crowd(1), MADE, folder, Options(ks=[7]))
    assert len(again.segments) == 7
