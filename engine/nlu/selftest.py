"""What a candidate must understand before it answers customers (rasa_bot/selftest.yml)."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


@dataclass(frozen=True)
class Probe:
    """A message and the intent that it must be given."""

    text: str
    intent: str


def probes_in(file: Path) -> list[Probe]:
    """The self-test's messages, of all languages."""
    yaml: Any = YAML(typ="safe")
    content: dict[str, list[dict[str, str]]] = yaml.load(file)
    return [Probe(item["text"], item["intent"]) for items in content.values() for item in items]


def misread(probes: Sequence[Probe], intents: Sequence[str | None]) -> list[str]:
    """One phrase a probe that was read wrongly. Raises ValueError where answers are missing."""
    return [
        f"{probe.text!r} is read as {intent or 'nothing'} and not as {probe.intent}"
        for probe, intent in zip(probes, intents, strict=True)
        if intent != probe.intent
    ]
