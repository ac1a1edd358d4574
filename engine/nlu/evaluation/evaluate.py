"""Holds a trained model against labelled messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.nlu.environment import RasaEnvironment
from engine.nlu.evaluation.labelled import Labelled
from engine.nlu.evaluation.parses import Parse, Told, parse_texts
from engine.nlu.evaluation.report import report_of


@dataclass(frozen=True)
class Evaluation:
    """What a model made of each message, and the figures of it."""

    messages: Sequence[Labelled]
    parses: Sequence[Parse]
    report: dict[str, Any]


def evaluate(
    environment: RasaEnvironment, archive: Path, messages: Sequence[Labelled], told: Told = lambda _: None
) -> Evaluation:
    """Parses the messages in the Rasa environment and computes the report. Raises Unavailable."""
    parses = parse_texts(environment, archive, [message.text for message in messages], told)
    return Evaluation(messages, parses, report_of(messages, parses))
