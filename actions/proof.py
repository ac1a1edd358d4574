"""What a message tells about who is writing: e-mail, order number, name, postcode."""

from collections.abc import Mapping, Sequence
from typing import Any

import regex

from engine.orders.ids import normalise_order_id

Proof = dict[str, str]

_EN_NAMED = regex.compile(
    r"\b(?:(?:my|full|the) name(?: is|'s|:)|name\s*[:：]|name is|i'?m called)\s+"
    r"(\p{L}[\p{L}'’.-]*(?:\s+(?!and\b|my\b|from\b|zip\b|postcode\b|post\b|the\b|i\b|with\b)\p{L}[\p{L}'’.-]*){1,3})",
    flags=regex.IGNORECASE,
)
_EN_IS = regex.compile(
    r"\b(?:I am|I'm|I’m|i am|i'm|this is|This is|it's|It's)\s+"
    r"(\p{Lu}[\p{L}'’.-]*(?:\s+\p{Lu}[\p{L}'’.-]*){1,3})"
)
_ZH_NAMED = regex.compile(
    r"(?:我叫|我是|我的名字[是叫]?|姓名[是为]?|名字[是叫]?|本人)[\s:：]*([\p{Han}·]{2,8}?)(?=$|[\s，,。；;、\d]|的|邮编|邮政)"
)
_FILLER = regex.compile(
    r"\b(?:hi|hello|hey|sure|ok(?:ay)?|yes|of course|here you go|please|thanks|thank you|and|it'?s|it is|i'?m"
    r"|i am|this is|my|the|is|are|name|full name|zip ?code|zip|post ?code|postal code|postcode|e-?mail|mail"
    r"|address|order|number|no|id|account)\b|您好|你好|好的|我叫|我是|我的|姓名|名字|叫|邮政编码|邮编|邮箱|订单号?|电子邮件|账户|和|是|：",
    flags=regex.IGNORECASE,
)
_NAME_WORDS = regex.compile(r"\p{L}[\p{L}'’-]*\.?(?:\s+\p{L}[\p{L}'’-]*\.?){1,3}")
_TITLE_WORDS = regex.compile(r"\p{Lu}[\p{L}'’-]*\.?(?:\s+\p{Lu}[\p{L}'’-]*\.?){1,3}")
_HAN_NAME = regex.compile(r"\p{Han}{2,4}|\p{Han}+·\p{Han}+")
_TALK = frozenset(
    """
    a about again all an any arrive back be because been but buy can cancel change could deliver delivered
    delivery do does don't dont for forgot from get give go have haven't help her his how if in it item know
    late like look lost me need new not now of on one only or other out package pay people person product
    refund remember return say see send shipping something status stop talk tell that there they thing this
    to track want was what when where which who why will with work would wrong you your
    """.split()
)
_ZH_TALK = regex.compile(
    r"[吗呢吧啊么什怎哪谁多少几想要查退换货买卖订单快递客服人工商品价钱运费发货收不没有]"
)


def proof_in(text: str, entities: Sequence[Mapping[str, Any]], *, asked: bool, unsure: bool) -> Proof:
    """The pieces of proof in one message.

    asked: the bot has just asked for them, so a bare name counts. unsure: the message was not
    recognised as a request, so that even a name in lower case counts.
    """
    found: Proof = {}
    for entity in entities:
        kind = str(entity.get("entity"))
        if kind in ("email", "order_id", "postcode") and entity.get("value"):
            found.setdefault(kind, str(entity["value"]))
    if "order_id" in found:
        found["order_id"] = normalise_order_id(found["order_id"]) or found["order_id"]
    elif asked and (number := normalise_order_id(text)):
        found["order_id"] = number
    name = _stated_name(text) or (_bare_name(text, entities, found, unsure) if asked else None)
    if name:
        found["name"] = name
    return found


def _stated_name(text: str) -> str | None:
    for pattern in (_EN_NAMED, _EN_IS, _ZH_NAMED):
        if match := pattern.search(text):
            return match[1].strip(" .")
    return None


def _bare_name(text: str, entities: Sequence[Mapping[str, Any]], found: Proof, unsure: bool) -> str | None:
    """What is left of the message as a name, where it can be one."""
    rest = _without_entities(text, entities)
    rest = " ".join(regex.sub(r"[\d#,，.。;；:：、/|()（）!！]+", " ", _FILLER.sub(" ", rest)).split())
    if not rest or "?" in text or "？" in text:
        return None
    if _HAN_NAME.fullmatch(rest):
        return rest if found or not _ZH_TALK.search(rest) else None
    if {part.lower() for part in rest.split()} & _TALK:
        return None
    clear = bool(found) or unsure
    return rest if (_NAME_WORDS if clear else _TITLE_WORDS).fullmatch(rest) else None


def _without_entities(text: str, entities: Sequence[Mapping[str, Any]]) -> str:
    """The text without e-mail addresses, numbers and the like."""
    kept = list(text)
    for entity in entities:
        start, end = entity.get("start"), entity.get("end")
        known = entity.get("entity") in ("email", "order_id", "postcode", "phone", "amount", "date", "rating")
        if known and isinstance(start, int) and isinstance(end, int):
            kept[start:end] = " " * (end - start)
    return "".join(kept)
