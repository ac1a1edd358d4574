"""Our own intents: cross-validation, the frozen test, and ABCD's customers as a check that nothing was tuned
on.
"""

import json
import re
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from engine.bench.figures import Figure, at_least, reported
from engine.nlu.benchmark.operating_point import COMPONENT, OperatingPoint
from engine.nlu.benchmark.project import Project
from engine.nlu.benchmark.rows import Row, Source, read_rows
from engine.nlu.benchmark.scores import score
from engine.nlu.environment import RasaEnvironment

FOLDS = 5
_LABELS = Path(__file__).with_name("abcd_labels.yml")
_INTENT = re.compile(r"\s*- intent: (\S+)")
_EXAMPLE = re.compile(r"\s+- (.*\S)")
_MARKED = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


@contextmanager
def trained_on_our_data(environment: RasaEnvironment) -> Generator[Project]:
    """The production pipeline on rasa_bot/data/nlu, in a folder that goes away again."""
    rows = [
        row
        for file in sorted((environment.bot_dir / "data" / "nlu").rglob("*.yml"))
        for row in read_nlu(file)
    ]
    with tempfile.TemporaryDirectory(prefix="attune-benchmark-") as folder:
        project = Project(environment, Path(folder))
        project.train(rows)
        yield project


def cross_validation_figures(environment: RasaEnvironment) -> dict[str, Figure]:
    """Macro-F1 of each language's examples, each predicted by a model that has not seen it."""
    with tempfile.TemporaryDirectory(prefix="attune-benchmark-") as folder:
        project = Project(environment, Path(folder))
        data = environment.bot_dir.resolve() / "data" / "nlu"
        languages = json.loads(project.run("rasa_bot.cross_validate", str(data), str(FOLDS)))
    return {
        f"own_{name}_cross_validated_macro_f1": at_least(languages[name]["macro_f1"], 0.93)
        for name in ("en", "zh")
    }


def frozen_figures(project: Project) -> dict[str, Figure]:
    """Macro-F1 of the top intents on the frozen test, and the share of its messages that are turned away."""
    figures: dict[str, Figure] = {}
    for language, aim in (("en", 0.92), ("zh", 0.90)):
        rows = read_nlu(project.environment.bot_dir / "frozen" / f"{language}.yml")
        for name, value in _of(project, rows).items():
            bar = at_least(value, aim) if name == "macro_f1" else reported(value)
            figures[f"own_{language}_frozen_{name}"] = bar
    return figures


def abcd_figures(project: Project, data: Path) -> dict[str, Figure]:
    """Accuracy and macro-F1 on the utterances whose label has a counterpart among our intents."""
    rows = abcd_rows(data / "abcd_retail_utterances" / "utterances.csv")
    figures = {f"abcd_{name}": reported(value) for name, value in _of(project, rows).items()}
    return {**figures, "abcd_examples": reported(len(rows))}


def abcd_rows(file: Path) -> list[Row]:
    """ABCD's utterances under our intents; labels that abcd_labels.yml leaves out are left out."""
    yaml: Any = YAML(typ="safe")
    intent_of: dict[str, str] = yaml.load(_LABELS)
    return [Row(row.text, intent_of[row.label]) for row in read_rows(Source(file)) if row.label in intent_of]


def read_nlu(file: Path) -> list[Row]:
    """The examples of one of Rasa's YAML files, without entity marks."""
    rows: list[Row] = []
    intent = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        named, example = _INTENT.fullmatch(line.rstrip()), _EXAMPLE.fullmatch(line.rstrip())
        if named:
            intent = named[1]
        elif line.lstrip().startswith(("- lookup:", "- synonym:", "- regex:")):
            intent = ""
        elif example and intent:
            rows.append(Row(_MARKED.sub(r"\1", example[1]), intent))
    return rows


def _of(project: Project, rows: list[Row]) -> dict[str, float]:
    """Of the top intents, fallback aside; `turned_away`: share of rows that the fallback takes."""
    parsed = project.parse([row.text for row in rows]).results
    scores = score(rows, parsed, None, OperatingPoint(None, COMPONENT))
    away = sum(one.fallback for one in parsed) / len(parsed)
    return {"macro_f1": scores.macro_f1, "accuracy": scores.accuracy, "turned_away": away}
