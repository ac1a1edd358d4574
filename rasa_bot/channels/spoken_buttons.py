"""Texts that say what a button says, so that no classifier need guess: putting a product into the basket,
"the second one" after a list was shown, the price of what was just talked about, a word about being asked.
"""

import re
from typing import Any, Optional

from rasa.shared.core.trackers import DialogueStateTracker

from rasa_bot.channels.spoken_answers import asked_of_questions

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


_PRICE_OF_IT = re.compile(
    r"\s*(?:and |so |ok,? )?how much (?:is|does|are|do) (?:it|that|this|they|(?:that|this|the) (?:\w+ )?one)"
    r"(?: cost)?\s*\??\s*"
    r"|\s*(?:那|这|那个|这个|那款|这款|它|第[一二三123][个款件]|最后[一那]?[个款件])?(?:是|要|的价格是)?"
    r"(?:多少钱|什么价格?|怎么卖|几块钱)(?:呢|啊|呀)?\s*[？?。]?\s*",
    re.IGNORECASE,
)


def spoken_command(text: str, tracker: DialogueStateTracker) -> Optional[str]:
    """The intent that the text names in so many words; None for all else."""
    if _BASKET.search(text):
        return "add_to_basket"
    asked = asked_of_questions(text, tracker)
    if asked is not None:
        return asked
    if _PRICE_OF_IT.fullmatch(text) and (_slot(tracker, "last_product") or _slot(tracker, "shown")):
        return "product_info"
    listed = tracker.active_loop_name is None and _slot(tracker, "shown")
    return "product_info" if listed and _POINTING.fullmatch(text) else None


def _slot(tracker: DialogueStateTracker, name: str) -> Any:
    return tracker.get_slot(name) if name in tracker.slots else None
