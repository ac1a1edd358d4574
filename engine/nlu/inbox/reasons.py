"""Why a message should be looked at."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Literal, cast

from engine.conversations.service import Understood

Reason = Literal["corrected", "gap", "handoff", "fallback", "unsure"]
REASONS: Final[tuple[Reason, ...]] = ("corrected", "gap", "handoff", "fallback", "unsure")
"""The most telling first."""

UNSURE_BELOW: Final = 0.5
CLOSE_BELOW: Final = 0.15
"""A first guess below `UNSURE_BELOW`, or less than `CLOSE_BELOW` ahead of the second, may well be wrong."""

FALLBACK: Final = "nlu_fallback"


def doubt_of(message: Understood, form_before: Callable[[], str | None]) -> Reason | None:
    """What the message's own reading says. `form_before` tells the form that was open when it came.

    The answer to a form's question (a size, a street) is often no intent and yet understood, unless the turn
    itself says that it was not.
    """
    intent: Mapping[str, Any] = message.nlu.get("intent") or {}
    reason: Reason | None = "unsure" if _is_unsure(guesses_of(message.nlu)) else None
    if intent.get("name") == FALLBACK:
        reason = "fallback"
    if reason is None or _slots(message.nlu).get("not_understood") == message.id:
        return reason
    return None if form_before() else reason


def guesses_of(nlu: Mapping[str, Any], limit: int = 5) -> list[dict[str, Any]]:
    """[{"name", "confidence"}]: the likeliest intents, without the fallback."""
    ranking = cast("Sequence[Mapping[str, Any]]", nlu.get("intent_ranking") or [nlu.get("intent") or {}])
    named = [one for one in ranking if one.get("name") and one["name"] != FALLBACK]
    return [{"name": one["name"], "confidence": float(one.get("confidence") or 0)} for one in named[:limit]]


def _is_unsure(guesses: Sequence[Mapping[str, Any]]) -> bool:
    if not guesses:
        return False
    first = guesses[0]["confidence"]
    second = guesses[1]["confidence"] if len(guesses) > 1 else 0.0
    return first < UNSURE_BELOW or first - second < CLOSE_BELOW


def _slots(nlu: Mapping[str, Any]) -> Mapping[str, Any]:
    return nlu.get("slots") or {}
