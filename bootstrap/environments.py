"""The two virtual environments, installed once and again only when their requirements change."""

import hashlib
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from bootstrap.commands import run, say
from bootstrap.installer import find_uv
from bootstrap.interpreters import app_python, rasa_python
from bootstrap.places import APP_ENV, RASA_ENV, ROOT, env_python
from bootstrap.problem import SetupProblem

NEEDED_BYTES = {APP_ENV: 4_000_000_000, RASA_ENV: 3_000_000_000}
STAMP = ".attune-installed"


def set_up_app(*, with_tests: bool) -> None:
    """The app's environment; `with_tests` adds what tests and linters need."""
    files = [ROOT / "requirements.txt"]
    if with_tests:
        files.append(ROOT / "tests" / "requirements.txt")
    # An environment with the test tools is good enough for `make run`.
    if not with_tests and _is_current(APP_ENV, [*files, ROOT / "tests" / "requirements.txt"]):
        return
    if _install(APP_ENV, files, find_python=lambda _uv: app_python()):
        run(
            [find_uv(), "pip", "install", "--quiet", "--python", env_python(APP_ENV), "--no-deps", "-e", "."],
            advice="Attune itself could not be installed into .venv; the lines above say why.",
            cwd=ROOT,
        )
        _mark(APP_ENV, files)


def set_up_rasa() -> None:
    """The environment of Rasa, with what its tests need."""
    files = [ROOT / "rasa_bot" / "requirements.txt"]
    if _install(RASA_ENV, files, find_python=rasa_python):
        _mark(RASA_ENV, files)


def _install(environment: Path, files: Sequence[Path], find_python: Callable[[Path], Path]) -> bool:
    if _is_current(environment, files):
        return False
    _check_disk(environment)
    uv = find_uv()
    python = find_python(uv)
    say(f"setting up {environment.name} (once; takes a minute or two)")
    if not env_python(environment).exists():
        run(
            [uv, "venv", "--quiet", "--clear", "--no-project", "--python", python, environment],
            advice=f"{environment.name} could not be made with {python}.",
            cwd=ROOT,
        )
    requirements = [part for file in files for part in ("-r", file)]
    run(
        # Compiled now, once: where Python may not write its caches, each start of Rasa would take 6 s longer.
        [
            *(uv, "pip", "install", "--quiet", "--compile-bytecode"),
            *("--python", env_python(environment), *requirements),
        ],
        advice="The packages could not be installed; check the network and the disk, then run make again.",
        cwd=ROOT,
    )
    return True


def _digest(files: Sequence[Path]) -> str:
    digest = hashlib.sha256(str(ROOT).encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _is_current(environment: Path, files: Sequence[Path]) -> bool:
    stamp = environment / STAMP
    return env_python(environment).exists() and stamp.exists() and stamp.read_text() == _digest(files)


def _mark(environment: Path, files: Sequence[Path]) -> None:
    (environment / STAMP).write_text(_digest(files))


def _check_disk(environment: Path) -> None:
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES[environment]:
        raise SetupProblem(
            f"{environment.name} needs about {NEEDED_BYTES[environment] / 1e9:.0f} GB, and only "
            f"{free / 1e9:.1f} GB are free on this disk; make room and run make again."
        )
