"""Buttons: their titles in both languages and the commands behind them."""

import json
from typing import Any

from actions.words import word
from engine.text.language import Language

Button = dict[str, str]


def payload(intent: str, **entities: str | None) -> str:
    """The command of a button: payload("choose", order_id="W1") -> '/choose{"order_id": "W1"}'."""
    given = {name: value for name, value in entities.items() if value is not None}
    return f"/{intent}{json.dumps(given, ensure_ascii=False)}" if given else f"/{intent}"


def button(title: str, intent: str, **entities: str | None) -> Button:
    return {"title": title, "payload": payload(intent, **entities)}


def to_person(language: Language, topic: str | None = None) -> Button:
    return button(word("talk_to_person", language), "human_handoff", topic=topic)


def yes_no(language: Language, subject: str) -> list[Button]:
    """Yes and no to one question; `subject` keeps an old button from answering a newer question."""
    return [
        button(word("yes", language), "affirm", confirm=subject),
        button(word("no", language), "deny", confirm=subject),
    ]


def choose(title: str, **entities: Any) -> Button:
    return button(title, "choose", **entities)
