"""The life of a training job, and how far it says it is."""

import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from engine.errors import Conflict, NotFound
from engine.nlu import jobs
from engine.processes import is_gone, own_identity
from engine.store.types import utc_now

EXPECTED = {"starting": 10.0, "reading": 10.0, "learning": 60.0, "measuring": 20.0}


def test_at_most_one_training_is_under_way(session: Session) -> None:
    first = jobs.request(session, "staff:1")
    with pytest.raises(Conflict, match="under way"):
        jobs.request(session, "staff:2")
    jobs.begin(session, first.id)
    jobs.finish(session, first.id, "m1", fresh=True)
    assert jobs.request(session, "staff:2").id != first.id
    latest = jobs.latest(session)
    assert latest is not None
    assert latest.state == "queued"


def test_a_job_goes_through_its_stages(session: Session) -> None:
    job = jobs.request(session, "system")
    jobs.begin(session, job.id)
    jobs.enter_stage(session, job.id, "learning")
    for number in range(jobs.TAIL + 5):
        jobs.add_line(session, job.id, f"line {number}")
    seen = jobs.view(job)
    assert (seen.state, seen.stage, len(seen.log), seen.log[-1]) == ("running", "learning", 60, "line 64")
    assert seen.expected_seconds == sum(jobs.TYPICAL.values())
    jobs.finish(session, job.id, "m1", fresh=True)
    assert jobs.view(job).share == 1.0
    jobs.fail(session, job.id, "too late")
    assert job.state == "done"


def test_a_job_is_begun_once(session: Session) -> None:
    job = jobs.request(session, "system")
    jobs.begin(session, job.id)
    with pytest.raises(Conflict):
        jobs.begin(session, job.id)
    with pytest.raises(NotFound):
        jobs.find(session, "nothing")


@pytest.mark.parametrize(
    ("stage", "seconds", "share"),
    [
        ("starting", 0, 0.0),
        ("learning", 30, 0.5),
        ("learning", 600, 0.788),
        ("measuring", 10, 0.9),
        (None, 5, 0.0),
    ],
)
def test_the_share_done_grows_with_time_and_never_runs_ahead(
    stage: str | None, seconds: float, share: float
) -> None:
    assert jobs.share_of(EXPECTED, stage, seconds) == pytest.approx(share)


def ended_process() -> str:
    """The identity of a process that is no more."""
    code = "from engine.processes import own_identity; print(own_identity())"
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


def test_a_job_whose_process_is_gone_has_failed_and_makes_room(session: Session) -> None:
    job = jobs.request(session, "staff:1")
    jobs.begin(session, job.id)
    jobs.close_lost(session)
    assert job.state == "running", "our own process runs"
    job.process = ended_process()
    jobs.close_lost(session)
    assert (job.state, job.error) == ("failed", jobs.GONE)
    jobs.request(session, "staff:1")


def test_a_job_that_an_earlier_app_never_began_is_closed(session: Session) -> None:
    job = jobs.request(session, "staff:1")
    jobs.close_queued(session)
    assert job.state == "failed"


def test_a_number_that_another_process_has_got_is_not_taken_for_it() -> None:
    host, pid, _ = own_identity().rsplit("/", 2)
    assert not is_gone(own_identity())
    assert is_gone(f"{host}/{pid}/1")
    assert not is_gone("another-machine/1/1")


def test_elapsed_time_stops_with_the_job(session: Session) -> None:
    job = jobs.request(session, "system")
    jobs.begin(session, job.id)
    jobs.finish(session, job.id, "m1", fresh=False)
    job.started_at = utc_now() - timedelta(seconds=100)
    job.finished_at = job.started_at + timedelta(seconds=40)
    assert jobs.view(job).elapsed_seconds == 40.0
