"""A throw-away Rasa project: one pipeline on one set of rows, with nothing taken from a cache."""

import json
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from engine.errors import Unavailable
from engine.nlu.benchmark.rows import Row
from engine.nlu.benchmark.scores import Parsed
from engine.nlu.environment import RasaEnvironment
from engine.nlu.rasa_training import problems_in

PIPELINES = {"attune": "config.yml", "diet": "config.diet.yml"}
_SENTIMENT_CACHE = "cache-sentiment.npz"
_FALLBACK = "nlu_fallback"


@dataclass(frozen=True)
class Parses:
    """results: one a text. resident_mb: of the Rasa process that parsed them."""

    results: list[Parsed]
    resident_mb: float


@dataclass
class Project:
    """folder: empty, of the caller; deleted by the caller. epochs: other than configured, where a pipeline
    has them (DIET).
    """

    environment: RasaEnvironment
    folder: Path
    pipeline: str = "attune"
    epochs: int | None = None
    _labels: list[str] = field(default_factory=list[str])

    def train(self, rows: Sequence[Row]) -> float:
        """Trains on `rows`; returns the seconds of `rasa train nlu` from its start to its end.

        Rasa sees numbered intents, so that a label may be any text: it reads `a/b` as a retrieval intent.
        """
        self._labels = sorted({row.label for row in rows})
        number = {label: f"intent_{place}" for place, label in enumerate(self._labels)}
        examples = [{"text": row.text, "intent": number[row.label]} for row in rows]
        # Rasa's JSON form takes texts as they are; in its YAML, brackets would be entities.
        content = {"rasa_nlu_data": {"common_examples": examples}}
        (self.folder / "nlu.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        self._write_configuration()
        started = time.monotonic()
        arguments = ("rasa", "train", "nlu", "--config", "config.yml", "--nlu", "nlu.json")
        self.run(*arguments, "--out", "models", "--fixed-model-name", "model")
        seconds = time.monotonic() - started
        if not self._archive.is_file():
            raise Unavailable("Rasa ended without a model")
        return seconds

    def parse(self, texts: Sequence[str]) -> Parses:
        """Parses texts one by one in one Rasa process."""
        (self.folder / "texts.json").write_text(json.dumps(list(texts)), encoding="utf-8")
        target = self.folder / "parsed.jsonl"
        last = self.run("rasa_bot.parse_timed", str(self._archive), "texts.json", target.name)
        with target.open(encoding="utf-8") as file:
            results = [self._parsed(json.loads(line)) for line in file]
        return Parses(results, float(json.loads(last)["resident_mb"]))

    @property
    def _archive(self) -> Path:
        return self.folder / "models" / "model.tar.gz"

    def _parsed(self, answer: dict[str, Any]) -> Parsed:
        """A pipeline without familiarity (DIET) is taken by the probability of its best intent."""
        ranking = [(name, float(value)) for name, value in answer["ranking"]]
        fallback = bool(ranking) and ranking[0][0] == _FALLBACK
        intents = [entry for entry in ranking if entry[0] != _FALLBACK]
        top, probability = intents[0] if intents else ("", 0.0)
        label = self._labels[int(top.removeprefix("intent_"))] if top else ""
        familiarity = probability if answer["familiarity"] is None else float(answer["familiarity"])
        return Parsed(label, fallback or not top, familiarity, float(answer["seconds"]))

    def _write_configuration(self) -> None:
        """The pipeline's own configuration, without policies: there is no dialogue here."""
        yaml: Any = YAML()
        configuration = yaml.load(self.environment.bot_dir / PIPELINES[self.pipeline])
        configuration.pop("policies", None)
        for component in configuration["pipeline"]:
            if component["name"].endswith("SentenceVectors"):
                component["cache"] = None
            if self.epochs is not None and "epochs" in component:
                component["epochs"] = self.epochs
        yaml.dump(configuration, self.folder / "config.yml")

    def _link_sentence_models(self) -> None:
        """A folder of links to the sentence models, without the vectors kept from earlier trainings.

        Those of the sentiment's own texts stay: they are the product's, not of the file that is measured.
        """
        for file in self.environment.sentence_dir.glob("*/*"):
            link = self.folder / "sentence" / file.parent.name / file.name
            link.parent.mkdir(parents=True, exist_ok=True)
            foreign = file.name.startswith(("cache-", ".")) and file.name != _SENTIMENT_CACHE
            if file.is_file() and not foreign and not link.exists():
                link.symlink_to(file.resolve())

    def run(self, module: str, *arguments: str) -> str:
        """Runs a module of the Rasa environment in the project's folder; returns its last line.

        Raises Unavailable where there is no such environment, and with Rasa's words where it fails.
        """
        python = self.environment.python
        if not python.is_file():
            raise Unavailable(f"The Rasa environment is missing ({python}); `make` sets it up")
        self._link_sentence_models()
        done = subprocess.run(  # noqa: S603  (our own interpreter and arguments)
            [str(python), "-m", module, *arguments],
            cwd=self.folder,
            env={
                **self.environment.variables(),
                "PYTHONPATH": str(self.environment.root.resolve()),
                "ATTUNE_SENTENCE_DIR": str((self.folder / "sentence").resolve()),
                "RASA_CACHE_DIRECTORY": str((self.folder / "cache").resolve()),
            },
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode != 0:
            lines = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
            raise Unavailable(f"Rasa failed:\n{problems_in(lines, self.environment.root)}")
        return (done.stdout.strip().splitlines() or [""])[-1]
