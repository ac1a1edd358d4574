"""The life of a model: candidate, live, previous, retired."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from engine.errors import Conflict, NotFound
from engine.nlu import registry
from engine.nlu.inputs import file_sha256


@pytest.fixture
def models_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    folder.mkdir()
    return folder


def add(session: Session, models_dir: Path, model_id: str, inputs: str = "same") -> None:
    archive = models_dir / f"{model_id}.tar.gz"
    archive.write_bytes(model_id.encode())
    registry.add_candidate(
        session, model_id=model_id, file=archive.name, sha256=file_sha256(archive), inputs=inputs, metrics={}
    )


def states(session: Session) -> dict[str, str]:
    return {model.id: model.state for model in registry.listed(session)}


def test_promotion_keeps_the_replaced_model_for_a_rollback(session: Session, models_dir: Path) -> None:
    for model_id in ("a", "b", "c"):
        add(session, models_dir, model_id)
        registry.promote(session, model_id, models_dir)
    assert states(session) == {"a": "retired", "b": "previous", "c": "live"}


def test_rollback_and_back_again(session: Session, models_dir: Path) -> None:
    for model_id in ("a", "b"):
        add(session, models_dir, model_id)
        registry.promote(session, model_id, models_dir)
    assert registry.rollback(session, models_dir).id == "a"
    assert states(session) == {"a": "live", "b": "previous"}
    assert registry.rollback(session, models_dir).id == "b"


def test_promoting_the_live_model_changes_nothing(session: Session, models_dir: Path) -> None:
    add(session, models_dir, "a")
    registry.promote(session, "a", models_dir)
    registry.promote(session, "a", models_dir)
    assert states(session) == {"a": "live"}
    assert registry.previous(session) is None


def test_rollback_without_a_previous_model_is_told(session: Session, models_dir: Path) -> None:
    with pytest.raises(NotFound, match="no previous model"):
        registry.rollback(session, models_dir)


def test_changed_archive_is_not_promoted(session: Session, models_dir: Path) -> None:
    add(session, models_dir, "a")
    (models_dir / "a.tar.gz").write_bytes(b"something else")
    with pytest.raises(Conflict, match="changed after training"):
        registry.promote(session, "a", models_dir)
    assert states(session) == {"a": "candidate"}


def test_absent_archive_or_model_is_told(session: Session, models_dir: Path) -> None:
    add(session, models_dir, "a")
    (models_dir / "a.tar.gz").unlink()
    with pytest.raises(NotFound, match="gone"):
        registry.promote(session, "a", models_dir)
    with pytest.raises(NotFound, match="'nobody'"):
        registry.promote(session, "nobody", models_dir)


def test_model_of_the_same_inputs_is_found_unless_retired(session: Session, models_dir: Path) -> None:
    add(session, models_dir, "a", inputs="x")
    found = registry.trained_from(session, "x")
    assert found is not None
    found.state = registry.RETIRED
    session.flush()
    assert registry.trained_from(session, "x") is None
