"""Which entry of a list that was just shown a text means: "the second one", "最后那个"."""

from collections.abc import Mapping

import regex

_WORDS: Mapping[str, int] = {
    "first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4,
    "1st": 0, "2nd": 1, "3rd": 2, "4th": 3, "5th": 4,
    "一": 0, "二": 1, "两": 1, "三": 2, "四": 3, "五": 4, "1": 0, "2": 1, "3": 2, "4": 3, "5": 4,
}  # fmt: skip
_ENGLISH = regex.compile(
    r"\b(?P<word>first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)\b(?! (?:name|time|class|hand|floor))"
    r"|\b(?:number|no\.?|option|#) ?(?P<digit>[1-5])\b",
    flags=regex.IGNORECASE,
)
_CHINESE = regex.compile(r"第(?P<word>[一二两三四五1-5])(?!次|天|层|时间)")
_LAST = regex.compile(
    r"\b(?:the )?last (?:one|of (?:them|these)|product|item)\b|最后(?:一|那|面)*[个款件种]",
    flags=regex.IGNORECASE,
)


def ordinal(text: str, count: int) -> int | None:
    """Index of the entry that the text names by its place in a list of `count`; None where it does not."""
    if _LAST.search(text) and count:
        return count - 1
    match = _ENGLISH.search(text) or _CHINESE.search(text)
    if match is None:
        return None
    found = match.groupdict()
    index = _WORDS[(found.get("word") or found.get("digit") or "").lower()]
    return index if index < count else None
