"""A whole stack of its own, on free ports with its own folder: for benchmarks, smoke tests and tests."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import httpx

from engine.errors import Unavailable
from engine.serve.ports import free_port
from engine.settings import ROOT, Settings, get_settings, with_secrets


class Instance:
    """`attune up` as a process; `with` starts it and ends it.

    `var_dir` holds its database and secrets; sentence models and trained models are shared
    with the checkout's own, so that nothing is trained twice.
    """

    def __init__(self, var_dir: Path, env: Mapping[str, str] | None = None) -> None:
        self.var_dir = var_dir.resolve()
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        shared = get_settings()
        self._env = {
            **os.environ,
            "ATTUNE_VAR_DIR": str(self.var_dir),
            "ATTUNE_ARTIFACTS_DIR": str((shared.artifacts_dir or shared.var_dir).resolve()),
            "ATTUNE_DATA": str(shared.data_dir.resolve()),
            **(env or {}),
        }
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def settings(self) -> Settings:
        """The settings that the instance runs with."""
        artifacts = Path(self._env["ATTUNE_ARTIFACTS_DIR"])
        base = get_settings().model_copy(
            update={
                "var_dir": self.var_dir,
                "artifacts_dir": artifacts,
                "port": self.port,
                "database_url": self._env.get("ATTUNE_DATABASE_URL", ""),
                "turn_secret": "",
                "shop_secret": "",
            }
        )
        return with_secrets(base)

    def attune(self, *arguments: str) -> str:
        """Run an `attune` command against this instance's folder; its standard output."""
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "engine.cli", *arguments],
            cwd=ROOT,
            env=self._env,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise Unavailable(f"attune {' '.join(arguments)} failed:\n{done.stderr.strip()}")
        return done.stdout

    def __enter__(self) -> "Instance":
        self.var_dir.mkdir(parents=True, exist_ok=True)
        log = (self.var_dir / "up.log").open("ab")
        with log:
            self._process = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "engine.cli", "up", "--port", str(self.port)],
                cwd=ROOT,
                env=self._env,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            self.wait_ready(within=600)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        process = self._process
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def wait_ready(self, within: float) -> None:
        """Wait until app and Rasa both serve; Unavailable with the log's end where they do not."""
        deadline = time.monotonic() + within
        trouble = f"the stack did not come up within {within:.0f} s"
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                trouble = "the stack ended before it was up"
                break
            try:
                if httpx.get(f"{self.url}/readyz", timeout=2).is_success:
                    return
            except httpx.HTTPError:
                pass
            time.sleep(0.1)
        last_lines = self.logs().splitlines()[-40:]
        raise Unavailable("\n".join([*last_lines, trouble]))

    def logs(self) -> str:
        """Everything that the supervisor, the app and Rasa wrote."""
        files = [self.var_dir / "up.log", *sorted((self.var_dir / "logs").glob("*.log"))]
        return "\n".join(file.read_text(errors="replace") for file in files if file.exists())

    def pid(self, name: str) -> int:
        """Process id of the supervised process `name` (app or rasa)."""
        return int((self.var_dir / "run" / f"{name}.pid").read_text())
