"""Versions of models: taken or not, read only unchanged, pruned."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from engine.errors import Conflict, NotFound
from engine.models import registry
from engine.models.card import Card
from engine.models.verdict import FIRST, Verdict
from engine.store.tables import ModelVersion

WORSE = Verdict(False, "It is worse than the one in use.")


def add(
    session: Session, folder: Path, verdict: Verdict = FIRST, kind: str = "segments", inputs: str = "x"
) -> ModelVersion:
    card = Card(
        kind=kind,
        purpose="Tells customers apart.",
        method="K-means.",
        data="500 customers.",
        limits="None known.",
        data_from=datetime(2026, 1, 1, tzinfo=UTC),
        data_until=datetime(2026, 6, 1, tzinfo=UTC),
        metrics={"silhouette": 0.41},
        tables={"Sizes": {"a": {"customers": 3}, "b": {"customers": 4}}},
    )
    return registry.register(
        session, folder, {"kind": kind, "inputs": inputs}, card=card, verdict=verdict, inputs_hash=inputs
    )


def test_a_taken_model_replaces_the_live_one(session: Session, tmp_path: Path) -> None:
    first, second = add(session, tmp_path), add(session, tmp_path, inputs="y")
    assert (first.id, first.state) == ("segments-1", "previous")
    assert registry.live(session, "segments") is second
    assert registry.load(tmp_path, second) == {"kind": "segments", "inputs": "y"}


def test_a_model_that_is_not_taken_is_kept_with_its_reason(session: Session, tmp_path: Path) -> None:
    first, second = add(session, tmp_path), add(session, tmp_path, WORSE)
    assert registry.live(session, "segments") is first
    assert (second.state, second.reason) == ("rejected", WORSE.reason)
    assert second.metrics["verdict"]["taken"] is False


def test_kinds_do_not_disturb_each_other(session: Session, tmp_path: Path) -> None:
    one, other = add(session, tmp_path), add(session, tmp_path, kind="expectations")
    assert registry.live(session, "segments") is one
    assert registry.live(session, "expectations") is other
    assert other.version == 1
    assert [row.id for row in registry.listed(session)] == ["expectations-1", "segments-1"]


def test_a_person_may_put_a_rejected_model_in_use(session: Session, tmp_path: Path) -> None:
    first, second = add(session, tmp_path), add(session, tmp_path, WORSE)
    assert registry.use(session, tmp_path, second.id) is second
    assert (first.state, second.state) == ("previous", "live")
    assert registry.use(session, tmp_path, first.id).state == "live"


def test_a_changed_file_is_not_read(session: Session, tmp_path: Path) -> None:
    add(session, tmp_path)
    row = add(session, tmp_path, WORSE)
    (tmp_path / row.file).write_bytes(b"something else")
    with pytest.raises(Conflict, match=r"0002.joblib was changed .*attune rebuild"):
        registry.use(session, tmp_path, row.id)
    assert registry.live(session, "segments") is not row


def test_a_missing_file_is_named(session: Session, tmp_path: Path) -> None:
    row = add(session, tmp_path)
    (tmp_path / row.file).unlink()
    with pytest.raises(NotFound, match=r"0001.joblib is gone; run `attune rebuild`"):
        registry.load(tmp_path, row)


def test_an_unknown_id_says_where_to_look(session: Session) -> None:
    with pytest.raises(NotFound, match="attune models list"):
        registry.find(session, "segments-9")


def test_only_the_live_and_the_newest_files_stay(session: Session, tmp_path: Path) -> None:
    first = add(session, tmp_path)
    rejected = [add(session, tmp_path, WORSE) for _ in range(6)]
    states = [row.state for row in rejected]
    assert states == ["pruned", "pruned", "rejected", "rejected", "rejected", "rejected"]
    files = sorted(path.name for path in (tmp_path / "segments").glob("*.joblib"))
    assert files == ["0001.joblib", "0004.joblib", "0005.joblib", "0006.joblib", "0007.joblib"]
    assert not (tmp_path / rejected[0].file).with_suffix(".md").exists()
    assert registry.live(session, "segments") is first
    with pytest.raises(Conflict, match="deleted to save space"):
        registry.use(session, tmp_path, rejected[0].id)


def test_equal_inputs_find_the_version_that_was_trained(session: Session, tmp_path: Path) -> None:
    row = add(session, tmp_path, inputs="x")
    assert registry.trained_from(session, "segments", "x") is row
    assert registry.trained_from(session, "segments", "y") is None
    assert registry.trained_from(session, "expectations", "x") is None


def test_the_card_lies_beside_the_file_for_people_and_programs(session: Session, tmp_path: Path) -> None:
    row = add(session, tmp_path)
    text = (tmp_path / row.file).with_suffix(".md").read_text()
    assert "Window: 2026-01-01 to 2026-06-01." in text
    assert "| silhouette | 0.41 |" in text
    assert "| b | 4 |" in text
    assert '"purpose": "Tells customers apart."' in (tmp_path / row.file).with_suffix(".json").read_text()
