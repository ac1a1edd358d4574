"""Which trained model is live, which one it replaced, and which ones wait: candidate -> live -> previous ->
retired.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import Conflict, NotFound
from engine.nlu.inputs import file_sha256
from engine.store.tables import NluModel

CANDIDATE, LIVE, PREVIOUS, RETIRED = "candidate", "live", "previous", "retired"


def add_candidate(
    session: Session, *, model_id: str, file: str, sha256: str, inputs: str, metrics: dict[str, Any]
) -> NluModel:
    """Registers a freshly trained archive (`file`: its name below the models folder)."""
    model = NluModel(
        id=model_id,
        file=file,
        sha256=sha256,
        inputs_hash=inputs,
        state=CANDIDATE,
        metrics=metrics,
        created_at=datetime.now(UTC),
    )
    session.add(model)
    session.flush()
    return model


def live(session: Session) -> NluModel | None:
    """The model that answers customers."""
    return session.scalars(select(NluModel).where(NluModel.state == LIVE)).one_or_none()


def previous(session: Session) -> NluModel | None:
    """The model that `rollback` brings back."""
    return session.scalars(select(NluModel).where(NluModel.state == PREVIOUS)).one_or_none()


def listed(session: Session) -> list[NluModel]:
    """All models, newest first."""
    return list(session.scalars(select(NluModel).order_by(NluModel.created_at.desc(), NluModel.id.desc())))


def find(session: Session, model_id: str) -> NluModel:
    """Raises NotFound where no model has this id."""
    model = session.get(NluModel, model_id)
    if model is None:
        raise NotFound(f"There is no model {model_id!r}; `attune nlu models` lists them")
    return model


def trained_from(session: Session, inputs: str) -> NluModel | None:
    """The newest model of the same training inputs that is not retired."""
    usable = (NluModel.inputs_hash == inputs, NluModel.state != RETIRED)
    return session.scalars(select(NluModel).where(*usable).order_by(NluModel.created_at.desc())).first()


def keep_frozen(session: Session, model_id: str, figures: dict[str, Any]) -> None:
    """Stores a model's figures on the frozen test. Raises NotFound."""
    model = find(session, model_id)
    model.metrics = {**model.metrics, "frozen": figures}


def promote(session: Session, model_id: str, models_dir: Path) -> NluModel:
    """Makes a model live; the live one becomes the previous one and the previous one retires.

    Raises NotFound, and Conflict where the archive is not the one that was trained.
    """
    model = find(session, model_id)
    archive_of(model, models_dir)
    if model.state == LIVE:
        return model
    replaced, older = live(session), previous(session)
    if older is not None and older is not model:
        older.state = RETIRED
    model.state = LIVE
    model.promoted_at = datetime.now(UTC)
    if replaced is not None:
        replaced.state = PREVIOUS
    session.flush()
    return model


def rollback(session: Session, models_dir: Path) -> NluModel:
    """Brings the previous model back; the live one takes its place. Raises NotFound where there is none."""
    model = previous(session)
    if model is None:
        raise NotFound("There is no previous model to go back to")
    return promote(session, model.id, models_dir)


def archive_of(model: NluModel, models_dir: Path) -> Path:
    """The archive of a model, checked: Raises NotFound where it is gone, Conflict where its SHA-256
    differs.
    """
    path = models_dir / model.file
    if not path.is_file():
        raise NotFound(f"The archive {model.file} is gone; run `attune nlu train --force`")
    if file_sha256(path) != model.sha256:
        raise Conflict(f"The archive {model.file} was changed after training; run `attune nlu train --force`")
    return path
