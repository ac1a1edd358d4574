"""Changes of the live model: asked for here, carried out by the supervisor of `attune up` (engine.serve).

requested -> starting -> warming -> testing -> switching -> done; failed from each of them but the last, and
then the live model is the one that it was.
"""

from pathlib import Path
from typing import Literal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engine.errors import Conflict, Invalid, NotFound
from engine.nlu import registry
from engine.nlu.evaluation.compare import compare, in_words
from engine.nlu.evaluation.frozen import kept_result
from engine.nlu.serving import note_standby, point_to
from engine.store.ids import new_id
from engine.store.tables import AuditEntry, NluDeployment, NluModel
from engine.store.types import utc_now

Kind = Literal["promote", "rollback"]
State = Literal["requested", "starting", "warming", "testing", "switching", "done", "failed"]
Failure = Literal["archive", "start", "self_test", "not_taken", "interrupted", "internal"]
UNDER_WAY = "Another change of the live model is under way; wait until it is done."
ORDER: tuple[State, ...] = ("requested", "starting", "warming", "testing", "switching", "done")


def request_promotion(
    session: Session, models_dir: Path, model_id: str, requested_by: str, *, force: bool, reason: str = ""
) -> NluDeployment:
    """Asks for a model to go live. Raises NotFound, Conflict (see `check_promotable`; another change is under
    way), Invalid where a console forces without a reason.
    """
    if force and not reason.strip():
        raise Invalid("Say why this model should go live although it is not better on the frozen test.")
    model = check_promotable(session, models_dir, model_id, force=force)
    return _request(session, "promote", model, requested_by, reason.strip() or None)


def request_rollback(session: Session, models_dir: Path, requested_by: str) -> NluDeployment:
    """Asks for the previous model to come back. Raises NotFound where there is none, Conflict."""
    model = registry.previous(session)
    if model is None:
        raise NotFound("There is no previous model to go back to")
    registry.archive_of(model, models_dir)
    return _request(session, "rollback", model, requested_by, None)


def check_promotable(session: Session, models_dir: Path, model_id: str, *, force: bool) -> NluModel:
    """The model, if it may go live: its archive is whole, it is not live, and unless forced it is not clearly
    worse than the live one on the frozen test. Raises NotFound, Conflict with the reason.
    """
    model, live = registry.find(session, model_id), registry.live(session)
    archive = registry.archive_of(model, models_dir)
    if model.state == registry.LIVE:
        raise Conflict(f"Model {model_id} is live already")
    if live is not None and not force:
        try:
            comparison = compare(kept_result(models_dir / live.file, live.id), kept_result(archive, model.id))
        except NotFound as absent:
            raise Conflict(f"{absent.message}; or go on without it by force") from absent
        if comparison.verdict == "worse":
            raise Conflict(f"{in_words(comparison)} It can be made live by force, with a reason.")
    return model


def find(session: Session, deployment_id: str) -> NluDeployment:
    """Raises NotFound."""
    deployment = session.get(NluDeployment, deployment_id)
    if deployment is None:
        raise NotFound("There is no such promotion")
    return deployment


def unfinished(session: Session) -> NluDeployment | None:
    """The change that is asked for or under way."""
    return session.scalars(select(NluDeployment).where(NluDeployment.finished_at.is_(None))).one_or_none()


def latest(session: Session) -> NluDeployment | None:
    """The newest change, finished or not."""
    return session.scalars(select(NluDeployment).order_by(NluDeployment.id.desc()).limit(1)).one_or_none()


def advance(session: Session, deployment_id: str, state: State) -> None:
    """One step onwards. Raises Conflict where it is finished or would go back."""
    row = find(session, deployment_id)
    if row.finished_at is not None or ORDER.index(state) <= ORDER.index(_state(row)):
        raise Conflict(f"A change that is {row.state} cannot become {state}")
    _enter(row, state)
    if state == "done":
        row.finished_at = utc_now()


def switch(session: Session, deployment_id: str, models_dir: Path, url: str) -> None:
    """The moment of change, one transaction: registry, address, audit. Raises as `registry.promote` does."""
    row = find(session, deployment_id)
    advance(session, deployment_id, "switching")
    registry.promote(session, row.model_id, models_dir)
    point_to(session, url, row.model_id)
    note_standby(session, row.from_model_id, None)
    _audit(session, row, f"nlu.{row.kind}")


def fail(session: Session, deployment_id: str, failure: Failure, detail: str) -> None:
    """It did not come about; the live model is what it was. Nothing happens to a finished one."""
    row = find(session, deployment_id)
    if row.finished_at is not None:
        return
    _enter(row, "failed")
    row.failure, row.detail, row.finished_at = failure, detail, utc_now()
    _audit(session, row, f"nlu.{row.kind}.failed")


def close_interrupted(session: Session) -> None:
    """At the start of a supervisor: what its predecessor left half-way has failed, or was done."""
    row = unfinished(session)
    if row is None or row.state == "requested":
        return
    if row.state == "switching":
        advance(session, row.id, "done")
    else:
        fail(session, row.id, "interrupted", "Attune was stopped meanwhile. Ask for it again.")


def apply_without_stack(session: Session, deployment_id: str, models_dir: Path) -> NluModel:
    """No Rasa runs: the registry changes, and the next start serves the model."""
    row = find(session, deployment_id)
    model = registry.promote(session, row.model_id, models_dir)
    _enter(row, "done")
    row.finished_at = utc_now()
    _audit(session, row, f"nlu.{row.kind}")
    return model


def _request(
    session: Session, kind: Kind, model: NluModel, requested_by: str, reason: str | None
) -> NluDeployment:
    if unfinished(session) is not None:
        raise Conflict(UNDER_WAY)
    live, now = registry.live(session), utc_now()
    row = NluDeployment(
        id=new_id(),
        place="live",
        kind=kind,
        model_id=model.id,
        from_model_id=live.id if live else None,
        state="requested",
        steps=[{"state": "requested", "at": now.isoformat()}],
        reason=reason,
        requested_by=requested_by,
        created_at=now,
    )
    session.add(row)
    try:
        session.flush()
    except IntegrityError as error:  # two asked at the same moment
        raise Conflict(UNDER_WAY) from error
    return row


def _enter(row: NluDeployment, state: State) -> None:
    row.state = state
    row.steps = [*row.steps, {"state": state, "at": utc_now().isoformat()}]


def _state(row: NluDeployment) -> State:
    return next(state for state in ORDER if state == row.state)


def _audit(session: Session, row: NluDeployment, action: str) -> None:
    data = {"from": row.from_model_id, "deployment": row.id, "reason": row.reason, "failure": row.detail}
    session.add(
        AuditEntry(
            id=new_id(),
            at=utc_now(),
            actor=row.requested_by,
            action=action,
            subject=f"model:{row.model_id}",
            data={name: value for name, value in data.items() if value is not None},
        )
    )
