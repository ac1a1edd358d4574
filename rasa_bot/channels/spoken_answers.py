"""Words about being asked: "ask me", "stop asking", and short answers to the question that waits."""

import re
from typing import Optional

from rasa.shared.core.trackers import DialogueStateTracker

_ASK_ME = re.compile(
    r"\s*(?:please |ok,? |sure,? )?ask me"
    r"(?: (?:something|anything|more|another|a question|(?:another|one more)(?: one| question)?))?\s*[.]?\s*"
    r"|\s*(?:那)?(?:你|您)?(?:再|可以)?(?:问我|问)(?:一个|个)?(?:问题)?(?:吧|呗)\s*[。]?\s*"
    r"|\s*再问我?(?:一个|个)(?:问题)?\s*[。]?\s*",
    re.IGNORECASE,
)
_STOP_ASKING = re.compile(
    r"\s*(?:please |ok,? |and )?(?:stop asking|don['’]?t ask|do not ask|no more questions|never ask)"
    r"(?: me)?(?: (?:any ?more|again|that|such|these|about that|anything|questions|things?|stuff))*"
    r"(?: please)?\s*[.]?\s*"
    r"|\s*(?:请)?(?:别|不要|不用)再?(?:问|提问)(?:我)?(?:了|这些|这种|这类|问题)*\s*[。]?\s*",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"\s*(?:skip(?: (?:it|this|that|this one))?|pass|rather not|i(?:'|’| a)?m (?:not )?interested"
    r"|not interested|not for me|yes,? i am|no,? i(?:'|’| a)?m not)\s*[.]?\s*"
    r"|\s*(?:跳过|不想说|不回答|(?:我)?(?:不|没|挺|很|比较)?感兴趣|没兴趣|有兴趣)(?:吧|的|了)?\s*[。]?\s*",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"\s*[1-5](?:\s*/\s*5|\s*(?:分|points?))?\s*[.。]?\s*", re.IGNORECASE)
QUESTION = "question"
"""What actions/question.py writes into the slot `offer` with a question."""


def asked_of_questions(text: str, tracker: DialogueStateTracker) -> Optional[str]:
    """The intent of such words; None for all else, and while a form is open, whose answer they may be."""
    if tracker.active_loop_name is not None:
        return None
    if _ASK_ME.fullmatch(text):
        return "ask_me"
    if _STOP_ASKING.fullmatch(text):
        return "stop_asking"
    offer = tracker.get_slot("offer") if "offer" in tracker.slots else None
    waits = isinstance(offer, dict) and offer.get("task") == QUESTION
    if not waits:
        return None
    # A question about the service (engine/gaps/service_quality/words.py) is answered by a number.
    by_number = str(offer.get("topic")).startswith("service:") and _LEVEL.fullmatch(text)
    return "answer_question" if by_number or _ANSWER.fullmatch(text) else None
