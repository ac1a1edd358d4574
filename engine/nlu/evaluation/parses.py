"""What a trained model says of messages, asked for in the Rasa environment."""

import json
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import Unavailable
from engine.nlu.environment import RasaEnvironment
from engine.processes import end_with_parent

FALLBACK = "nlu_fallback"
Told = Callable[[int], None]
"""Called with the number of texts parsed so far."""


@dataclass(frozen=True)
class Parse:
    """intent: what the dialogue would act on, the fallback included. best: the top intent without the
    fallback, `confidence` its probability. familiarity: how much the message looks like the training data;
    None where the pipeline has no such score.
    """

    intent: str
    best: str
    confidence: float
    familiarity: float | None
    sentiment: str | None
    language: str

    @property
    def turned_away(self) -> bool:
        """Whether the model said that it does not know."""
        return self.intent == FALLBACK


def parse_texts(
    environment: RasaEnvironment, archive: Path, texts: Sequence[str], told: Told = lambda _: None
) -> list[Parse]:
    """Parses texts with a model, in their order. Raises Unavailable where Rasa is absent or fails."""
    if not environment.python.is_file():
        raise Unavailable(f"The Rasa environment is missing ({environment.python}); `make` sets it up")
    with tempfile.TemporaryDirectory(prefix="attune-parse-") as folder:
        source, target, problems = (Path(folder) / name for name in ("texts", "parses", "problems"))
        source.write_text("".join(json.dumps(text) + "\n" for text in texts), encoding="utf-8")
        command = [str(environment.python), "-m", "rasa_bot.evaluate", str(archive.resolve())]
        with problems.open("wb") as errors:
            code = _run([*command, str(source), str(target)], environment, errors, told)
        if code != 0 or not target.is_file():
            last = problems.read_text(errors="replace").strip().splitlines()[-1:] or ["no output"]
            raise Unavailable(f"Rasa could not parse with {archive.name}: {last[0]}")
        return [parse_of(json.loads(line)) for line in target.read_text(encoding="utf-8").splitlines()]


def parse_of(record: dict[str, Any]) -> Parse:
    """Reads one line of rasa_bot.evaluate."""
    named = [one for one in record["ranking"] if one["name"] != FALLBACK] or [record["intent"]]
    return Parse(
        intent=record["intent"]["name"] or FALLBACK,
        best=named[0]["name"] or FALLBACK,
        confidence=float(named[0]["confidence"]),
        familiarity=record["familiarity"],
        sentiment=record["sentiment"],
        language=record["language"] or "en",
    )


def _run(command: list[str], environment: RasaEnvironment, errors: Any, told: Told) -> int:
    with subprocess.Popen(  # noqa: S603  (our own interpreter and arguments)
        command,
        cwd=environment.root,
        env=environment.variables(),
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
        preexec_fn=end_with_parent,  # noqa: PLW1509
    ) as process:
        for line in process.stdout or ():
            if line.strip().isdigit():
                told(int(line))
    return process.returncode
