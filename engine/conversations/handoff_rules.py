"""When a turn itself asks for a person: the thresholds, the words, and what follows from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal, cast

import regex

from engine.settings import LEGAL_WORDS, Settings

TROUBLE: Final = frozenset(
    ("complaint", "damaged_item", "wrong_or_missing_item", "delivery_problem", "payment_problem")
)
"""Intents that tell of something that went wrong."""

LOW: Final = -0.25
"""A mood above it is an ordinary one, however good the one before was."""
_HAN = regex.compile(r"\p{Han}|\d")


@dataclass(frozen=True)
class HandoffRules:
    """What brings a person; a threshold that must never be met is set out of reach.

    fallbacks, unhappy_turns: messages in a row. unhappy_score: sentiment from -1 to 1, clearly negative at
    or below it. fall: how far the score drops from one message to the next until a person is offered.
    order_value_cents: trouble with an order worth as much is for a person, 0: no such rule. complaints: so
    many in one conversation are for a person. words: comma-separated, those that bring a person at once.
    """

    fallbacks: int = 2
    unhappy_turns: int = 2
    unhappy_score: float = -0.5
    fall: float = 1.0
    order_value_cents: int = 50_000
    complaints: int = 2
    words: str = LEGAL_WORDS

    @classmethod
    def of(cls, settings: Settings) -> "HandoffRules":
        """As they are set."""
        return cls(
            fallbacks=settings.handoff_fallbacks,
            unhappy_turns=settings.handoff_unhappy_turns,
            unhappy_score=settings.handoff_unhappy_score,
            fall=settings.handoff_fall,
            order_value_cents=round(settings.handoff_order_value * 100),
            complaints=settings.handoff_complaints,
            words=settings.handoff_words,
        )

    @cached_property
    def pattern(self) -> regex.Pattern[str] | None:
        """Any of the words: Latin ones whole, Chinese ones and numbers wherever they stand."""
        listed = [word.strip() for word in self.words.split(",") if word.strip()]
        parts = [regex.escape(w) if _HAN.search(w) else rf"\b{regex.escape(w)}\b" for w in listed]
        return regex.compile("|".join(parts), flags=regex.IGNORECASE) if parts else None


@dataclass(frozen=True)
class Verdict:
    """What the rules say: bring a person at once, or offer one; reason and detail as a hand-off has them."""

    deed: Literal["hand_over", "offer"]
    reason: str
    detail: str | None = None


@dataclass(frozen=True)
class Told:
    """What the rules look at. nlu: of this message. scores: sentiment of the last messages, newest first,
    this one included. complaints: in this conversation, this one included. order_cents: worth of the order
    that the message is about, None where it is about none."""

    text: str
    nlu: Mapping[str, Any]
    fallbacks: int = 0
    scores: Sequence[float] = ()
    complaints: int = 0
    order_cents: int | None = None


def judge(rules: HandoffRules, told: Told) -> Verdict | None:
    """Whether this turn should bring a person; None where it need not. The weightiest reason is named."""
    detail = _for_a_person(rules, told)
    if detail is not None:
        return Verdict("hand_over", "rule", detail)
    if told.fallbacks >= rules.fallbacks:
        return Verdict("hand_over", "fallbacks")
    last = told.scores[: rules.unhappy_turns]
    if len(last) == rules.unhappy_turns and all(score <= rules.unhappy_score for score in last):
        return Verdict("hand_over", "negative_sentiment")
    if told.complaints >= rules.complaints:
        return Verdict("hand_over", "rule", "complaint")
    return Verdict("offer", "negative_sentiment", "fall") if fell(rules, told.scores) else None


def _for_a_person(rules: HandoffRules, told: Told) -> str | None:
    """What makes this a matter that the bot must not decide."""
    worth = told.order_cents
    if rules.pattern is not None and rules.pattern.search(told.text):
        return "legal"
    dear = worth is not None and 0 < rules.order_value_cents <= worth
    return "order_value" if dear and is_trouble(told.nlu) else None


def fell(rules: HandoffRules, scores: Sequence[float]) -> bool:
    """Whether the mood, now low, dropped sharply from one message to the next."""
    return len(scores) > 1 and scores[0] <= LOW and scores[1] - scores[0] >= rules.fall


def is_trouble(nlu: Mapping[str, Any]) -> bool:
    """Whether the message tells of something that went wrong."""
    return intent_name(nlu) in TROUBLE


def intent_name(nlu: Mapping[str, Any]) -> str | None:
    """The intent that the message was understood as."""
    return cast("Mapping[str, Any]", nlu.get("intent") or {}).get("name")


def intent_confidence(nlu: Mapping[str, Any]) -> float:
    """How sure that understanding was, 0 to 1."""
    return float(cast("Mapping[str, Any]", nlu.get("intent") or {}).get("confidence") or 0.0)


def sentiment_score(nlu: Mapping[str, Any]) -> float:
    """-1 to 1; 0 where the message has none."""
    return float(cast("Mapping[str, Any]", nlu.get("sentiment") or {}).get("score") or 0.0)
