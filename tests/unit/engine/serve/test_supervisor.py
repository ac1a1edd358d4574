"""The supervisor with real processes: it starts, revives, reports and ends them."""

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.errors import Unavailable
from engine.serve.child import Child, ChildSpec
from engine.serve.ports import ensure_free, free_port
from engine.serve.supervisor import Supervisor

SERVER = (
    "import http.server as h, sys;h.test(h.SimpleHTTPRequestHandler, port=int(sys.argv[1]), bind='127.0.0.1')"
)
DEAF = "import signal, time; signal.signal(15, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"


def a_server(tmp_path: Path, code: str = SERVER) -> Child:
    port = free_port()
    spec = ChildSpec(
        name="server",
        command=[sys.executable, "-c", code, str(port)],
        env={},
        cwd=tmp_path,
        health_url=f"http://127.0.0.1:{port}/",
        log_file=tmp_path / "server.log",
    )
    return Child(spec, tmp_path / "run")


def pid_of(tmp_path: Path) -> int:
    return int((tmp_path / "run" / "server.pid").read_text())


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        threading.Event().wait(0.02)


def test_a_killed_process_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = a_server(tmp_path)
    supervisor = Supervisor([child])
    seen: list[int] = []

    def kill_then_stop() -> None:
        wait_for(lambda: bool(seen))
        os.kill(seen[0], signal.SIGKILL)
        wait_for(lambda: pid_of(tmp_path) != seen[0] and child.is_healthy())
        supervisor.stop()

    other = threading.Thread(target=kill_then_stop)
    other.start()
    supervisor.run(ready_within=20, on_ready=lambda: seen.append(pid_of(tmp_path)))
    other.join()
    assert child.poll() is not None


def test_a_process_that_never_serves_is_reported_with_its_last_words(tmp_path: Path) -> None:
    child = a_server(tmp_path, code="print('no such model', flush=True)")
    with pytest.raises(Unavailable, match=r"no such model[\s\S]*did not come up"):
        Supervisor([child]).run(ready_within=20, on_ready=lambda: None)


def test_stopping_ends_a_process_that_ignores_the_polite_signal(tmp_path: Path) -> None:
    child = a_server(tmp_path, code=DEAF)
    child.start()
    wait_for(lambda: "up" in child.last_words())
    child.stop(patience=0.2)
    assert child.poll() == -signal.SIGKILL


def test_a_taken_port_is_named_with_a_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(Unavailable, match=rf"Port {port} .* is taken .*PORT={port + 1}"):
            ensure_free("127.0.0.1", port)
