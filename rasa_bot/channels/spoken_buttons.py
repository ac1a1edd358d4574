"""Texts that say what a button says, so that no classifier need guess: putting a product into the basket,
and "the second one" after a list was shown.
"""

import re
from typing import Optional

from rasa.shared.core.trackers import DialogueStateTracker

_BASKET = re.compile(
    r"\b(?:add|put|place|throw)\b[^.?!]*\b(?:basket|cart|shopping bag|my bag)\b"
    r"|(?:加入?|加到|加进|放[进到入]|丢进)[^，。？！]{0,6}(?:购物车|购物袋|购物篮)|加购(?!物券)",
    re.IGNORECASE,
)


_POINTING = re.compile(
    r"\s*(?:(?:and|what about|how about|tell me about|show me|i like|i mean|maybe)\s+)*(?:the )?"
    r"(?:first|second|third|1st|2nd|3rd|last|cheapest|cheaper|most expensive)"
    r"(?: (?:one|product|item))?\s*[.?]?\s*"
    r"|\s*(?:那|看看|看下|说说|就|要)?(?:第[一二三123]|最后|最便宜的?|最贵的?)"
    r"(?:那|这)?[个款件种]?(?:呢|怎么样|吧)?\s*[。？?]?\s*",
    re.IGNORECASE,
)


def spoken_command(text: str, tracker: DialogueStateTracker) -> Optional[str]:
    """The intent that the text names in so many words; None for all else."""
    if _BASKET.search(text):
        return "add_to_basket"
    listed = tracker.active_loop_name is None and tracker.slots.get("shown") and tracker.get_slot("shown")
    return "product_info" if listed and _POINTING.fullmatch(text) else None
