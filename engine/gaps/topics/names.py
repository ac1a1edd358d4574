"""What topics are called."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store.tables import Category
from engine.store.types import LocalizedText

DEED_NAMES: Mapping[str, LocalizedText] = {
    "browse": {"en": "Looks around", "zh": "浏览"},
    "purchase": {"en": "Buys", "zh": "购买"},
    "query": {"en": "Asks", "zh": "咨询"},
    "return": {"en": "Sends back", "zh": "退货"},
}
"""In the order of DEEDS."""


def category_names(session: Session) -> dict[str, LocalizedText]:
    """All categories of the catalogue by id."""
    return {
        id_: name for id_, name in session.execute(select(Category.id, Category.name).order_by(Category.id))
    }
