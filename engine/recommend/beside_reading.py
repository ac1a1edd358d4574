"""What the last rebuild left for the recommender, and the products' own words."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from engine.mining.reading import strengths
from engine.profiles.stored import labels
from engine.recommend.beside import Beside
from engine.recommend.catalogue import Item
from engine.recommend.sources.content import TextEncoder
from engine.recommend.sources.goes_with import Rule


def read_beside(session: Session, items: Sequence[Item], encoder: TextEncoder | None = None) -> Beside:
    """What mining and segments of the last rebuild add, and what the products are.

    encoder: of the products' texts. Where mining has found no rules, the recommender mines its own.
    """
    segments = {name: str(label) for name, label in labels(session).items()}
    rules = [Rule(*found) for found in strengths(session)]
    return Beside.of(items, segments, rules or None, encoder)
