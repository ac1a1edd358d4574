"""Finding the two Pythons: the one that runs this (app) and Python 3.10 (Rasa)."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bootstrap.commands import installer_env, say
from bootstrap.problem import SetupProblem

RASA_PYTHON = (3, 10)


def app_python() -> Path:
    """The interpreter for the app's environment: the one that is running."""
    return Path(sys.executable)


def rasa_python(uv: Path) -> Path:
    """Python 3.10 from PATH or pyenv, else fetched by uv; Rasa 3.6 runs on no newer one."""
    for candidate in _candidates():
        if _version(candidate) == RASA_PYTHON:
            return candidate
    say("fetching Python 3.10 for Rasa")
    fetched = subprocess.run(
        [uv, "python", "install", "3.10"], env=installer_env(), capture_output=True, text=True, check=False
    )
    found = subprocess.run(
        [uv, "python", "find", "--no-project", "3.10"],
        env=installer_env(),
        capture_output=True,
        text=True,
        check=False,
    )
    if found.returncode == 0 and _version(Path(found.stdout.strip())) == RASA_PYTHON:
        return Path(found.stdout.strip())
    reason = (fetched.stderr.strip().splitlines() or ["no reason given"])[-1]
    raise SetupProblem(
        f"Rasa needs Python 3.10, and none is on PATH or in pyenv, and uv could not fetch one ({reason}); "
        "install it (apt install python3.10, or pyenv install 3.10) and run make again, "
        "or name it with ATTUNE_PYTHON310=/path/to/python3.10."
    )


def _candidates() -> Iterator[Path]:
    named = os.environ.get("ATTUNE_PYTHON310")
    if named:
        if _version(Path(named)) != RASA_PYTHON:
            raise SetupProblem(f"ATTUNE_PYTHON310 names {named}, which is not a Python 3.10.")
        yield Path(named)
    on_path = shutil.which("python3.10")
    if on_path:
        yield Path(on_path)
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from sorted(pyenv.glob("versions/3.10*/bin/python3.10"), reverse=True)


def _version(python: Path) -> tuple[int, int] | None:
    """Major and minor version; None where it does not run, as pyenv's shims of absent versions."""
    try:
        answer = subprocess.run(
            [python, "-c", "import sys; print(*sys.version_info[:2])"],
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    parts = answer.stdout.split()
    return (int(parts[0]), int(parts[1])) if answer.returncode == 0 and len(parts) == 2 else None  # noqa: PLR2004
