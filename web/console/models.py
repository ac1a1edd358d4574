"""The models: which there are and how well they read, training, going live and back."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, status
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from engine.errors import Conflict
from engine.log import get_logger
from engine.nlu import deployments, jobs, registry
from engine.nlu.evaluation.compare import compare
from engine.nlu.evaluation.frozen import FrozenResult, kept_result
from engine.nlu.serving import is_supervised, serving
from engine.store.tables import NluDeployment, NluJob, NluModel, NluServing
from web.console.model_shapes import deployment_json, job_json, model_json, serving_json
from web.core.auth import Admin
from web.core.parts import Use

log = get_logger("console")
router = APIRouter(prefix="/api/v1/console")
NO_SUPERVISOR = (
    "Rasa is not run by Attune here, so it cannot be changed from this page. "
    "Run `attune nlu promote` and start Rasa anew."
)


class Promotion(BaseModel):
    """`force`: although it is clearly worse or was not measured; then `reason` says why."""

    force: bool = False
    reason: Annotated[str, Field(max_length=1000)] = ""


@dataclass(frozen=True)
class _Overview:
    models: list[NluModel]
    job: NluJob | None
    deployment: NluDeployment | None
    serving: NluServing | None
    supervised: bool


@router.get("/models")
async def read_models(_: Admin, parts: Use) -> dict[str, Any]:
    """All models, newest first, with the newest training and change of the live model."""
    found = await parts.work.read(_overview)
    live = next((model.id for model in found.models if model.state == registry.LIVE), None)
    previous = next((model.id for model in found.models if model.state == registry.PREVIOUS), None)
    return {
        "models": [model_json(model) for model in found.models],
        "live": live,
        "previous": previous,
        "job": job_json(found.job) if found.job else None,
        "deployment": deployment_json(found.deployment) if found.deployment else None,
        "serving": serving_json(found.serving, supervised=found.supervised),
    }


def _overview(session: Session) -> _Overview:
    return _Overview(
        registry.listed(session),
        jobs.latest(session),
        deployments.latest(session),
        serving(session),
        is_supervised(session),
    )


@router.get("/models/{model_id}/report")
async def read_report(model_id: str, _: Admin, parts: Use) -> dict[str, Any]:
    """All figures of a model on the frozen test."""
    model = await parts.work.read(registry.find, model_id)
    result = await parts.work.call(lambda: _kept(parts.settings.models_dir, model))
    return {"model": model_json(model), "report": result.report}


@router.get("/models/{model_id}/compare")
async def read_comparison(model_id: str, _: Admin, parts: Use) -> dict[str, Any]:
    """A model against the live one on the frozen test."""
    model, live = await parts.work.read(_with_live, model_id)
    models_dir = parts.settings.models_dir
    comparison = await parts.work.call(lambda: compare(_kept(models_dir, live), _kept(models_dir, model)))
    return {"model": model_json(model), "live": model_json(live), "comparison": comparison.as_dict()}


def _with_live(session: Session, model_id: str) -> tuple[NluModel, NluModel]:
    model, live = registry.find(session, model_id), registry.live(session)
    if live is None:
        raise Conflict("No model is live, so there is nothing to compare with.")
    return model, live


def _kept(models_dir: Path, model: NluModel) -> FrozenResult:
    return kept_result(models_dir / model.file, model.id)


@router.post("/training", status_code=status.HTTP_202_ACCEPTED)
async def train(who: Admin, parts: Use) -> dict[str, Any]:
    """Begin a training on the data as they are now."""
    job = await parts.work.write(jobs.request, _actor(who))
    await parts.trainer.begin(job.id)
    return {"job": job_json(job)}


@router.get("/jobs/{job_id}")
async def read_job(job_id: str, _: Admin, parts: Use) -> dict[str, Any]:
    """How far a training is."""
    return {"job": job_json(await parts.work.read(jobs.find, job_id))}


@router.post("/models/{model_id}/promote", status_code=status.HTTP_202_ACCEPTED)
async def promote(model_id: str, body: Promotion, who: Admin, parts: Use) -> dict[str, Any]:
    """Ask for a model to go live."""

    def ask(session: Session) -> NluDeployment:
        _require_supervisor(session)
        return deployments.request_promotion(
            session, parts.settings.models_dir, model_id, _actor(who), force=body.force, reason=body.reason
        )

    asked = await parts.work.write(ask)
    log.info("promotion asked for", model=model_id, forced=body.force, staff=who.staff.id)
    return {"deployment": deployment_json(asked)}


@router.post("/rollback", status_code=status.HTTP_202_ACCEPTED)
async def roll_back(who: Admin, parts: Use) -> dict[str, Any]:
    """Ask for the previous model to come back."""

    def ask(session: Session) -> NluDeployment:
        _require_supervisor(session)
        return deployments.request_rollback(session, parts.settings.models_dir, _actor(who))

    asked = await parts.work.write(ask)
    log.info("roll-back asked for", model=asked.model_id, staff=who.staff.id)
    return {"deployment": deployment_json(asked)}


@router.get("/deployments/{deployment_id}")
async def read_deployment(deployment_id: str, _: Admin, parts: Use) -> dict[str, Any]:
    """How far a change of the live model is."""
    return {"deployment": deployment_json(await parts.work.read(deployments.find, deployment_id))}


def _require_supervisor(session: Session) -> None:
    if not is_supervised(session):
        raise Conflict(NO_SUPERVISOR)


def _actor(who: Admin) -> str:
    return f"staff:{who.staff.id}"
