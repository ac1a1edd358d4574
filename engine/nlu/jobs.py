"""Trainings in the background: what was asked for, how far it is, what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from engine.errors import Conflict, NotFound
from engine.nlu import registry
from engine.nlu.rasa_training import STAGES, Stage
from engine.processes import is_gone, own_identity
from engine.store.ids import new_id
from engine.store.tables import AuditEntry, NluJob
from engine.store.types import utc_now

TYPICAL: dict[str, float] = {"starting": 22, "reading": 12, "learning": 45, "measuring": 18}
"""Seconds of each stage where no training is known yet."""
TAIL = 60
NEVER_QUITE = 0.98
RUNNING = "A training is under way; wait until it is done."
GONE = (
    "The training was interrupted: its process has ended (a restart, or too little memory). Start it again."
)


@dataclass(frozen=True)
class JobView:
    """A job as it stands at this moment. `share` in [0, 1]; seconds as expected from the last training."""

    id: str
    state: str
    stage: str | None
    share: float
    expected_seconds: float
    elapsed_seconds: float
    log: list[str]
    model_id: str | None
    fresh: bool | None
    error: str | None
    requested_by: str
    created_at: datetime
    finished_at: datetime | None


def request(session: Session, requested_by: str) -> NluJob:
    """Asks for a training. Raises Conflict where one is under way."""
    close_lost(session)
    if _unfinished(session) is not None:
        raise Conflict(RUNNING)
    job = NluJob(
        id=new_id(),
        kind="train",
        state="queued",
        expected=_expected(session),
        log="",
        requested_by=requested_by,
        created_at=utc_now(),
    )
    session.add(job)
    entry = AuditEntry(id=new_id(), at=utc_now(), actor=requested_by, action="nlu.train", data={})
    entry.subject = f"job:{job.id}"
    session.add(entry)
    try:
        session.flush()
    except IntegrityError as error:  # two asked at the same moment
        raise Conflict(RUNNING) from error
    return job


def begin(session: Session, job_id: str) -> None:
    """This process does it. Raises Conflict where another did, or it was given up."""
    job = find(session, job_id)
    if job.state != "queued":
        raise Conflict(f"This training is {job.state} already")
    job.state, job.process, job.started_at = "running", own_identity(), utc_now()
    job.stage, job.stage_at = STAGES[0], utc_now()


def enter_stage(session: Session, job_id: str, stage: Stage) -> None:
    """The next stage begins; does nothing where it has begun already."""
    job = find(session, job_id)
    if job.stage != stage:
        job.stage, job.stage_at = stage, utc_now()


def add_line(session: Session, job_id: str, line: str) -> None:
    """A line of its output; the last 60 are kept."""
    job = find(session, job_id)
    job.log = "\n".join([*job.log.splitlines(), line][-TAIL:])


def finish(session: Session, job_id: str, model_id: str, *, fresh: bool) -> None:
    """It gave this model; `fresh` is False where an equal one was there already."""
    job = find(session, job_id)
    job.state, job.model_id, job.fresh, job.finished_at = "done", model_id, fresh, utc_now()


def fail(session: Session, job_id: str, sentence: str) -> None:
    """It gave none; nothing happens to a finished one."""
    job = find(session, job_id)
    if job.finished_at is None:
        job.state, job.error, job.finished_at = "failed", sentence, utc_now()


def close_lost(session: Session) -> None:
    """A job whose process has ended without a word has failed."""
    job = _unfinished(session)
    if job is not None and job.process is not None and is_gone(job.process):
        fail(session, job.id, GONE)


def close_queued(session: Session) -> None:
    """At the start of an app: what its predecessor had not begun never will be."""
    job = _unfinished(session)
    if job is not None and job.process is None:
        fail(session, job.id, GONE)


def find(session: Session, job_id: str) -> NluJob:
    """Raises NotFound."""
    job = session.get(NluJob, job_id)
    if job is None:
        raise NotFound("There is no such training")
    return job


def latest(session: Session) -> NluJob | None:
    """The newest job, finished or not."""
    return session.scalars(select(NluJob).order_by(NluJob.id.desc()).limit(1)).one_or_none()


def view(job: NluJob) -> JobView:
    """How the job stands now; its share grows with the time that its stage takes."""
    now = utc_now()
    begun = job.started_at or job.created_at
    expected = cast("dict[str, float]", job.expected)
    return JobView(
        id=job.id,
        state=job.state,
        stage=job.stage,
        share=1.0 if job.state == "done" else share_of(expected, job.stage, _seconds(job.stage_at, now)),
        expected_seconds=sum(expected.values()),
        elapsed_seconds=_seconds(begun, job.finished_at or now),
        log=job.log.splitlines(),
        model_id=job.model_id,
        fresh=job.fresh,
        error=job.error,
        requested_by=job.requested_by,
        created_at=job.created_at,
        finished_at=job.finished_at,
    )


def share_of(expected: dict[str, float], stage: str | None, seconds: float) -> float:
    """Share done: the stages before count whole, this one by its time, never quite to its end."""
    total = sum(expected.get(name, 0.0) for name in STAGES)
    if stage not in STAGES or total <= 0:
        return 0.0
    before = sum(expected.get(name, 0.0) for name in STAGES[: STAGES.index(stage)])
    here = expected.get(stage, 0.0)
    return (before + min(seconds, here * NEVER_QUITE)) / total


def _expected(session: Session) -> dict[str, Any]:
    for model in registry.listed(session):
        if stages := model.metrics.get("stages"):
            return {**TYPICAL, **stages}
    return dict(TYPICAL)


def _unfinished(session: Session) -> NluJob | None:
    return session.scalars(select(NluJob).where(NluJob.finished_at.is_(None))).one_or_none()


def _seconds(since: datetime | None, until: datetime) -> float:
    return max(0.0, (until - since).total_seconds()) if since else 0.0
