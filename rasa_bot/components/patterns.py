"""Entities with a form: order number, e-mail, phone, postcode, amount, rating, date. English and Chinese."""

import re
from typing import Any, Callable, Iterator, List, Optional

from rasa_bot.components import pattern_dates, pattern_money
from rasa_bot.components.numerals import ENGLISH_VALUES, chinese
from rasa_bot.components.spans import Found, free_of

# Full-width signs to their ASCII twins, one for one, so that offsets stay those of the text.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xFFE5: 0xA5}

_NOT_INSIDE = r"(?<![A-Za-z0-9])"
_CHINESE_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
_ENGLISH_DIGITS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def find(text: str) -> List[Found]:
    """All entities, left to right, none inside another."""
    plain = text.translate(_WIDE)
    taken: List[Found] = []
    for search in (
        _emails,
        _order_ids,
        pattern_money.find,
        _ratings,
        pattern_dates.find,
        _phones,
        _postcodes,
    ):
        taken.extend(free_of(search(plain), taken))
    return sorted(taken, key=lambda one: one.start)


def _matches(
    entity: str, pattern: "re.Pattern[str]", text: str, value: Callable[["re.Match[str]"], Any]
) -> Iterator[Found]:
    for match in pattern.finditer(text):
        found = value(match)
        if found is not None:
            yield Found(entity, match.start(), match.end(), found)


_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")


def _emails(text: str) -> Iterator[Found]:
    return _matches("email", _EMAIL, text, lambda match: match[0].lower())


# W1234567 and A1234567 as shops print them: "#w123 4567", "W-1234567"; the digits alone after "order" or "#".
_ORDER_ID = re.compile(_NOT_INSIDE + r"#?\s?([AaWw])[\s-]?(\d{3}[\s-]?\d{4})(?![A-Za-z0-9])")
_BARE_ORDER_ID = re.compile(
    r"(?:#|(?:order|number|no\.?|id|订单|单号|编号)(?:\s?(?:number|no\.?|id|号码|号|是|is|:|：|#)){0,3}\s?)(\d{7})(?!\d)",
    re.IGNORECASE,
)
_ONLY_ORDER_ID = re.compile(r"\s*(\d{7})\s*[.。]?\s*")


def _order_ids(text: str) -> Iterator[Found]:
    for match in _ORDER_ID.finditer(text):
        letter, digits = match[1], re.sub(r"\D", "", match[2])
        spaced = match[0].lstrip("# ")[1:2] in (" ", "-")
        if letter == "a" and spaced:  # "a 1234567" is an article and a number
            continue
        yield Found("order_id", match.start() + _indent(match[0]), match.end(), letter.upper() + digits)
    whole = _ONLY_ORDER_ID.fullmatch(text)
    for match in [whole] if whole else _BARE_ORDER_ID.finditer(text):
        yield Found("order_id", match.start(1), match.end(1), match[1])


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


_RATING = re.compile(
    _NOT_INSIDE + r"(?P<stars>[1-5]|one|two|three|four|five)[\s-]?(?:stars?\b|[⭐★])"
    r"|(?P<chinese>[一二两三四五1-5])\s?(?:颗|粒|个)?(?:小|大)?星(?!期)"
    r"|(?<![\d.])(?P<value>10|[0-9](?:\.\d)?|ten|nine|eight|seven|six|five|four|three|two|one)"
    r"\s?(?:(?:points?\s)?(?:out\s?(?:of|ta)|of)|/)\s?(?P<scale>10|5|ten|five)(?![\d/A-Za-z])"
    r"|(?<![\d.点第])(?P<points>10|[0-9](?:\.\d)?|[零一二两三四五六七八九十])\s?分(?![钟之别开期享成手期批类])"
    r"|(?P<faces>[⭐★]{1,5})",
    re.IGNORECASE,
)
_ONLY_RATING = re.compile(r"\s*([1-5])\s*[.!。]?\s*")
_TEN = 10


def _ratings(text: str) -> Iterator[Found]:
    whole = _ONLY_RATING.fullmatch(text)
    if whole:
        yield Found("rating", whole.start(1), whole.end(1), int(whole[1]))
    yield from _matches("rating", _RATING, text, _stars)


def _stars(match: "re.Match[str]") -> Optional[int]:
    """The rating on the scale of 1 to 5."""
    if match["faces"]:
        return len(match["faces"])
    word = (match["stars"] or match["chinese"] or "").lower()
    if word:
        return _ENGLISH_DIGITS.get(word) or _CHINESE_DIGITS.get(word) or int(word)
    value = _number(match["value"] or match["points"])
    scale = _number(match["scale"]) if match["scale"] else (_TEN if value > 5 else 5)  # noqa: PLR2004
    return max(1, min(5, round(value * 5 / scale)))


def _number(text: str) -> float:
    plain = text.lower()
    return float(ENGLISH_VALUES.get(plain) or (chinese(plain) or 0 if not plain.isascii() else plain))


_PHONE = re.compile(r"(?<![A-Za-z0-9#])(?:\+|00)?\(?\d(?:[\s().-]{0,2}\d){6,14}(?![A-Za-z0-9])")
_PHONE_WORDS = re.compile(
    r"phone|call|ring|mobile|cell|number is|text me|电话|手机|号码|打给|致电", re.IGNORECASE
)
_CHINESE_MOBILE = re.compile(r"(?:86)?1[3-9]\d{9}")
_LEAST_DIGITS = 10


def _phones(text: str) -> Iterator[Found]:
    def value(match: "re.Match[str]") -> Optional[str]:
        digits = re.sub(r"\D", "", match[0])
        telling = (
            match[0].startswith("+")
            or len(digits) >= _LEAST_DIGITS
            or bool(_CHINESE_MOBILE.fullmatch(digits))
        )
        if not telling and not _PHONE_WORDS.search(text):
            return None
        return ("+" if match[0].startswith("+") else "") + digits

    return _matches("phone", _PHONE, text, value)


_BRITISH = re.compile(_NOT_INSIDE + r"[A-Za-z]{1,2}\d[A-Za-z\d]?\s\d[A-Za-z]{2}(?![A-Za-z0-9])")
_POSTAL_DIGITS = re.compile(r"(?<![A-Za-z0-9.,#])(?:\d{5}(?:-\d{4})?|\d{6})(?![A-Za-z0-9]|[.,]\d|\s?[%元块])")
_POSTCODE_WORDS = re.compile(r"zip|post\s?code|postal|邮编|邮政编码", re.IGNORECASE)
_LONGEST_ANSWER = 80


def _postcodes(text: str) -> Iterator[Found]:
    for match in _BRITISH.finditer(text):
        yield Found("postcode", match.start(), match.end(), match[0].upper())
    for match in _POSTAL_DIGITS.finditer(text):
        # Five or six digits are a postcode where the text says so, or where a short answer ends in them.
        closing = not text[match.end() :].strip(" .。!") and len(text) <= _LONGEST_ANSWER
        if _POSTCODE_WORDS.search(text) or closing:
            yield Found("postcode", match.start(), match.end(), match[0])


_SEARCHES = (
    _emails,
    _order_ids,
    pattern_money.find,
    _ratings,
    pattern_dates.find,
    _phones,
    _postcodes,
)
"""Of two readings of a text the first counts."""
