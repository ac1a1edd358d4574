"""Another mix, judged by what customers did with what was left to chance; and a rebuild that goes by it."""

import json
import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete
from typer.testing import CliRunner

from engine.cli import app
from engine.events.log import append
from engine.recommend.mix import Mix, default_mix
from engine.recommend.mix_stored import store, stored
from engine.recommend.rebuild import rebuild_recommender
from engine.settings import Settings, get_settings
from engine.store import Database
from engine.store.tables import Event
from engine.store.types import utc_now
from tests.builders import add_customer
from tests.unit.engine.recommend.conftest import buy, fill_shop

TURN, OTHER = "cushion", "bulb"
"""What came in turn, and what goes with the lamp that these customers bought."""


@pytest.fixture
def settings(tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name, value in (("VAR_DIR", str(tmp_path / "var")), ("DATABASE_URL", database.url)):
        monkeypatch.setenv(f"ATTUNE_{name}", value)
    get_settings.cache_clear()
    return get_settings()


def fill(database: Database, showings: int, liked: dict[str, float]) -> None:
    """Customers with a lamp are shown cushion or bulb in the last place, with known chances."""
    draw, now = random.Random(7), utc_now()
    with database.session() as session:
        fill_shop(session)
        for n in range(12):  # what goes together was known before the showings
            for product in ("lamp", "bulb") if n % 2 else ("chair", "cushion"):
                buy(session, f"c{n}", product, days_ago=200, order=f"old-{n}")
        for n in range(showings):
            who = add_customer(session, f"x{n}", email=f"x{n}@example.com").id
            append(session, "purchase", who, "lamp", at=now - timedelta(days=200), value=1.0)
            product = OTHER if draw.random() < 0.3 else TURN
            shown = now - timedelta(days=10 + n % 40)
            data = {"rank": 3, "propensity": 0.3 if product == OTHER else 0.7, "options": [TURN, OTHER]}
            append(session, "impression", who, product, at=shown, data=data)
            if draw.random() < liked[product]:
                append(session, "click", who, product, at=shown + timedelta(hours=1))


def told(*arguments: str) -> dict[str, object]:
    found = CliRunner().invoke(app, ["recommend", "off-policy", *arguments, "--json"])
    assert found.exit_code == 0, found.stderr
    return json.loads(found.stdout)


@pytest.mark.parametrize(("rate", "verdict"), [(0.35, "Better"), (0.01, "Worse")])
def test_a_mix_that_would_have_shown_what_is_wanted_more_is_better_and_the_other_way_round(
    database: Database, settings: Settings, tmp_path: Path, rate: float, verdict: str
) -> None:
    fill(database, 600, {TURN: 0.12, OTHER: rate})
    weights = tmp_path / "weights.json"
    weights.write_text('{"item_knn": 1}')
    found = told("--mix", str(weights))
    assert str(found["verdict"]).startswith(verdict)
    assert found["changed"] == 1.0
    estimates = found["found"]
    assert isinstance(estimates, dict)
    for kind in ("ips", "snips"):
        assert estimates[kind]["low"] <= rate <= estimates[kind]["high"]


def test_little_evidence_is_said_and_so_is_a_mix_that_is_none(
    database: Database, settings: Settings, tmp_path: Path
) -> None:
    fill(database, 40, {TURN: 0.1, OTHER: 0.5})
    assert str(told()["verdict"]).startswith("Not enough evidence: 40 places")
    bad = tmp_path / "bad.json"
    for content, said in (
        ("{", "no JSON file"),
        ('{"tarot": 1}', "no source 'tarot'"),
        ('{"ease": 0}', "at least one is above 0"),
        ("[1]", "no JSON file"),
    ):
        bad.write_text(content)
        found = CliRunner().invoke(app, ["recommend", "off-policy", "--mix", str(bad)])
        assert (found.exit_code, said in found.stderr) == (1, True), found.stderr


@pytest.mark.parametrize(("rate", "taken"), [(0.35, True), (0.01, False)])
def test_a_rebuild_keeps_the_mix_in_use_where_the_new_one_is_clearly_worse(
    database: Database, settings: Settings, rate: float, taken: bool
) -> None:
    fill(database, 600, {TURN: 0.12, OTHER: rate})
    before = Mix({}, {"popularity": 1.0}, default_mix("").demand, why="in use")
    store(settings.learnt_dir, before, [], None)
    rebuild_recommender(database, settings)
    assert (stored(settings.learnt_dir).mix.why != "in use") is taken


def test_showings_missing_from_the_log_are_noticed(database: Database, settings: Settings) -> None:
    fill(database, 600, {TURN: 0.1, OTHER: 0.3})
    with database.session() as session:
        session.execute(delete(Event).where(Event.type == "impression", Event.product_id == TURN))
    assert str(told()["verdict"]).startswith("The logged chances cannot be true")


def test_showings_of_the_last_week_are_not_judged_yet(database: Database, settings: Settings) -> None:
    fill(database, 5, {TURN: 0.1, OTHER: 0.1})
    now: datetime = utc_now()
    with database.session() as session:
        data = {"propensity": 0.5, "options": [TURN, OTHER]}
        append(session, "impression", "x1", OTHER, at=now - timedelta(days=2), data=data)
    assert told()["choices"] == 5
