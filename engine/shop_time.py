"""Moments as customers of this shop read them."""

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.orm import Session

from engine.log import get_logger
from engine.store.tables import Shop
from engine.store.types import LocalizedText
from engine.text.dates import format_moment


def at_home(session: Session, moment: datetime) -> datetime:
    """The moment in the shop's time zone."""
    return moment.astimezone(shop_zone(session))


def shop_zone(session: Session) -> tzinfo:
    """The shop's time zone (`contact.timezone` of its settings), UTC where it names none."""
    shop = session.get(Shop, 1)
    contact: Mapping[str, Any] = shop.settings.get("contact", {}) if shop else {}
    return _zone(str(contact.get("timezone", "")))


def moment_words(session: Session, moment: datetime) -> LocalizedText:
    """The moment in words, in the shop's time zone, in both languages."""
    here = at_home(session, moment)
    return {"en": format_moment(here, "en"), "zh": format_moment(here, "zh")}


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        get_logger(__name__).warning("shop.unknown_timezone", timezone=name)
        return UTC
