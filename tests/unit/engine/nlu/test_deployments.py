"""Going live and back, as the database sees it."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import Conflict, Invalid, NotFound
from engine.nlu import deployments, registry
from engine.nlu.evaluation.evaluate import Evaluation
from engine.nlu.evaluation.frozen import keep_result
from engine.nlu.evaluation.labelled import Labelled
from engine.nlu.evaluation.parses import Parse
from engine.nlu.evaluation.report import report_of
from engine.nlu.inputs import file_sha256
from engine.nlu.serving import is_supervised, point_to, runs_on_this_host, serving, serving_url, sign_off
from engine.store.tables import AuditEntry

MESSAGES = [Labelled(f"m{number}", "greet", "en") for number in range(20)]


@pytest.fixture
def models_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    folder.mkdir()
    return folder


def add(session: Session, models_dir: Path, model_id: str, right: int | None = 20) -> None:
    """A candidate that reads so many of the 20 frozen messages rightly; None: it was not measured."""
    archive = models_dir / f"{model_id}.tar.gz"
    archive.write_bytes(model_id.encode())
    registry.add_candidate(
        session, model_id=model_id, file=archive.name, sha256=file_sha256(archive), inputs="x", metrics={}
    )
    if right is not None:
        said = ["greet"] * right + ["thank"] * (len(MESSAGES) - right)
        parses = [Parse(intent, intent, 0.9, 1.0, None, "en") for intent in said]
        keep_result(archive, Evaluation(MESSAGES, parses, report_of(MESSAGES, parses)))


@pytest.fixture
def live(session: Session, models_dir: Path) -> str:
    add(session, models_dir, "blue")
    registry.promote(session, "blue", models_dir)
    return "blue"


def states(session: Session) -> dict[str, str]:
    return {model.id: model.state for model in registry.listed(session)}


def test_the_steps_of_a_promotion(session: Session, models_dir: Path, live: str) -> None:
    add(session, models_dir, "green")
    asked = deployments.request_promotion(session, models_dir, "green", "staff:1", force=False)
    assert (asked.kind, asked.state, asked.from_model_id) == ("promote", "requested", live)
    with pytest.raises(Conflict, match="under way"):
        deployments.request_promotion(session, models_dir, "green", "staff:2", force=False)
    for state in ("starting", "warming", "testing"):
        deployments.advance(session, asked.id, state)
        assert states(session)["blue"] == "live", "until the switch"
    with pytest.raises(Conflict, match="cannot become starting"):
        deployments.advance(session, asked.id, "starting")
    deployments.switch(session, asked.id, models_dir, "http://127.0.0.1:2")
    assert states(session) == {"blue": "previous", "green": "live"}
    row = serving(session)
    assert row is not None
    assert (row.url, row.model_id, row.standby_model_id) == ("http://127.0.0.1:2", "green", "blue")
    deployments.advance(session, asked.id, "done")
    assert [step["state"] for step in asked.steps] == list(deployments.ORDER)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "nlu.promote")).one()
    assert (entry.actor, entry.subject, entry.data["from"]) == ("staff:1", "model:green", "blue")


def test_a_clearly_worse_candidate_needs_force_and_a_reason(
    session: Session, models_dir: Path, live: str
) -> None:
    add(session, models_dir, "worse", right=10)
    with pytest.raises(Conflict, match="Worse: 0 of 20 frozen messages are newly understood, 10 no longer"):
        deployments.request_promotion(session, models_dir, "worse", "staff:1", force=False)
    with pytest.raises(Invalid, match="Say why"):
        deployments.request_promotion(session, models_dir, "worse", "staff:1", force=True)
    forced = deployments.request_promotion(
        session, models_dir, "worse", "staff:1", force=True, reason="fewer insults"
    )
    assert forced.reason == "fewer insults"


def test_a_slightly_worse_candidate_may_go_live(session: Session, models_dir: Path, live: str) -> None:
    add(session, models_dir, "noise", right=17)
    deployments.request_promotion(session, models_dir, "noise", "staff:1", force=False)


def test_what_was_not_measured_or_is_live_is_refused(session: Session, models_dir: Path, live: str) -> None:
    add(session, models_dir, "unknown", right=None)
    with pytest.raises(Conflict, match=r"evaluate --model unknown"):
        deployments.request_promotion(session, models_dir, "unknown", "staff:1", force=False)
    with pytest.raises(Conflict, match="live already"):
        deployments.request_promotion(session, models_dir, live, "staff:1", force=False)
    (models_dir / "unknown.tar.gz").write_bytes(b"changed")
    with pytest.raises(Conflict, match="changed after training"):
        deployments.request_promotion(session, models_dir, "unknown", "staff:1", force=True, reason="x")


def test_a_failure_leaves_the_live_model_and_the_way_free(
    session: Session, models_dir: Path, live: str
) -> None:
    add(session, models_dir, "green")
    asked = deployments.request_promotion(session, models_dir, "green", "staff:1", force=False)
    deployments.fail(session, asked.id, "self_test", "it cannot greet")
    assert (asked.state, asked.failure, asked.detail) == ("failed", "self_test", "it cannot greet")
    assert states(session) == {"blue": "live", "green": "candidate"}
    deployments.request_promotion(session, models_dir, "green", "staff:1", force=False)


@pytest.mark.parametrize(
    ("reached", "left"), [("requested", "requested"), ("testing", "failed"), ("switching", "done")]
)
def test_what_a_stopped_supervisor_leaves(
    session: Session, models_dir: Path, live: str, reached: str, left: str
) -> None:
    add(session, models_dir, "green")
    asked = deployments.request_promotion(session, models_dir, "green", "staff:1", force=False)
    if reached == "testing":
        deployments.advance(session, asked.id, "testing")
    if reached == "switching":
        deployments.switch(session, asked.id, models_dir, "http://127.0.0.1:2")
    deployments.close_interrupted(session)
    assert asked.state == left
    assert states(session)["green"] == ("live" if reached == "switching" else "candidate")


def test_rollback_needs_a_previous_model(session: Session, models_dir: Path, live: str) -> None:
    with pytest.raises(NotFound, match="no previous model"):
        deployments.request_rollback(session, models_dir, "staff:1")
    add(session, models_dir, "green")
    registry.promote(session, "green", models_dir)
    asked = deployments.request_rollback(session, models_dir, "system")
    assert (asked.kind, asked.model_id) == ("rollback", live)
    assert deployments.apply_without_stack(session, asked.id, models_dir).id == live
    assert states(session) == {"blue": "live", "green": "previous"}


def test_the_address_is_a_row_and_says_who_keeps_it(session: Session) -> None:
    assert (serving_url(session), is_supervised(session)) == ("", False)
    point_to(session, "http://127.0.0.1:1", "blue")
    session.flush()
    assert (serving_url(session), is_supervised(session)) == ("http://127.0.0.1:1", True)
    assert runs_on_this_host(session)
    sign_off(session)
    assert not is_supervised(session)
