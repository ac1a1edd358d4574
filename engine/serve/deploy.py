"""Blue/green: brings another model before customers without losing a message, and keeps the old one warm.

The candidate runs in a second Rasa process until it is healthy, warm and tested. Then one transaction changes
the registry and the address; the app follows the address, turns under way end where they began. The replaced
process waits beside the new one, so that going back is a switch; after a while it ends, and going back starts
it anew. At most two Rasa processes run. Whatever fails before the transaction leaves the live model serving.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import httpx

from engine.errors import AttuneError, Unavailable
from engine.log import get_logger
from engine.nlu import deployments
from engine.nlu.deployments import Failure, State
from engine.nlu.selftest import Probe
from engine.nlu.serving import note_standby
from engine.serve.candidate import RasaProcess, await_healthy, failed_probes, warm
from engine.serve.supervisor import Supervisor
from engine.settings import Settings
from engine.store import Database
from engine.store.tables import NluDeployment
from engine.store.types import utc_now

LOOK_EVERY = 0.25
START_WITHIN = 180.0
FOLLOW_WITHIN = 15.0
DRAIN_MARGIN = 5.0
"""Seconds beyond a turn's longest time for which a replaced process runs on in any case."""

log = get_logger("deploy")
StartRasa = Callable[[str, str], RasaProcess]
"""(model id, process name) -> a Rasa that was started; raises AttuneError where its archive is not whole."""


class _Failed(Exception):
    def __init__(self, failure: Failure, detail: str) -> None:
        super().__init__(detail)
        self.failure: Failure = failure
        self.detail = detail


@dataclass
class _Standby:
    rasa: RasaProcess
    until: float


class Deployer(threading.Thread):
    """Carries out what `engine.nlu.deployments` asks for, one at a time, until `stop`."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        supervisor: Supervisor,
        live: RasaProcess,
        start_rasa: StartRasa,
        *,
        probes: list[Probe],
        app_url: str,
    ) -> None:
        super().__init__(name="deployer", daemon=True)
        self._settings, self._database, self._supervisor = settings, database, supervisor
        self._live, self._start_rasa, self._probes = live, start_rasa, probes
        self._app_url = app_url
        self._standby: _Standby | None = None
        self._candidate: RasaProcess | None = None
        self._stopping = threading.Event()

    def run(self) -> None:
        while not self._stopping.wait(LOOK_EVERY):
            try:
                self._look()
            except Exception:
                log.exception("looking for promotions failed")

    def stop(self) -> None:
        """End, with every Rasa; to be called when the supervisor has ended."""
        self._stopping.set()
        if self.is_alive():
            self.join()
        self._end_candidate()
        self._end_standby()
        self._live.child.stop()

    def _look(self) -> None:
        if self._standby is not None and time.monotonic() > self._standby.until:
            log.info("standby ends", model=self._standby.rasa.model_id)
            self._end_standby()
        if self._standby is not None and not self._standby.rasa.runs:
            self._end_standby()
        with self._database.session(writes=False) as session:
            asked = deployments.unfinished(session)
        if asked is not None:
            self._carry_out(asked)

    def _carry_out(self, asked: NluDeployment) -> None:
        log.info("deployment begins", kind=asked.kind, model=asked.model_id)
        started = time.monotonic()
        try:
            target = self._standby_of(asked) or self._prepared(asked)
            self._switch(asked, target)
        except _Failed as failed:
            self._fail(asked, failed.failure, failed.detail)
        except AttuneError as error:
            self._fail(asked, "archive", error.message)
        except Exception as error:
            log.exception("deployment failed", model=asked.model_id)
            self._fail(asked, "internal", f"It stopped with {type(error).__name__}; the log says more.")
        else:
            log.info("deployment done", model=asked.model_id, seconds=round(time.monotonic() - started, 2))

    def _standby_of(self, asked: NluDeployment) -> RasaProcess | None:
        """The warm process, where it has the wanted model and answers."""
        standby = self._standby
        if standby is None or standby.rasa.model_id != asked.model_id or not standby.rasa.child.is_healthy():
            return None
        return standby.rasa

    def _prepared(self, asked: NluDeployment) -> RasaProcess:
        """A new process that serves, is warm, and has passed the self-test."""
        self._end_standby()  # two processes at most
        self._step(asked, "starting")
        name = "rasa" if self._live.child.spec.name != "rasa" else "rasa-2"
        rasa = self._candidate = self._start_rasa(asked.model_id, name)
        try:
            await_healthy(rasa, START_WITHIN, self._stopping)
            self._step(asked, "warming")
            warm(rasa, self._settings.turn_secret, self._probes)
            self._step(asked, "testing")
            wrong = failed_probes(rasa, self._settings.turn_secret, self._probes)
        except Unavailable as error:
            raise _Failed("interrupted" if self._stopping.is_set() else "start", error.message) from error
        if wrong and asked.kind == "promote":
            raise _Failed("self_test", "; ".join(wrong))
        return rasa

    def _switch(self, asked: NluDeployment, target: RasaProcess) -> None:
        old = self._live
        with self._database.session() as session:
            deployments.switch(session, asked.id, self._settings.models_dir, target.url)
        self._supervisor.replace(old.child, target.child)
        self._live, self._candidate = target, None
        drain = self._settings.turn_timeout + DRAIN_MARGIN
        keep = max(self._settings.rollback_minutes * 60, drain)
        self._standby = _Standby(old, time.monotonic() + keep)
        followed = self._await_app(target)
        with self._database.session() as session:
            deployments.advance(session, asked.id, "done")
            note_standby(session, old.model_id, utc_now() + timedelta(seconds=keep))
        if not followed:
            log.warning("the app has not followed yet", model=target.model_id)

    def _await_app(self, target: RasaProcess) -> bool:
        """Wait until the app says that it asks this model; False where it does not within 15 seconds.

        An app that is down reads the address when it comes back.
        """
        deadline = time.monotonic() + FOLLOW_WITHIN
        while time.monotonic() < deadline and not self._stopping.wait(0.05):
            try:
                if httpx.get(f"{self._app_url}/readyz", timeout=2).json()["model"] == target.file:
                    return True
            except (httpx.HTTPError, ValueError, KeyError):
                continue
        return False

    def _step(self, asked: NluDeployment, state: State) -> None:
        with self._database.session() as session:
            deployments.advance(session, asked.id, state)

    def _fail(self, asked: NluDeployment, failure: Failure, detail: str) -> None:
        log.warning("deployment failed", model=asked.model_id, failure=failure, reason=detail)
        self._end_candidate()
        with self._database.session() as session:
            deployments.fail(session, asked.id, failure, detail)

    def _end_candidate(self) -> None:
        candidate, self._candidate = self._candidate, None
        if candidate is not None:
            candidate.child.stop()

    def _end_standby(self) -> None:
        standby, self._standby = self._standby, None
        if standby is None:
            return
        standby.rasa.child.stop()
        with self._database.session() as session:
            note_standby(session, None, None)
