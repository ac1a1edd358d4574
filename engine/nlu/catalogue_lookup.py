"""The shop's names of products, categories and colors, as a file that Rasa finds them by in messages.

Rasa reads it at start and again when it changes (rasa_bot/components/catalogue_file.py), so a new product is
understood without a training.
"""

import json
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store.tables import Category, Product, Shop, Variant

Row = tuple[str, str, str]
"""(entity, surface, value)."""


def lookup_rows(session: Session) -> list[Row]:
    """All names in both languages, sorted. The value is the shop's own name, which actions find again."""
    rows = set(_named("product", session.scalars(select(Product.name).where(Product.active))))
    rows |= set(_named("category", session.scalars(select(Category.name))))
    settings = session.scalar(select(Shop.settings).limit(1)) or {}
    terms: dict[str, dict[str, str]] = settings.get("terms", {})
    options = session.scalars(select(Variant.options).join(Product).where(Product.active))
    for color in {str(one["color"]) for one in options if one and one.get("color")}:
        surfaces = {color, *(words[color] for words in terms.values() if color in words)}
        rows |= {("color", surface, surface) for surface in surfaces}
    return sorted(rows)


def write_lookup(session: Session, path: Path) -> bool:
    """Brings the file up to date, whole or not at all; whether it changed."""
    content = json.dumps(lookup_rows(session), ensure_ascii=False, indent=0)
    if path.is_file() and path.read_text(encoding="utf-8") == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    draft.write_text(content, encoding="utf-8")
    os.replace(draft, path)
    return True


def _named(entity: str, names: Iterable[dict[str, Any]]) -> Iterator[Row]:
    for name in names:
        for text in name.values():
            if surface := str(text or "").strip():
                yield entity, surface, surface
