"""What a message tells of its writer beside category and budget: brands, style, occasions, delivery."""

from collections.abc import Iterator
from typing import Any

import regex
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.wishes import NOT_LIKED
from engine.gaps.reports.lexicon import named_in
from engine.gaps.reports.statements import Statement
from engine.store.tables import Product

_HAN = regex.compile(r"\p{Han}")
SHORTEST = 3
"""Letters of a brand's name from which on it is looked for: shorter ones are words too often."""


def preferences_in(session: Session, text: str) -> list[Statement]:
    """What a text says of brands that the shop sells, and of style, occasion and delivery; a "no" before it
    makes it something that is not wanted.
    """
    found: dict[Statement, None] = {}
    for kind, value, place in (*_brands(session, text), *_lexicon(text)):
        found[Statement(kind, value, NOT_LIKED.search(text[:place]) is None)] = None
    return list(found)


def report_data(wish: dict[str, Any], said: list[Statement]) -> dict[str, Any]:
    """One event's data: the wish as the suggestions read it, and all statements, each by itself."""
    statements = [
        *([Statement("category", wish["category"])] if wish.get("category") else []),
        *(Statement("category", one, False) for one in wish.get("avoid", ())),
        *([Statement("budget", str(wish["max_price_cents"]))] if wish.get("max_price_cents") else []),
        *said,
    ]
    return {"about": "preference", "statements": [one.as_data() for one in statements]}


def _brands(session: Session, text: str) -> Iterator[tuple[str, str, int]]:
    plain = text.casefold()
    for brand in session.scalars(select(Product.brand).where(Product.brand.is_not(None)).distinct()):
        name = (brand or "").casefold()
        if len(name) < SHORTEST and not _HAN.search(name):
            continue
        edge = "" if _HAN.search(name) else r"\b"
        if (match := regex.search(rf"{edge}{regex.escape(name)}{edge}", plain)) is not None:
            yield "brand", name, match.start()


def _lexicon(text: str) -> Iterator[tuple[str, str, int]]:
    for entry, place in named_in(text):
        yield entry.kind, entry.value, place
