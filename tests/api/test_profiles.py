"""Profiles and segments over the wire."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from engine.profiles.rebuild import count_log, rebuild_profiles, rebuild_segments
from engine.store import Database
from tests.agent import Agent
from tests.api.live_app import LiveApp
from tests.builders import NOW, add_customer, add_event, add_product, add_shop
from tests.unit.engine.manner.learnt import expects

Hire = Callable[..., Agent]
PEOPLE = 40


@pytest.fixture
def divided(database: Database, tmp_path: Path) -> Database:
    with database.session() as session:
        add_shop(session)
        add_product(session, "lamp")
        for number in range(PEOPLE):
            add_customer(session, f"c{number}", language="zh")
            for day in range(1 + 20 * (number % 2)):
                add_event(session, "view", f"c{number}", "lamp", at=NOW - timedelta(days=day + number % 7))
        counted = count_log(session)
    rebuild_profiles(database, counted)
    rebuild_segments(database, counted.tallies, tmp_path)
    return database


def test_an_agent_reads_a_customers_segment_and_features(divided: Database, app: LiveApp, hire: Hire) -> None:
    mira = hire("Mira")
    answer = mira._http.get(f"{app.url}/api/v1/customers/c1/profile")
    assert answer.status_code == 200
    profile = answer.json()
    assert (profile["views"], profile["language"]) == (21, "zh")
    standing = profile["standing"]
    assert set(standing["segment"]["name"]) == set(standing["segment"]["sentence"]) == {"en", "zh"}
    views = next(one for one in standing["features"] if one["name"] == "views")
    assert (views["value"], views["unit"], views["definition"]) == (21, "looks", "Products looked at.")
    assert {trait["feature"] for trait in standing["traits"]} <= {one["name"] for one in standing["features"]}
    assert mira._http.get(f"{app.url}/api/v1/customers/nobody/profile").status_code == 404


def test_what_is_expected_says_where_there_is_no_evidence(
    divided: Database, app: LiveApp, hire: Hire
) -> None:
    mira = hire("Mira")
    about = f"{app.url}/api/v1/customers/c1"
    expected = mira._http.get(f"{about}/profile").json()["expected"]
    assert (expected["purchase"], expected["churn"], expected["stance"]) == (None, None, "unknown")
    assert "Nothing dated is known" in expected["missing"]["churn"]
    assert mira._http.get(f"{about}/outlook/churn").json() is None
    assert mira._http.get(f"{about}/outlook/weather").status_code == 422
    assert mira._http.get(f"{app.url}/api/v1/customers/nobody/outlook/churn").status_code == 404


def test_an_admin_sees_the_segments_and_the_map(divided: Database, app: LiveApp, hire: Hire) -> None:
    admin = hire("Ada", "admin")
    division = admin._http.get(f"{app.url}/api/v1/console/segments").json()["division"]
    assert division["customers"] == PEOPLE
    assert sum(segment["size"] for segment in division["segments"]) == PEOPLE
    assert len(division["map"]["points"]) == PEOPLE
    assert hire("Mira")._http.get(f"{app.url}/api/v1/console/segments").status_code == 403


def test_before_the_first_rebuild_there_are_no_segments(app: LiveApp, hire: Hire) -> None:
    admin = hire("Ada", "admin")
    assert admin._http.get(f"{app.url}/api/v1/console/segments").json() == {"division": None}


def test_an_agent_reads_the_next_best_action_with_its_evidence(
    divided: Database, app: LiveApp, hire: Hire
) -> None:
    mira = hire("Mira")
    about = f"{app.url}/api/v1/customers/c1/next-action"
    assert mira._http.get(about).json()["kind"] == "nothing"
    with divided.session() as session:
        expects(session, "c1", purchase=0.8, churn=0.9)
    found = mira._http.get(about).json()
    assert (found["kind"], found["barred"]) == ("retain", {"recommend": "leaving"})
    (keep,) = found["options"]
    assert [one["code"] for one in keep["evidence"]] == ["churn", "stake", "kept"]
    assert keep["value_cents"] > 0
    assert mira._http.get(f"{app.url}/api/v1/customers/nobody/next-action").status_code == 404
