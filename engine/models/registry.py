"""Which version of each kind of model is in use: new -> live -> previous, or rejected; the oldest are
pruned.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from engine.errors import Conflict, NotFound
from engine.models.artefacts import delete_artefact, read_artefact, write_artefact
from engine.models.card import Card, write_card
from engine.models.verdict import Verdict
from engine.store.tables import ModelVersion
from engine.store.types import utc_now

LIVE, PREVIOUS, REJECTED, PRUNED = "live", "previous", "rejected", "pruned"
KEPT = 5
"""Files of a kind that are kept: the live one and the newest beside it."""


def register(
    session: Session, folder: Path, model: object, *, card: Card, verdict: Verdict, inputs_hash: str
) -> ModelVersion:
    """Store a trained model as the next version of its kind, live where the verdict takes it.

    folder: where the files lie. Its card is written beside the file, as JSON and Markdown. A file without a
    row, left by a transaction that was rolled back, is overwritten by the next registration.
    """
    newest = session.scalar(select(func.max(ModelVersion.version)).where(ModelVersion.kind == card.kind))
    version = (newest or 0) + 1
    id_ = f"{card.kind}-{version}"
    file = f"{card.kind}/{version:04d}.joblib"
    row = ModelVersion(
        id=id_,
        kind=card.kind,
        version=version,
        state=REJECTED,
        file=file,
        sha256=write_artefact(folder, file, model),
        inputs_hash=inputs_hash,
        data_from=card.data_from,
        data_until=card.data_until,
        metrics={**card.metrics, "verdict": verdict.as_dict()},
        card=card.as_dict(),
        reason=verdict.reason,
        created_at=utc_now(),
    )
    write_card(folder / file, row.card, id_, verdict.reason)
    session.add(row)
    session.flush()
    if verdict.taken:
        _make_live(session, row)
    prune(session, folder, card.kind)
    return row


def live(session: Session, kind: str) -> ModelVersion | None:
    """The version in use."""
    return session.scalars(
        select(ModelVersion).where(ModelVersion.kind == kind, ModelVersion.state == LIVE)
    ).one_or_none()


def listed(session: Session, kind: str | None = None) -> Sequence[ModelVersion]:
    """All versions by kind, newest first."""
    query = select(ModelVersion).order_by(ModelVersion.kind, ModelVersion.version.desc())
    return session.scalars(query if kind is None else query.where(ModelVersion.kind == kind)).all()


def find(session: Session, model_id: str) -> ModelVersion:
    """Raises NotFound where no version has this id."""
    row = session.get(ModelVersion, model_id)
    if row is None:
        raise NotFound(f"There is no model {model_id!r}; `attune models list` names them.")
    return row


def load(folder: Path, row: ModelVersion) -> Any:
    """The model itself. Raises NotFound and Conflict as `read_artefact`."""
    return read_artefact(folder, row.file, row.sha256)


def trained_from(session: Session, kind: str, inputs_hash: str) -> ModelVersion | None:
    """The newest version of the same inputs that still has its file."""
    same = (ModelVersion.kind == kind, ModelVersion.inputs_hash == inputs_hash, ModelVersion.state != PRUNED)
    return session.scalars(select(ModelVersion).where(*same).order_by(ModelVersion.version.desc())).first()


def use(session: Session, folder: Path, model_id: str) -> ModelVersion:
    """Make a version live, by a person's decision. Its file is checked first.

    Raises NotFound, and Conflict where its file was pruned or changed.
    """
    row = find(session, model_id)
    if row.state == PRUNED:
        raise Conflict(f"The file of {model_id} was deleted to save space; choose one that is not pruned.")
    load(folder, row)
    if row.state != LIVE:
        _make_live(session, row)
    return row


def prune(session: Session, folder: Path, kind: str, keep: int = KEPT) -> list[str]:
    """Delete the files of all but the live and the newest versions, `keep` in all; returns the ids."""
    rows = [row for row in listed(session, kind) if row.state != PRUNED]
    others = [row for row in rows if row.state != LIVE]
    spare = others[max(keep - (len(rows) - len(others)), 0) :]
    for row in spare:
        delete_artefact(folder, row.file)
        row.state = PRUNED
    session.flush()
    return [row.id for row in spare]


def _make_live(session: Session, row: ModelVersion) -> None:
    replaced = live(session, row.kind)
    if replaced is not None:
        replaced.state = PREVIOUS
        session.flush()  # before the next: the index allows one live version at any moment
    row.state = LIVE
    row.live_at = utc_now()
    session.flush()
