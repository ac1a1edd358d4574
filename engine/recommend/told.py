"""What a customer said of themselves, as far as recommendations go by it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.gaps.reports.statements import Statement, statements_of

_ANSWERS = ("preference", "onboarding")


@dataclass(frozen=True)
class Told:
    """categories: liked ones, by id, the newest last. brands: liked ones, in lower case, likewise. avoid,
    avoid_brands: those that are not wanted."""

    categories: tuple[str, ...] = ()
    avoid: frozenset[str] = frozenset()
    max_price_cents: int | None = None
    brands: tuple[str, ...] = ()
    avoid_brands: frozenset[str] = frozenset()


def told_after(told: Told, data: Mapping[str, Any]) -> Told:
    """What is known after one more report, by its event's data."""
    if data.get("about") in _ANSWERS and data.get("categories"):
        data = {**data, "category": [*data["categories"], data.get("category")]}
    for said in statements_of(data):
        told = _with(told, said)
    return told


def _with(told: Told, said: Statement) -> Told:
    if said.kind == "budget":
        # Who says that they spend more than that sets no limit, and takes back the one before.
        return replace(told, max_price_cents=int(said.value) if said.wanted else None)
    if said.kind == "brand":
        brands = told.avoid_brands - {said.value} if said.wanted else told.avoid_brands | {said.value}
        return replace(told, brands=_named(told.brands, said), avoid_brands=brands)
    if said.kind != "category":
        return told
    avoid = told.avoid - {said.value} if said.wanted else told.avoid | {said.value}
    return replace(told, categories=_named(told.categories, said), avoid=avoid)


def _named(names: tuple[str, ...], said: Statement) -> tuple[str, ...]:
    others = tuple(one for one in names if one != said.value)
    return (*others, said.value) if said.wanted else others
