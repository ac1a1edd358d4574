"""JSON of models, trainings and changes of the live model."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from engine.nlu import jobs
from engine.store.tables import NluDeployment, NluJob, NluModel, NluServing


def model_json(model: NluModel) -> dict[str, Any]:
    """A model of the registry. `frozen` and `changes` are null where they were not taken."""
    metrics = model.metrics
    return {
        "id": model.id,
        "state": model.state,
        "created_at": model.created_at.isoformat(),
        "promoted_at": _iso(model.promoted_at),
        "training_seconds": metrics.get("training_seconds"),
        "examples": metrics.get("examples"),
        "changes": metrics.get("changes"),
        "frozen": metrics.get("frozen"),
    }


def job_json(job: NluJob) -> dict[str, Any]:
    """A training as it stands now; times in seconds."""
    view = jobs.view(job)
    return {
        **asdict(view),
        "created_at": view.created_at.isoformat(),
        "finished_at": _iso(view.finished_at),
    }


def deployment_json(row: NluDeployment) -> dict[str, Any]:
    """A change of the live model as it stands now."""
    return {
        "id": row.id,
        "kind": row.kind,
        "model_id": row.model_id,
        "from_model_id": row.from_model_id,
        "state": row.state,
        "steps": row.steps,
        "failure": row.failure,
        "detail": row.detail,
        "reason": row.reason,
        "requested_by": row.requested_by,
        "created_at": row.created_at.isoformat(),
        "finished_at": _iso(row.finished_at),
    }


def serving_json(row: NluServing | None, *, supervised: bool) -> dict[str, Any]:
    """`can_change`: a supervisor carries out promotions. `warm`: the model that runs beside the live one."""
    return {
        "can_change": supervised,
        "warm": row.standby_model_id if row and supervised else None,
        "warm_until": _iso(row.standby_until) if row and supervised else None,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
