"""One supervised process."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx

from engine.processes import end_with_parent


@dataclass(frozen=True, kw_only=True)
class ChildSpec:
    """How to start a process and how to tell that it serves.

    `log_file` takes its output; None lets it write to ours. `health_url` answers 200 once it serves.
    """

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    cwd: Path
    health_url: str
    log_file: Path | None = None


class Child:
    """A running process, its exit noticed by `poll` and its health asked by `is_healthy`."""

    def __init__(self, spec: ChildSpec, run_dir: Path) -> None:
        self.spec = spec
        self.started_at = 0.0
        self._pid_file = run_dir / f"{spec.name}.pid"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process in a group of its own; it ends when we are killed (on Linux)."""
        output = self._open_log()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the command is ours
                list(self.spec.command),
                cwd=self.spec.cwd,
                env={**os.environ, **self.spec.env},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                start_new_session=True,
                preexec_fn=end_with_parent,  # noqa: PLW1509
            )
        finally:
            if output:
                output.close()
        self.started_at = time.monotonic()
        self._pid_file.parent.mkdir(parents=True, exist_ok=True)
        self._pid_file.write_text(str(self._process.pid))

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        return self._process.poll() if self._process else None

    def is_healthy(self, timeout: float = 2.0) -> bool:
        """Whether its health address answers 200."""
        try:
            return httpx.get(self.spec.health_url, timeout=timeout).is_success
        except httpx.HTTPError:
            return False

    def stop(self, patience: float = 10.0) -> None:
        """Ask it to end, insist after `patience` seconds."""
        process = self._process
        if process is None or process.poll() is not None:
            self._pid_file.unlink(missing_ok=True)
            return
        process.terminate()
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._pid_file.unlink(missing_ok=True)

    def last_words(self, lines: int = 15) -> str:
        """The end of its log, for the message that says it failed."""
        if self.spec.log_file is None or not self.spec.log_file.exists():
            return ""
        return "\n".join(self.spec.log_file.read_text(errors="replace").splitlines()[-lines:])

    def _open_log(self) -> IO[bytes] | None:
        if self.spec.log_file is None:
            return None
        self.spec.log_file.parent.mkdir(parents=True, exist_ok=True)
        return self.spec.log_file.open("ab")
