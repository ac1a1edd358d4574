"""What a customer is asked about the service: two taps, first what they expect, then what they got."""

import json
from collections.abc import Mapping
from typing import Final, Literal

from engine.gaps.service_quality.dimensions import DIMENSIONS, HIGHEST, LOWEST, Dimension
from engine.store.types import LocalizedText

Half = Literal["expected", "experienced"]
HALVES: Final[tuple[Half, ...]] = ("expected", "experienced")
MARK: Final = "service"
"""Begins the topic of such a question, which tells it from one about a category."""
SKIP: Final = "skip"

_EXPECTED: Mapping[Dimension, LocalizedText] = {
    "reliability": {
        "en": "How surely should a good shop deliver the right things on the promised day?",
        "zh": "您认为一家好商店，按承诺的日期送达正确商品，应该做到什么程度？",
    },
    "responsiveness": {
        "en": "How quickly should a good shop help when you ask?",
        "zh": "您认为一家好商店，在您求助时的响应速度，应该做到什么程度？",
    },
    "assurance": {
        "en": "How far should you be able to rely on what a good shop tells you?",
        "zh": "您认为一家好商店，给出的答复可靠，应该做到什么程度？",
    },
    "empathy": {
        "en": "How much should a good shop listen to what you in particular need?",
        "zh": "您认为一家好商店，倾听并照顾您的个人需要，应该做到什么程度？",
    },
    "tangibles": {
        "en": "How well should products and parcels of a good shop match what was shown?",
        "zh": "您认为一家好商店，商品和包装与展示相符，应该做到什么程度？",
    },
}
_INTRODUCTION: LocalizedText = {
    "en": "One question about our service, two taps.",
    "zh": "想请您点两下，回答一个关于服务的问题。",
}
_EXPERIENCED: LocalizedText = {
    "en": "And how was it with us?",
    "zh": "那么在我们这里，实际是什么程度？",
}
_SCALE: LocalizedText = {"en": "1 is the least, 5 the most.", "zh": "1 为最低，5 为最高。"}
SKIPPED: LocalizedText = {
    "en": "All right, I leave that out and do not ask it again.",
    "zh": "好的，跳过，这个问题不会再问您。",
}
THANKS: LocalizedText = {
    "en": "Thank you, noted. You can see and delete it in the menu under “What we know about you”.",
    "zh": "谢谢，已记下。您可以在菜单的“我们对您的了解”里查看或删除。",
}
_SKIP: LocalizedText = {"en": "Skip", "zh": "跳过"}
_STOP: LocalizedText = {"en": "Stop asking", "zh": "别再问了"}


def question(dimension: Dimension, half: Half) -> LocalizedText:
    """The words of one half of the question."""
    if half == "experienced":
        return {"en": f"{_EXPERIENCED['en']} {_SCALE['en']}", "zh": f"{_EXPERIENCED['zh']}{_SCALE['zh']}"}
    asked = _EXPECTED[dimension]
    return {
        "en": f"{_INTRODUCTION['en']} {asked['en']} {_SCALE['en']}",
        "zh": f"{_INTRODUCTION['zh']}{asked['zh']}{_SCALE['zh']}",
    }


def buttons(dimension: Dimension, half: Half) -> list[tuple[LocalizedText, str]]:
    """One tap for each answer: title and command."""
    topic = topic_of(dimension, half)
    levels = [str(level) for level in range(LOWEST, HIGHEST + 1)]
    return [
        *(({"en": level, "zh": level}, _command("answer_question", topic, level)) for level in levels),
        (_SKIP, _command("answer_question", topic, SKIP)),
        (_STOP, _command("stop_asking", topic)),
    ]


def topic_of(dimension: Dimension, half: Half) -> str:
    """What the command of a button says that it answers."""
    return f"{MARK}:{dimension}:{half}"


def half_asked(topic: str | None) -> tuple[Dimension, Half] | None:
    """What such a topic asks; None for a topic of another kind."""
    for dimension in DIMENSIONS:
        for half in HALVES:
            if topic == topic_of(dimension, half):
                return dimension, half
    return None


def _command(intent: str, topic: str, confirm: str | None = None) -> str:
    # Intents that the dialogue knows already: an answer to a question, and no more questions.
    given = {"topic": topic} if confirm is None else {"topic": topic, "confirm": confirm}
    return f"/{intent}{json.dumps(given)}"
