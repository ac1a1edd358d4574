"""What the processes of one machine are: how the app and Rasa are started."""

import sys
from dataclasses import dataclass
from pathlib import Path

from engine.serve.child import ChildSpec
from engine.settings import ROOT, Settings

LOOPBACK = "127.0.0.1"
MAX_FRAME_BYTES = 65_536
"""Longest WebSocket frame that is read: a longest message, four bytes a character, and then some."""


@dataclass(frozen=True, kw_only=True)
class Ports:
    """`app` faces browsers, `rasa` the app alone."""

    app: int
    rasa: int


def rasa_url(ports: Ports) -> str:
    """Where the app reaches Rasa."""
    return f"http://{LOOPBACK}:{ports.rasa}"


def app_url(settings: Settings, ports: Ports) -> str:
    """Where this machine reaches the app."""
    reachable = LOOPBACK if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104
    return f"http://{reachable}:{ports.app}"


def rasa_spec(settings: Settings, model: Path, ports: Ports, name: str = "rasa") -> ChildSpec:
    """Rasa with one model, on loopback, its actions run by the app."""
    var = settings.var_dir.resolve()
    url = f"http://{LOOPBACK}:{ports.app}/internal/actions/webhook"
    command = [str(settings.rasa_python), "-m", "rasa", "run", "--model", str(model)]
    command += ["--credentials", "rasa_bot/credentials.yml", "--endpoints", "rasa_bot/endpoints.yml"]
    command += ["--interface", LOOPBACK, "--port", str(ports.rasa)]
    return ChildSpec(
        name=name,
        command=command,
        env={
            "ATTUNE_TURN_SECRET": settings.turn_secret,
            "ATTUNE_ACTION_URL": url,
            "ATTUNE_SENTENCE_DIR": str(settings.sentence_dir),
            "ATTUNE_CATALOGUE_LOOKUP": str(settings.catalogue_lookup),
            "ATTUNE_TRACKER_DB": str(var / "tracker.db"),
            "RASA_TELEMETRY_ENABLED": "false",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        },
        cwd=ROOT,
        health_url=f"{rasa_url(ports)}/webhooks/turn/health",
        log_file=var / "logs" / f"{name}.log",
    )


def app_spec(settings: Settings, ports: Ports) -> ChildSpec:
    """The web app; where Rasa is, the database tells it (engine.nlu.serving)."""
    command = [sys.executable, "-m", "uvicorn", "--factory", "web.app:create_app"]
    command += ["--host", settings.host, "--port", str(ports.app), "--no-access-log"]
    command += ["--timeout-graceful-shutdown", "5", "--ws-max-size", str(MAX_FRAME_BYTES)]
    # Chat messages are short: compressing each costs more time, and memory per connection, than it saves.
    command += ["--ws-per-message-deflate", "false"]
    return ChildSpec(
        name="app",
        command=command,
        env={
            "ATTUNE_VAR_DIR": str(settings.var_dir.resolve()),
            "ATTUNE_PORT": str(ports.app),
            "ATTUNE_RASA_URL": "",
        },
        cwd=ROOT,
        health_url=f"{app_url(settings, ports)}/healthz",
    )
