"""What a customer wishes for (a category, a highest price), and what meets it."""

from collections.abc import Mapping, Sequence
from typing import Any

import regex
from sqlalchemy.orm import Session

from actions.catalogue import ProductView, categories_in, category_named, products
from actions.turn import Turn
from actions.words import word
from engine.recommend.service import Suggestion
from engine.text.localized import localized

LISTED = 3


NOT_LIKED = regex.compile(
    r"\b(?:no|not|nothing|don['’]?t (?:like|want|need|drink|use)"
    r"|do not (?:like|want|need)|hate|without|except|sick of|tired of)\b"
    r"[^,.;]{0,24}$|(?:不喜欢|不想要|不要|不爱|不喝|不用|不需要|讨厌|除了|别推荐|别给我)[^，。；]{0,8}$",
    flags=regex.IGNORECASE,
)
_TOO_DEAR = regex.compile(
    r"\btoo (?:expensive|dear|pricey|much)\b|\bexpensive\b|\bpricey\b|\bcheaper\b|\bless expensive\b"
    r"|\bafford\b|太贵|贵了|有点贵|便宜(?:点|一点|些|的)|买不起|超(?:出)?预算|\bover (?:my )?budget\b",
    flags=regex.IGNORECASE,
)

_BUDGET = regex.compile(
    r"\b(?:under|below|less than|up to|at most|max(?:imum)?|within|no more than)"
    r"\s*(?:of )?[$€£]?\s*(\d{1,6})\b"
    r"|(\d{1,6})\s*(?:元|块|新元|美元|刀)?(?:钱)?(?:以内|以下|之内|左右)|(?:不超过|不到|预算)[是约]?\s*(\d{1,6})",
    flags=regex.IGNORECASE,
)

Wish = dict[str, Any]
"""category: an id. avoid: ids of categories. max_price_cents. Any of them may be absent."""


def too_dear(text: str) -> bool:
    """Whether a text says that the price is the trouble."""
    return _TOO_DEAR.search(text) is not None


def remembered_wish(turn: Turn) -> Wish:
    """What this conversation has told so far."""
    return {name: value for name, value in (turn.slot("wish") or {}).items() if value}


def merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> Wish:
    """Both wishes, the newer first; a category that is wished for now is no longer one to avoid."""
    avoid = {*old.get("avoid", ()), *new.get("avoid", ())} - {new.get("category")}
    wish: Wish = {**old, **new, "avoid": sorted(avoid)}
    if wish.get("category") in avoid:
        del wish["category"]
    return {name: value for name, value in wish.items() if value}


def wish_of(turn: Turn) -> Wish:
    """Category, categories to leave out, and highest price that the message names."""
    wish: Wish = {}
    with turn.services.database.session(writes=False) as session:
        liked, avoided = _categories(session, turn.text)
        entity = turn.entity("category")
        if not liked and not avoided and entity and (found := category_named(session, entity)):
            liked = [found[0]]
    if liked:
        wish["category"] = liked[0]
    if avoided:
        wish["avoid"] = avoided
    bare = _BUDGET.search(turn.text)
    amount = turn.entity("amount") or (next(filter(None, bare.groups())) if bare else None)
    if amount is not None and amount.replace(".", "", 1).isdecimal():
        wish["max_price_cents"] = round(float(amount) * 100)
    return wish


def _categories(session: Session, text: str) -> tuple[list[str], list[str]]:
    """Ids of the categories that a text wishes for, and of those that it does not want."""
    liked: list[str] = []
    avoided: list[str] = []
    for id_, place in categories_in(session, text):
        (avoided if NOT_LIKED.search(text[:place]) else liked).append(id_)
    return liked, avoided


def within(
    session: Session, turn: Turn, wish: Mapping[str, Any], pool: Sequence[Suggestion]
) -> list[Suggestion]:
    """Those of the pool that meet the wish; else what the catalogue has, for that reason alone."""
    wanted, ceiling, avoid = wish.get("category"), wish.get("max_price_cents"), wish.get("avoid") or ()
    brand = wish.get("brand")
    by_id = {item.id: item for item in products(session)}

    def meets(product_id: str, cents: int) -> bool:
        item = by_id.get(product_id)
        return (
            item is not None
            and (wanted is None or item.category_id == wanted)
            and (brand is None or (item.brand or "").casefold() == brand)
            and item.category_id not in avoid
            and (ceiling is None or cents <= ceiling)
        )

    met = [suggestion for suggestion in pool if meets(suggestion.product_id, suggestion.price_cents)]
    if met or not wish:
        return met
    seen = seen_products(turn)
    found = [
        item
        for item in by_id.values()
        if item.id not in seen and (cheapest := item.cheapest()) is not None and meets(item.id, cheapest)
    ]
    # The dearest within a budget comes nearest to what was asked for.
    found.sort(key=lambda item: -(item.cheapest() or 0) if ceiling else 0)
    why = "you_asked_for" if wanted or brand else "within_budget" if ceiling else "something_else"
    named = found[0].brand if brand and found else None
    return [_as_wished(turn, item, rank, why, named) for rank, item in enumerate(found[:LISTED], start=1)]


def _as_wished(turn: Turn, item: ProductView, rank: int, why: str, named: str | None) -> Suggestion:
    """named: what was wished for, where it is not the item's category."""
    category = named or localized(item.category, turn.language)
    return Suggestion(
        product_id=item.id,
        category_id=item.category_id,
        name=item.title(turn.language),
        price_cents=item.cheapest() or 0,
        currency=item.currency,
        reason=word(why, turn.language).format(category=category),
        kind="discover",
        source="wish",
        score=0.0,
        parts={},
        rank=rank,
    )


def seen_products(turn: Turn) -> set[str]:
    """Products that this conversation has shown or the customer has refused."""
    return set(turn.slot("seen_products") or [])
