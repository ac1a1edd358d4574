"""From the event log to every customer's predictions and their reasons."""

from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.behaviour.groups import GROUPS
from engine.behaviour.rebuild import rebuild_behaviour
from engine.behaviour.service import behaviour_of, explanation_of
from engine.behaviour.tasks import DEEDS, TASKS
from engine.errors import NotFound
from engine.models import registry
from engine.store import Database
from engine.store.tables import Behaviour, Customer
from engine.store.types import utc_now
from tests.builders import add_customer

from .frames import drawn_shop, history

NAMES = sorted(f"c{number:04d}" for number in range(200))


@pytest.fixture(scope="module")
def shop() -> pd.DataFrame:
    return drawn_shop(len(NAMES), 450)


@pytest.fixture
def customers(database: Database) -> None:
    with database.session() as session:
        session.add_all(Customer(id=name) for name in NAMES)


@pytest.mark.usefixtures("customers")
def test_every_customer_gets_predictions_with_reasons_that_add_up(
    database: Database, tmp_path: Path, shop: pd.DataFrame
) -> None:
    report = rebuild_behaviour(database, shop, tmp_path)
    assert {report[task]["state"] for task in TASKS} == {"live"}
    assert report["customers"] == shop["customer"].nunique()
    with database.session(writes=False) as session:
        rows = session.scalars(select(Behaviour)).all()
        assert len(rows) == report["customers"]
        assert all(0 <= row.purchase <= 1 and row.spend_cents >= 0 for row in rows)  # pyright: ignore
        found = behaviour_of(session, rows[0].customer_id)
        assert found.deeds is not None
        assert list(found.deeds) == list(DEEDS)
        assert sum(found.deeds.values()) == pytest.approx(1, abs=0.001)
        assert found.missing == {}
        for task in TASKS:
            reasons = explanation_of(session, tmp_path, found.customer_id, task)
            assert reasons is not None
            assert {one.group for one in reasons.contributions} == set(GROUPS)
            total = reasons.base + sum(one.points for one in reasons.contributions)
            assert total == pytest.approx(reasons.chance)
            shown = {"purchase": found.purchase, "churn": found.churn, "next": found.deeds["purchase"]}[task]
            assert reasons.chance == pytest.approx(shown, abs=1e-4)
            assert all("概率" in one for one in reasons.told("zh"))
            assert all("chance by" in one for one in reasons.told("en"))


def predictions(database: Database) -> dict[str, object]:
    with database.session(writes=False) as session:
        rows = session.scalars(select(Behaviour)).all()
    return {row.customer_id: (row.purchase, row.churn, row.deeds) for row in rows}


@pytest.mark.usefixtures("customers")
def test_a_second_rebuild_changes_nothing_but_what_was_left_over(
    database: Database, tmp_path: Path, shop: pd.DataFrame
) -> None:
    with database.session() as session:
        session.add(Customer(id="gone"))
        session.flush()
        session.add(Behaviour(customer_id="gone", at=utc_now()))
    rebuild_behaviour(database, shop, tmp_path)
    before = predictions(database)
    report = rebuild_behaviour(database, shop, tmp_path)
    assert predictions(database) == before
    assert "gone" not in before
    assert {report[task]["reason"] for task in TASKS} == {"Nothing new to learn from."}
    with database.session(writes=False) as session:
        assert len(registry.listed(session)) == len(TASKS)


@pytest.mark.usefixtures("customers")
def test_too_little_data_is_an_answer_not_an_error(database: Database, tmp_path: Path) -> None:
    frame = history([{"customer": "c0001", "day": 3}, {"customer": "c0002", "day": 9, "type": "view"}])
    report = rebuild_behaviour(database, frame, tmp_path)
    assert "days of events are known" in report["purchase"]["reason"]
    assert report["customers"] == 2
    with database.session(writes=False) as session:
        found = behaviour_of(session, "c0001")
        assert (found.purchase, found.churn, found.deeds, found.likeliest) == (None, None, None, None)
        assert found.stance == "unknown"
        assert set(found.missing) == set(TASKS)
        assert "Not enough evidence" in found.missing["purchase"]
        assert explanation_of(session, tmp_path, "c0001", "purchase") is None
        assert "Nothing dated is known" in behaviour_of(session, "c0099").missing["next"]


def test_customers_who_were_erased_meanwhile_are_left_out(database: Database, tmp_path: Path) -> None:
    assert rebuild_behaviour(database, history([{"day": 1}]), tmp_path)["customers"] == 0


def test_an_empty_log_gives_no_predictions(database: Database, tmp_path: Path) -> None:
    assert rebuild_behaviour(database, history([]), tmp_path)["customers"] == 0


def test_an_unknown_customer_is_named(session: Session) -> None:
    add_customer(session)
    assert behaviour_of(session, "mei").purchase is None
    with pytest.raises(NotFound, match="no customer leo"):
        behaviour_of(session, "leo")
