"""Which intents and entities the domain declares."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.error import YAMLError

from engine.nlu.dataset.folder import BotFolder, topic_in
from engine.nlu.dataset.layout import reader, yaml_problem
from engine.nlu.dataset.problems import Problem

UNSAID = frozenset({"choose", "nlu_fallback", "answer_question", "ask_me", "stop_asking", "onboard"})
"""Declared, but sent by buttons, told by fixed words, or by the classifier: no message is labelled so."""


@dataclass(frozen=True)
class Domain:
    """`intents` gives each intent its topic, in the files' order."""

    intents: dict[str, str]
    entities: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def read_domain(folder: BotFolder) -> Domain:
    """Read all files of the domain; one that is broken is a problem of the result."""
    intents: dict[str, str] = {}
    entities: dict[str, None] = {}
    problems: list[Problem] = []
    for file in folder.domain_files():
        name = folder.name_of(file)
        try:
            content: dict[str, Any] = reader().load(folder.read(name)) or {}
        except YAMLError as error:
            problems.append(yaml_problem(name, error))
            continue
        intents |= dict.fromkeys(_names(content.get("intents")), topic_in(name))
        entities |= dict.fromkeys(_names(content.get("entities")))
    return Domain(intents, tuple(entities), tuple(problems))


def _names(listed: Iterable[Any] | None) -> list[str]:
    """Entries are names, or mappings of a name to its options."""
    return [str(one if isinstance(one, str) else next(iter(one))) for one in listed or ()]
