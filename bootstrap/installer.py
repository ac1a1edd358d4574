"""uv, from PATH or from PyPI."""

import shutil
import sys
from pathlib import Path

from bootstrap.commands import run, say
from bootstrap.places import ROOT, TOOLS_ENV, env_python
from bootstrap.problem import SetupProblem

UV_VERSION = "0.13.9"


def find_uv() -> Path:
    """The uv on PATH; where there is none, one that pip installs below var/tools."""
    on_path = shutil.which("uv")
    if on_path:
        return Path(on_path)
    own = TOOLS_ENV / "bin" / "uv"
    if not own.exists():
        say("installing uv")
        run(
            [tools_python(), "-m", "pip", "install", "--quiet", f"uv=={UV_VERSION}"],
            advice="uv could not be installed from PyPI; check the network, or install uv yourself.",
            cwd=ROOT,
        )
    if not own.exists():
        raise SetupProblem("pip installed uv but left no program; install uv yourself and run make again.")
    return own


def tools_python() -> Path:
    """The interpreter of the small environment that holds set-up tools."""
    python = env_python(TOOLS_ENV)
    if not python.exists():
        run(
            [sys.executable, "-m", "venv", TOOLS_ENV],
            advice="Python could not make a virtual environment; on Debian: apt install python3-venv.",
            cwd=ROOT,
        )
    return python
