"""Runs `rasa train` in its own environment, tells its stages, and reads what it left."""

import json
import os
import re
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from engine.errors import Invalid, Unavailable
from engine.nlu.environment import RasaEnvironment
from engine.processes import end_with_parent
from engine.store import new_id

Stage = Literal["starting", "reading", "learning", "measuring"]
"""Rasa starts and loads the data; the sentence models read the messages; the components learn; the frozen
test is taken."""
STAGES: tuple[Stage, ...] = ("starting", "reading", "learning", "measuring")
Progress = Callable[[str], None]
Staged = Callable[[Stage], None]

_STEP = re.compile(r"(?:Starting to train component|Finished training component|Validating) ?'?([\w.]*)'?")
_NOISE = re.compile(
    r"Deprecat|Processed |it/s|declare_namespace|pkg_resources|setParseAction|fatal: bad revision"
)
_PLACE = re.compile(r"(?P<file>[\w./\\-]+\.(?:ya?ml|csv))(?:[:,]? ?(?:line )?(?P<line>\d+))?")
_PROBLEM = re.compile(r"\b(?:ERROR|Error|Exception|WARNING|UserWarning)\b")
_SHOWN = 12
_RULES = "RulePolicy"
"""Rasa learns the rules first, then has the messages read."""


def run_training(
    environment: RasaEnvironment,
    models_dir: Path,
    progress: Progress = lambda _: None,
    staged: Staged = lambda _: None,
) -> Path:
    """Runs `rasa train` and returns the archive it wrote.

    Rasa's own validation is left out: it takes 12 s, and `engine.nlu.dataset.check` has looked already.

    Raises Invalid where the data are wrong, with the places that Rasa names; Unavailable without Rasa.
    """
    if not environment.python.is_file():
        raise Unavailable(f"The Rasa environment is missing ({environment.python}); `make` sets it up")
    models_dir.mkdir(parents=True, exist_ok=True)
    name = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{new_id()[-6:]}"
    staged("starting")
    lines: list[str] = []
    for line in _run(_command(environment, models_dir, name), environment):
        lines.append(line)
        step = _STEP.search(line)
        if step:
            staged("reading" if _RULES in step[0] else "learning")
            progress(step[0].replace("'", ""))
    archive = models_dir / f"{name}.tar.gz"
    if not archive.is_file():
        raise Invalid(f"Training failed:\n{problems_in(lines, environment.root)}")
    return archive


def _command(environment: RasaEnvironment, models_dir: Path, name: str) -> list[str]:
    bot = environment.bot_dir
    data = [bot / "data" / part for part in ("nlu", "rules", "stories")]
    return [
        *(str(environment.python), "-m", "rasa", "train", "--force", "--skip-validation"),
        *("--fixed-model-name", name, "--out", str(models_dir.resolve())),
        *("--config", str(bot / "config.yml"), "--domain", str(bot / "domain")),
        *("--data", *(str(place) for place in data if place.exists())),
    ]


def _run(command: list[str], environment: RasaEnvironment) -> Iterator[str]:
    """Lines of both streams while the process runs."""
    with subprocess.Popen(  # noqa: S603  (our own interpreter and arguments)
        command,
        cwd=environment.root,
        env=environment.variables(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        preexec_fn=end_with_parent,  # noqa: PLW1509
    ) as process:
        for line in process.stdout or ():
            text = re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip()
            if text and not _NOISE.search(text):
                yield text


def problems_in(lines: list[str], root: Path) -> str:
    """The lines in which Rasa says what is wrong, places first, paths relative to the project."""
    found = [line for line in lines if _PROBLEM.search(line) or _PLACE.search(line)] or lines
    found.sort(key=lambda line: _PLACE.search(line) is None)
    unique = list(dict.fromkeys(found))[-_SHOWN:] if len(found) > _SHOWN else list(dict.fromkeys(found))
    return "\n".join(unique).replace(f"{root}{os.sep}", "")


def reports_in(archive: Path) -> dict[str, Any]:
    """The figures that our components left in the archive: {"intent": {...}, "sentiment": {...}}, out of
    fold.
    """
    names = {"AttuneIntentClassifier": "intent", "SentimentAnalyzer": "sentiment"}
    reports: dict[str, Any] = {}
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            component = next((short for part, short in names.items() if part in member.name), None)
            if component and member.name.endswith("/report.json"):
                content = tar.extractfile(member)
                if content is not None:
                    reports[component] = json.loads(content.read())
    return reports
