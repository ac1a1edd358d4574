"""What a customer wishes for (a category, a highest price), and what meets it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from actions.catalogue import ProductView, category_named, products
from actions.turn import Turn
from actions.words import word
from engine.recommend.service import Suggestion
from engine.text.localized import localized

LISTED = 3


def wish_of(turn: Turn) -> dict[str, Any]:
    """Category and highest price that the message names."""
    wish: dict[str, Any] = {}
    with turn.services.database.session(writes=False) as session:
        category = category_named(session, f"{turn.entity('category') or ''} {turn.text}")
    if category is not None:
        wish["category"] = category[0]
    amount = turn.entity("amount")
    if amount is not None and amount.replace(".", "", 1).isdecimal():
        wish["max_price_cents"] = round(float(amount) * 100)
    return wish


def within(
    session: Session, turn: Turn, wish: Mapping[str, Any], pool: Sequence[Suggestion]
) -> list[Suggestion]:
    """Those of the pool that meet the wish; else what the catalogue has, for that reason alone."""
    wanted, ceiling = wish.get("category"), wish.get("max_price_cents")
    by_id = {item.id: item for item in products(session)}

    def meets(product_id: str, cents: int) -> bool:
        item = by_id.get(product_id)
        return (
            item is not None
            and (wanted is None or item.category_id == wanted)
            and (ceiling is None or cents <= ceiling)
        )

    met = [suggestion for suggestion in pool if meets(suggestion.product_id, suggestion.price_cents)]
    if met or wanted is None:
        return met
    seen = seen_products(turn)
    found = [
        item
        for item in by_id.values()
        if item.id not in seen and (cheapest := item.cheapest()) is not None and meets(item.id, cheapest)
    ]
    return [_as_wished(turn, item, rank) for rank, item in enumerate(found[:LISTED], start=1)]


def _as_wished(turn: Turn, item: ProductView, rank: int) -> Suggestion:
    category = localized(item.category, turn.language)
    return Suggestion(
        product_id=item.id,
        category_id=item.category_id,
        name=item.title(turn.language),
        price_cents=item.cheapest() or 0,
        currency=item.currency,
        reason=word("you_asked_for", turn.language).format(category=category),
        kind="discover",
        source="wish",
        score=0.0,
        parts={},
        rank=rank,
    )


def seen_products(turn: Turn) -> set[str]:
    """Products that this conversation has shown or the customer has refused."""
    return set(turn.slot("seen_products") or [])
