"""Running other programs while setting up."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bootstrap.problem import SetupProblem


def say(text: str) -> None:
    """One line of progress on standard error."""
    print(f"» {text}", file=sys.stderr, flush=True)


def installer_env() -> dict[str, str]:
    """The environment for installers: uv takes local wheels from where pip does."""
    env = dict(os.environ)
    if env.get("PIP_FIND_LINKS"):
        env.setdefault("UV_FIND_LINKS", env["PIP_FIND_LINKS"])
    # An activated environment of somebody else's must not receive our packages.
    for name in ("VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH", "UV_PYTHON", "UV_PROJECT_ENVIRONMENT"):
        env.pop(name, None)
    return env


def run(
    command: Sequence[str | Path], *, advice: str, cwd: Path, env: Mapping[str, str] | None = None
) -> None:
    """Run `command`; where it fails, raise SetupProblem with its last lines and `advice`."""
    result = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=dict(env) if env is not None else installer_env(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if result.returncode != 0:
        tail = "\n".join(result.stdout.strip().splitlines()[-12:])
        raise SetupProblem(f"{tail}\n\n{advice}")
