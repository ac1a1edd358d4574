"""Labelled messages that a model is held against: a CSV, or the frozen test of the project."""

import csv
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from engine.errors import Invalid, NotFound

SENTIMENTS = ("negative", "neutral", "positive")
LANGUAGES = ("en", "zh")
_SHOWN = 5
_ANNOTATED = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
"""An entity as Rasa's files mark it: [red mug](product) or [red mug]{"entity": "product"}."""


@dataclass(frozen=True)
class Labelled:
    """One message and what a reader says of it; `language` and `sentiment` are None where nobody said."""

    text: str
    intent: str
    language: str | None = None
    sentiment: str | None = None


def read_csv(source: Path) -> list[Labelled]:
    """Messages of a CSV with the columns text, intent and, if wished, sentiment and lang.

    Raises NotFound where there is no such file, Invalid naming the line of each row that cannot be used.
    """
    if not source.is_file():
        raise NotFound(f"There is no file {source}")
    try:
        with source.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            absent = [name for name in ("text", "intent") if name not in (reader.fieldnames or [])]
            if absent:
                raise Invalid(f"{source.name} needs the columns text and intent; {absent[0]!r} is not there")
            rows = [(reader.line_num, row) for row in reader]
    except UnicodeDecodeError as error:
        raise Invalid(f"{source.name} is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    problems = [f"line {line}: {problem}" for line, row in rows if (problem := _problem(row))]
    if problems:
        more = f"\nand {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        raise Invalid(f"{source.name} has rows that cannot be used:\n" + "\n".join(problems[:_SHOWN]) + more)
    if not rows:
        raise Invalid(f"{source.name} holds no messages")
    return [_labelled(row) for _, row in rows]


def read_frozen(folder: Path) -> list[Labelled]:
    """The frozen test: a `<language>.yml` each, in the form of Rasa's NLU files. Empty where absent."""
    messages: list[Labelled] = []
    for language in LANGUAGES:
        file = folder / f"{language}.yml"
        if not file.is_file():
            continue
        yaml: Any = YAML(typ="safe")
        content: dict[str, list[dict[str, str]]] = yaml.load(file)
        for item in content["nlu"]:
            for line in item["examples"].splitlines():
                if line.startswith("- "):
                    text = _ANNOTATED.sub(r"\1", line[2:]).strip()
                    messages.append(Labelled(text, item["intent"], language))
    return messages


def digest_of(messages: Sequence[Labelled]) -> str:
    """A name for exactly these messages and labels: figures of the same digest may be compared."""
    content = json.dumps([asdict(message) for message in messages], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _problem(row: dict[str, str | None]) -> str | None:
    if not (row.get("text") or "").strip():
        return "the text is empty"
    if not (row.get("intent") or "").strip():
        return "the intent is empty"
    sentiment, language = (row.get("sentiment") or "").strip(), (row.get("lang") or "").strip()
    if sentiment and sentiment not in SENTIMENTS:
        return f"{sentiment!r} is no sentiment; it is one of {', '.join(SENTIMENTS)}"
    if language and language not in LANGUAGES:
        return f"{language!r} is no language of ours; it is one of {', '.join(LANGUAGES)}"
    return None


def _labelled(row: dict[str, str | None]) -> Labelled:
    return Labelled(
        text=(row["text"] or "").strip(),
        intent=(row["intent"] or "").strip(),
        language=(row.get("lang") or "").strip() or None,
        sentiment=(row.get("sentiment") or "").strip() or None,
    )
