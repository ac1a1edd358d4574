"""Sums of money in English and Chinese: with their currency, or after words that tell of a budget.

A range ("$30-40", 200到300元) is one entity whose value is its upper end, the customer's ceiling.
"""

import re
from typing import Iterator, Optional

from rasa_bot.components import numerals
from rasa_bot.components.spans import Found

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)(?:[kK千万](?![A-Za-z]))?"
_DASH = r"\s?(?:-|–|~|～|to|and|到|至)\s?"
_BEFORE = r"(?:[$€£¥]|(?<![A-Za-z])(?:usd|eur|gbp|rmb|cny|chf|sgd|us\$|s\$)\s?)"
_AFTER = (
    r"(?:(?:dollars?|bucks|usd|euros?|eur|pounds?(?!\sover)|quid|gbp|francs?|chf|zł|yuan|rmb|cny|sgd)(?![A-Za-z])"
    r"|人民币|元|块钱?|美元|美金|美刀|欧元?|英镑|日元|新币|[$€£¥])"
)
_CHINESE = rf"{numerals.CHINESE}(?:来|多)?"
_LESS = r"(?:以内|之内|以下|以上|左右|上下)"
_BUDGET = (
    r"(?:under|below|over|above|less\sthan|more\sthan|up\sto|at\smost|at\sleast|no\smore\sthan|max(?:imum)?(?:\sof)?"
    r"|budget(?:\sis|'s|\sof)?|spend(?:\sabout)?|instead\sof|charged|refund(?:\sof)?)\s"
)
_CLOSING = (
    r"(?=\s*(?:$|[.,;:!?)](?!\d)"
    r"|(?:or|and|but|please|if|total|all|max|tops|altogether|thanks|ish|to\sspend)\b))"
)
_BUDGET_ZH = (
    r"(?:预算|不超过|别超过|不要超过|低于|高于|最多|最高|顶多|控制在|少于|上限|花了?|扣了?我?|付了?|满)"
    r"(?:大概|大约|约|在|是)?\s?"
)
_COUNTED = r"(?!\d|\.\d|\s?[块元天个件次号月日年小分周星期岁双码寸盒包条只把张台份%％点位人斤克公厘米毫层])"

_AMOUNT = re.compile(
    # $50, $30-40, USD 50
    rf"{_BEFORE}\s?(?:{_NUMBER}{_DASH}{_BEFORE}?)?(?P<before>{_NUMBER})"
    # 50 dollars, 30-40 euros, 200到300元
    rf"|(?<![\d.A-Za-z])(?:{_NUMBER}{_DASH})?(?P<after>{_NUMBER})\s?{_AFTER}"
    rf"|\b(?P<words>{numerals.ENGLISH})\s(?:dollars?|bucks|euros?|pounds?|quid|francs?|yuan)(?!\s(?:over|of)\b)\b"
    # 三百块, 五十元左右; a bare 三百 where 以内 follows
    rf"|(?P<chinese>{_CHINESE})(?P<unit>{_AFTER})"
    rf"|(?P<within>{_CHINESE}|(?<![\d.A-Za-z])\d{{2,6}}){_LESS}(?!的?[天月])"
    # under 50, 预算三百
    rf"|(?:(?<=\s)|(?<![A-Za-z]))(?:{_BUDGET})(?P<budget>\d{{2,5}}(?:\.\d{{1,2}})?|{numerals.ENGLISH}){_CLOSING}"
    rf"|{_BUDGET_ZH}(?P<budget_zh>{_CHINESE}|\d{{2,6}}(?:\.\d{{1,2}})?){_COUNTED}",
    re.IGNORECASE,
)
_SHORTEST_BARE = 20
"""Below, a number without a currency counts something else."""
_FEW = 10
"""Below, 块 and 元 may count too: 两块蛋糕 are two pieces of cake."""
_FACTORS = {"k": 1000, "千": 1000, "万": 10_000}
_ENDS = " .,!?;:。，！？；、）)的吧呢啊了左上以之到买能可就"


def find(text: str) -> Iterator[Found]:
    """text: full-width signs made narrow."""
    for match in _AMOUNT.finditer(text):
        group = "chinese" if match["chinese"] else match.lastgroup or ""
        value = _value(match[group])
        bare = group in ("within", "budget", "budget_zh")
        if value is None or (bare and value < _SHORTEST_BARE):
            continue
        if group == "chinese" and _counts(match, value, text[match.end() : match.end() + 1]):
            continue
        start, end = match.span(group) if bare else match.span()
        yield Found("amount", start, end, value)


def _counts(match: "re.Match[str]", value: float, following: str) -> bool:
    """Whether it is 一块, "together", or a number of pieces, not a sum."""
    if value >= _FEW or match["unit"] not in ("块", "元"):
        return False
    return (value == 1 and match["unit"] == "块") or (following != "" and following not in _ENDS)


def _value(number: str) -> Optional[float]:
    plain = number.replace(",", "").rstrip("多来")
    factor = _FACTORS.get(plain[-1].lower(), 1) if plain[0].isdigit() else 1
    if plain[0].isdigit():
        return float(plain[:-1]) * factor if factor > 1 else float(plain)
    found = numerals.english(plain) if plain.isascii() else numerals.chinese(plain)
    return None if found is None else float(found)
