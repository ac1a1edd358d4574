"""Versions of the learnt expectations: compared on customers that none has seen, and put in use."""

import dataclasses
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy.orm import Session

from engine.frames import Frame, pd
from engine.gaps.latent.fields import Categorical, Schema
from engine.gaps.latent.fit import fit
from engine.gaps.learning import Learning
from engine.gaps.network.experiences import Cuts
from engine.gaps.rebuild import HOLDS_FROM, held_out
from engine.gaps.saved import Card, Expectations, load
from engine.gaps.versions import KIND, card_of, keep, only, shared_fields
from engine.models import registry
from engine.putting_in_use import put_in_use
from engine.settings import Settings

PROMISE = Categorical("promise", ("quick", "slow"))
SCHEMA = Schema(("recency",), (PROMISE, Categorical("favourite", ("tea", "other"))))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.model_validate({"var_dir": tmp_path})


def customers(seed: int, count: int = 600, apart: float = 6.0) -> Frame:
    """Two kinds: quick tea drinkers who were here lately, and the others."""
    rng = np.random.default_rng(seed)
    kind = rng.random(count) < 0.5
    return pd.DataFrame(
        {
            "recency": rng.normal(kind * apart, 1.0),
            "promise": np.where(rng.random(count) < np.where(kind, 0.9, 0.1), "quick", "slow"),
            "favourite": np.where(rng.random(count) < np.where(kind, 0.8, 0.2), "tea", "other"),
        },
        index=pd.Index([f"c{number}" for number in range(count)], dtype="str"),
    )


def learning(table: Frame, classes: int = 2, schema: Schema = SCHEMA, cuts: float = 3.0) -> Learning:
    aside = held_out(table.index.tolist())
    made = datetime(2026, 1, 1, tzinfo=UTC).isoformat()
    card = Card(made_at=made, first_at=made, until=made, customers=len(table), orders=len(table))
    latent = fit(table[~aside], schema, classes, restarts=2).model
    found = Expectations(card, latent, None, Cuts(None, None, cuts), ("tea",))
    return Learning(found, table, table[aside], table[["promise"]])


Keep = Callable[[Learning], str]


@pytest.fixture
def kept(session: Session, settings: Settings) -> Keep:
    def keep_it(one: Learning) -> str:
        row = keep(session, settings, one)
        assert row is not None
        return f"{row.id} {row.state}"

    return keep_it


def test_a_better_version_is_taken_and_a_worse_one_is_not(
    session: Session, settings: Settings, kept: Keep
) -> None:
    assert kept(learning(customers(0))) == "expectations-1 live"
    assert kept(learning(customers(1))) == "expectations-2 live", "as good, and newer"
    one_class = learning(customers(2), classes=1)
    assert kept(one_class) == "expectations-3 rejected"
    worse = registry.find(session, "expectations-3")
    assert "It is worse than the one in use: negative log density of 3 shared fields" in worse.reason
    in_use = load(settings.var_dir).latent
    assert in_use is not None and in_use.classes == 2
    assert kept(learning(customers(3))) == "expectations-4 live"
    assert [row.state for row in registry.listed(session, KIND)] == [
        "live",
        "rejected",
        "previous",
        "previous",
    ]


def test_the_same_data_make_no_new_version(session: Session, kept: Keep) -> None:
    assert kept(learning(customers(0))) == kept(learning(customers(0))) == "expectations-1 live"
    assert len(registry.listed(session, KIND)) == 1


def test_a_person_may_go_back_and_the_file_that_is_read_follows(
    session: Session, settings: Settings, kept: Keep
) -> None:
    first = learning(customers(0), classes=2)
    kept(first)
    kept(learning(customers(1), classes=3))
    assert load(settings.var_dir) != first.expectations
    assert put_in_use(session, settings, "expectations-1").state == "live"
    back = load(settings.var_dir)
    assert back.latent is not None and first.expectations.latent is not None
    assert back.latent.as_dict() == first.expectations.latent.as_dict()


def test_versions_are_compared_in_what_both_know(session: Session, kept: Keep) -> None:
    kept(learning(customers(0)))
    kept(learning(customers(1), cuts=9.0))
    assert "of 2 shared fields" in registry.find(session, "expectations-2").reason, "promise means other days"
    other = Schema(("recency",), (PROMISE, Categorical("favourite", ("tea", "coffee", "other"))))
    assert shared_fields(SCHEMA, other) == {"recency", "promise"}
    table = only(customers(0), {"favourite"})
    assert table["recency"].isna().all() and table["promise"].isna().all()
    assert table["favourite"].notna().all()


def test_a_small_shop_holds_nobody_out_and_says_so(session: Session, kept: Keep) -> None:
    few = HOLDS_FROM - 1
    kept(learning(customers(0, few)))
    kept(learning(customers(1, few), classes=1))
    newest = registry.find(session, "expectations-2")
    assert newest.state == "live"
    assert newest.reason == "There is nothing to compare on that expectations-1 has not learnt from."


def test_the_same_tenth_of_the_customers_is_held_out_each_time() -> None:
    names = [f"c{number}" for number in range(5000)]
    aside = held_out(names)
    assert 400 < aside.sum() < 600
    assert held_out(names[:1000]).tolist() == aside[:1000].tolist()


def test_nothing_learnt_keeps_what_is_in_use(session: Session, settings: Settings, kept: Keep) -> None:
    full = learning(customers(0))
    empty = dataclasses.replace(full, expectations=dataclasses.replace(full.expectations, latent=None))
    assert keep(session, settings, empty) is None
    assert load(settings.var_dir).latent is None, "the card says why"
    kept(full)
    assert keep(session, settings, empty) is None
    assert load(settings.var_dir).latent is not None


def test_the_card_tells_the_likelihood_of_those_held_out() -> None:
    one = learning(customers(0))
    card = card_of(one)
    assert card.metrics["held_out"] == len(one.held) > 30
    assert -6 < card.metrics["held_out_log_likelihood"] < -2
    assert "customers are held out from every version" in card.data
