"""Runs a trained model over a CSV of texts, in the Rasa environment."""

import subprocess
from pathlib import Path

from engine.errors import Invalid, NotFound, Unavailable
from engine.nlu.environment import RasaEnvironment

COLUMNS = ("text", "intent", "confidence", "sentiment", "sentiment_score", "lang")


def predict(environment: RasaEnvironment, archive: Path, source: Path, target: Path) -> int:
    """Reads the column `text` of `source`, writes COLUMNS to `target`, row for row; returns the number of
    rows.

    Raises NotFound where `source` is absent, Invalid where it has no column `text`, Unavailable where Rasa
    fails.
    """
    if not source.is_file():
        raise NotFound(f"There is no file {source}")
    if not environment.python.is_file():
        raise Unavailable(f"The Rasa environment is missing ({environment.python}); `make` sets it up")
    command = [str(environment.python), "-m", "rasa_bot.predict", str(archive.resolve())]
    result = subprocess.run(  # noqa: S603  (our own interpreter and arguments)
        [*command, str(source.resolve()), str(target.resolve())],
        cwd=environment.root,
        env=environment.variables(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    last = (result.stdout or result.stderr).strip().splitlines()[-1:] or ["no output"]
    if result.returncode == _WRONG_INPUT:
        raise Invalid(last[0])
    if result.returncode != 0:
        raise Unavailable(f"Rasa could not predict: {(result.stderr.strip().splitlines() or last)[-1]}")
    return int(last[0])


_WRONG_INPUT = 2
