"""Days and moments as people read them."""

from datetime import UTC, datetime

from engine.text.language import Language

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def format_date(moment: datetime, language: Language) -> str:
    """A day: "24 Nov 2026", "2026年11月24日"."""
    if language == "zh":
        return f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def format_moment(moment: datetime, language: Language) -> str:
    """A day with its time, in the moment's own zone: "24 Nov 2026, 19:30", "2026年11月24日 19:30";
    says so where that is UTC."""
    zone = " UTC" if moment.tzinfo is UTC else ""
    return f"{format_date(moment, language)}{' ' if language == 'zh' else ', '}{moment:%H:%M}{zone}"
