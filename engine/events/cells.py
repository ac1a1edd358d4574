"""One cell of a table as a value of ours, or a word about what is wrong with it.

Nothing is guessed: a text that could be two things is refused.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

DateOrder = Literal["day-first", "month-first"]

_LONGEST = 400
_PARTED = re.compile(
    r"(?P<a>\d{1,2})(?P<s>[/.\-])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4})"
    r"(?:[ T](?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<sec>\d{2}))?\s*(?P<half>[AaPp][Mm])?)?"
)
_WHOLE_FLOAT = re.compile(r"[0-9]+\.0")
_TWELVE = 12
_DIGITS = 18


@dataclass(frozen=True)
class Bad:
    """What is wrong with a cell, as the end of a sentence that begins with the column's name."""

    reason: str


def absent(value: Any) -> bool:
    """Is nothing said: None, an empty text, or NaN?"""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, float | Decimal) and Decimal(value).is_nan())


def as_text(value: Any) -> str | Bad | None:
    """A text without spaces around it; whole floats without ".0" (17850.0 is the customer 17850)."""
    if absent(value):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return Bad(f"is a {type(value).__name__}, not a text")
    text = str(value).strip()
    if len(text) > _LONGEST:
        return Bad(f"has {len(text)} characters, more than {_LONGEST}")
    if any(ord(character) < ord(" ") or "\ud800" <= character <= "\udfff" for character in text):
        return Bad("holds control characters")
    return text


def as_id(value: Any) -> str | Bad | None:
    """A text that names something; "17850.0", as tables with gaps are often written, is 17850."""
    text = as_text(value)
    if isinstance(text, str) and _WHOLE_FLOAT.fullmatch(text):
        return text.partition(".")[0]
    return text


def as_number(value: Any) -> Decimal | Bad | None:
    """An exact finite number; a text with a point before the decimals and no thousands signs."""
    if absent(value):
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return Bad(f"is a {type(value).__name__}, not a number")
    text = str(value).strip()
    try:
        number = Decimal(text) if len(text) <= _LONGEST and "_" not in text else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        return Bad(f"{_short(text)} is not a number (such as 1234.50)")
    if not number:
        return Decimal(0)
    # Beyond it, whole numbers would take memory without end.
    return number if abs(number.adjusted()) <= _DIGITS else Bad(f"{_short(text)} is out of all proportion")


def as_moment(value: Any, order: DateOrder | None = None) -> datetime | Bad | None:
    """A moment, UTC where it names no zone: ISO 8601, or with slashes where `order` says what is first."""
    if absent(value):
        return None
    if isinstance(value, datetime):
        return _aware(value)
    if not isinstance(value, str):
        return Bad(f"is a {type(value).__name__}, not a moment")
    text = value.strip()
    if (parted := _PARTED.fullmatch(text)) is not None:
        return _from_parts(text, parted, order)
    try:
        return _aware(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return Bad(f"{_short(text)} is not a moment (ISO 8601, such as 2011-01-18 10:01)")


def order_shown(value: Any) -> DateOrder | Literal["either"] | None:
    """What order of day and month this cell proves; "either" where it has one of them; None: no such date."""
    parted = _PARTED.fullmatch(value.strip()) if isinstance(value, str) else None
    if parted is None:
        return None
    first, second = int(parted["a"]), int(parted["b"])
    if first > _TWELVE >= second:
        return "day-first"
    if second > _TWELVE >= first:
        return "month-first"
    return "either"


def _from_parts(text: str, parts: re.Match[str], order: DateOrder | None) -> datetime | Bad:
    if order is None:
        return Bad(f"{_short(text)} may begin with the day or with the month")
    first, second = int(parts["a"]), int(parts["b"])
    day, month = (first, second) if order == "day-first" else (second, first)
    hour = int(parts["h"] or 0)
    if parts["half"]:
        if not 1 <= hour <= _TWELVE:
            return Bad(f"{_short(text)} is not a moment of a clock of twelve hours")
        hour = hour % _TWELVE + (_TWELVE if parts["half"].lower() == "pm" else 0)
    try:
        return datetime(
            int(parts["y"]), month, day, hour, int(parts["m"] or 0), int(parts["sec"] or 0), tzinfo=UTC
        )
    except ValueError:
        return Bad(f"{_short(text)} is no day of a calendar ({order})")


def _aware(moment: datetime) -> datetime | Bad:
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (OverflowError, ValueError):
        return Bad(f"{moment.isoformat()} is out of the calendar's range")


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")  # noqa: PLR2004
