"""Runs trainings in processes of their own, at low priority: the app stays responsive.

A training ends with the app that began it; its job then says so. What the job is doing, the training process
writes into the database itself.
"""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from typing import Final

from engine.log import get_logger
from engine.nlu import jobs
from engine.processes import end_with_parent
from engine.settings import ROOT, Settings
from web.core.work import Work

log = get_logger("trainer")
NICE: Final = 10
STOP_SECONDS: Final = 5.0


class Trainer:
    """`begin` a job that was asked for; at most one runs, which the jobs themselves see to."""

    def __init__(self, settings: Settings, work: Work) -> None:
        self._settings, self._work = settings, work
        self._process: Process | None = None
        self._watch: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Close what an earlier app has left unfinished."""
        await self._work.write(jobs.close_lost)
        if not self._settings.redis_url:
            await self._work.write(jobs.close_queued)

    async def begin(self, job_id: str) -> None:
        """Start the process of a queued job and watch over it."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-W", "ignore", "-m", "engine.cli", "nlu", "train", "--job", job_id,
            cwd=ROOT,
            env={**os.environ, **self._environment()},
            stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE,
            preexec_fn=_lower_and_tied,
        )  # fmt: skip
        log.info("training begins", job=job_id, process=self._process.pid)
        self._watch = asyncio.create_task(self._follow(self._process, job_id))

    async def stop(self) -> None:
        """End a running training; its job then says why it failed."""
        process = self._process
        if process is not None and process.returncode is None:
            process.terminate()
            try:
                await asyncio.wait_for(process.wait(), STOP_SECONDS)
            except TimeoutError:
                process.kill()
        if self._watch is not None:
            await asyncio.gather(self._watch, return_exceptions=True)

    async def _follow(self, process: Process, job_id: str) -> None:
        _, errors = await process.communicate()
        log.info("training ends", job=job_id, code=process.returncode)
        if process.returncode != 0:
            last = errors.decode(errors="replace").strip().splitlines()[-1:]
            ended = process.returncode is not None and process.returncode < 0
            await self._work.write(jobs.fail, job_id, jobs.GONE if ended or not last else last[0])

    def _environment(self) -> dict[str, str]:
        """The app's own settings, wherever they came from."""
        settings = self._settings
        return {
            "ATTUNE_VAR_DIR": str(settings.var_dir.resolve()),
            "ATTUNE_ARTIFACTS_DIR": str(settings.models_dir.parent),
            "ATTUNE_DATABASE_URL": settings.database_url,
            "ATTUNE_BOT_DIR": str(settings.bot_dir),
            "ATTUNE_RASA_PYTHON": str(settings.rasa_python),
            "ATTUNE_SENTENCE_MODEL": settings.sentence_model,
            "ATTUNE_MULTILINGUAL_MODEL": settings.multilingual_model,
            "PYTHONPATH": str(ROOT),
        }


def _lower_and_tied() -> None:
    os.nice(NICE)
    end_with_parent()
