"""Quiet hours: nobody gets a message they did not ask for at night, by their own clock where it is known."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo


def zone_of(*names: object, otherwise: tzinfo = UTC) -> tzinfo:
    """The first of these names that is a time zone, else `otherwise`."""
    for name in names:
        if isinstance(name, str) and name:
            try:
                return ZoneInfo(name)
            except (KeyError, ValueError, OSError):
                continue
    return otherwise


def is_quiet(now: datetime, zone: tzinfo, begins: int, ends: int) -> bool:
    """Whether it is from `begins` to before `ends` o'clock there; over midnight where begins is later.

    Equal hours: never quiet. now: with a zone.
    """
    hour = now.astimezone(zone).hour
    if begins <= ends:
        return begins <= hour < ends
    return hour >= begins or hour < ends
