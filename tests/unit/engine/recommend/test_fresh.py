"""Fresh answers: the last event counts at once; a refit takes the place whole, or not at all."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from engine.recommend.fresh import FreshRecommender
from engine.recommend.mix import default_mix
from engine.recommend.mix_stored import store
from engine.recommend.service import Recommender
from engine.settings import Settings
from engine.store import Database
from tests.builders import add_event, add_product
from tests.unit.engine.recommend.conftest import buy, fill_shop


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def shopped(database: Database) -> Database:
    with database.session() as session:
        fill_shop(session)
    return database


@pytest.fixture
def settings(tmp_path: Path, database: Database) -> Settings:
    return Settings(var_dir=tmp_path, database_url=database.url, refit_minutes=5)


def asked(database: Database, recommender: Recommender) -> list[str]:
    with database.session(writes=False) as session:
        return [one.product_id for one in recommender.recommend(session, "mei", 3)]


def test_who_buys_and_asks_gets_another_list_at_once_and_a_precomputed_one_is_stale(
    shopped: Database, settings: Settings
) -> None:
    recommender = FreshRecommender(settings, shopped)
    everybody = [f"c{n}" for n in range(12)] + ["mei"]
    with shopped.session(writes=False) as session:  # what others do nightly: lists for all, then look them up
        precomputed = {
            name: [one.product_id for one in recommender().recommend(session, name, 3)] for name in everybody
        }
    before = recommender()
    with shopped.session() as session:
        buy(session, "mei", "chair")
    ours = asked(shopped, recommender())
    assert recommender() is before
    assert ours[0] == "cushion"
    assert "chair" not in ours
    stale = precomputed["mei"]
    assert stale != ours
    assert stale[0] != "cushion"
    with shopped.session() as session:
        add_event(session, "view", "mei", "kettle")
    assert asked(shopped, recommender()) != ours


def test_a_refit_is_due_for_new_products_and_learnt_weights_at_once_and_for_events_after_a_while(
    shopped: Database, settings: Settings
) -> None:
    clock = Clock()
    recommender = FreshRecommender(settings, shopped, clock=clock)
    assert not recommender.due()
    recommender()
    assert not recommender.due()
    with shopped.session() as session:
        buy(session, "c1", "tea", order="new")
    assert not recommender.due()
    clock.now = 301.0
    assert recommender.due()
    assert recommender.refit()
    assert not recommender.due()
    with shopped.session() as session:
        add_product(session, "novelty")
    assert recommender.due()
    assert recommender.refit()
    assert "novelty" in recommender().columns
    store(settings.learnt_dir, default_mix("as a rebuild would"), [], None)
    assert recommender.due()
    assert recommender.refit()
    assert recommender().mix.why == "as a rebuild would"


def test_while_a_refit_runs_the_old_one_answers_and_the_new_one_comes_whole(
    shopped: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    recommender = FreshRecommender(settings, shopped)
    old = recommender()
    with shopped.session() as session:
        add_product(session, "novelty")
    begun, go_on = threading.Event(), threading.Event()
    build: Callable[..., Recommender] = Recommender.build

    def held_up(session: Session, *rest: object) -> Recommender:
        begun.set()
        assert go_on.wait(30)
        return build(session, *rest)

    monkeypatch.setattr(Recommender, "build", held_up)
    done: list[bool] = []
    thread = threading.Thread(target=lambda: done.append(recommender.refit()))
    thread.start()
    assert begun.wait(30)
    assert recommender() is old
    assert asked(shopped, recommender())
    assert not recommender.refit()
    go_on.set()
    thread.join(30)
    assert done == [True]
    assert recommender() is not old
    assert "novelty" in recommender().columns


def test_a_refit_that_fails_leaves_the_old_one_serving(
    shopped: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    recommender = FreshRecommender(settings, shopped)
    old, before = recommender(), asked(shopped, recommender())

    def broken(*_: object) -> None:
        raise ValueError("the solver did not converge")

    with monkeypatch.context() as patched:
        patched.setattr("engine.recommend.sources.als.Als.fit", broken)
        assert not recommender.refit()
        assert recommender() is old
        assert asked(shopped, recommender()) == before
    assert recommender.refit()
    assert recommender() is not old
