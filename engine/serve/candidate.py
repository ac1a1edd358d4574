"""A second Rasa process beside the one that answers customers: started, warmed and tested before it may."""

import threading
import time
from dataclasses import dataclass

import httpx

from engine.errors import Unavailable
from engine.nlu.selftest import Probe, misread
from engine.serve.child import Child

WARM_ROUNDS = 2
ASK_SECONDS = 30.0
HEALTH_SECONDS = 2.0
OK = 200
PATIENCE = 20
"""So often a Rasa that answers may say that it has no model."""


@dataclass(frozen=True)
class RasaProcess:
    """A Rasa that runs: which model, in which archive, where."""

    child: Child
    model_id: str
    file: str
    url: str

    @property
    def runs(self) -> bool:
        """Whether its process has not ended."""
        return self.child.poll() is None


def await_healthy(rasa: RasaProcess, within: float, stopping: threading.Event) -> None:
    """Wait until it serves. Raises Unavailable, with the end of its log, where it does not."""
    deadline, without_model = time.monotonic() + within, 0
    while (status := _status(rasa)) != OK:
        # Rasa loads its model before it listens: one that answers and has none has failed to load it.
        without_model += status is not None
        if not rasa.runs or without_model > PATIENCE:
            raise Unavailable(f"Its Rasa could not load the model.\n{rasa.child.last_words()}")
        if time.monotonic() > deadline:
            words = rasa.child.last_words()
            raise Unavailable(f"Its Rasa did not serve within {within:.0f} seconds.\n{words}")
        if stopping.wait(0.1):
            raise Unavailable("Attune was stopped meanwhile. Ask for it again.")


def _status(rasa: RasaProcess) -> int | None:
    try:
        return httpx.get(rasa.child.spec.health_url, timeout=HEALTH_SECONDS).status_code
    except httpx.HTTPError:
        return None


def intents_of(rasa: RasaProcess, secret: str, probes: list[Probe]) -> list[str | None]:
    """What it understands, without a trace in any conversation. Raises Unavailable."""
    try:
        answer = httpx.post(
            f"{rasa.url}/webhooks/turn/parse",
            json={"texts": [probe.text for probe in probes]},
            headers={"Authorization": f"Bearer {secret}"},
            timeout=ASK_SECONDS,
        )
        answer.raise_for_status()
    except httpx.HTTPError as error:
        raise Unavailable(f"Its Rasa does not answer: {error}") from error
    return [one["intent"] for one in answer.json()["parses"]]


def warm(rasa: RasaProcess, secret: str, probes: list[Probe]) -> None:
    """First parses load dictionaries and caches; no customer should wait for that. Raises Unavailable."""
    for _ in range(WARM_ROUNDS):
        intents_of(rasa, secret, probes)


def failed_probes(rasa: RasaProcess, secret: str, probes: list[Probe]) -> list[str]:
    """What its self-test got wrong; empty where it passed. Raises Unavailable."""
    return misread(probes, intents_of(rasa, secret, probes))
