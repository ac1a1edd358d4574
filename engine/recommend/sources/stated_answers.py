"""What customers can say of a shop's goods (categories, brands, budgets), and what each would say."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import FloatArray, Sparse, sparse_of
from engine.recommend.told import Told

TOLD = "told "
"""How a part of a score begins that goes back to what the customer said; kind and value follow."""
BUDGET = "budget"
CATEGORIES_NAMED, BRANDS_NAMED = 2, 1
"""So many a customer names who is asked; the rest they might like as well goes unsaid."""
STEPS = (0.5, 0.8)
"""Budgets that are told apart: the prices below which so much of the catalogue's sold goods lie."""
COVERED = 0.75
"""A customer's budget is the lowest step that covers so much of what they buy."""
MOST_BRANDS = 200


def answer_of(key: str) -> tuple[str, str] | None:
    """Kind and value of the statement that a part of a score goes back to; None for another part."""
    if not key.startswith(TOLD):
        return None
    kind, _, value = key.removeprefix(TOLD).partition(" ")
    return kind, value


@dataclass(frozen=True)
class Shelf:
    """Of each item its category, its brand ("" for none) and price in cents (NaN where not known)."""

    categories: Sequence[str]
    brands: Sequence[str]
    prices: FloatArray

    @cached_property
    def category_names(self) -> list[str]:
        """All categories, in order."""
        return sorted(set(self.categories))

    @cached_property
    def brand_names(self) -> list[str]:
        """The brands of most items, in order."""
        names, counts = np.unique([one for one in self.brands if one], return_counts=True)
        return sorted(str(names[n]) for n in np.argsort(-counts, kind="stable")[:MOST_BRANDS])


@dataclass(frozen=True)
class Answers:
    """The questions as columns: categories, then brands, then budgets. steps: of the budgets, in cents.

    members: (items, categories and brands), 1 where the item is of it.
    """

    shelf: Shelf
    steps: FloatArray
    members: Sparse

    @classmethod
    def of(cls, shelf: Shelf, buyers: FloatArray) -> "Answers":
        """buyers: (items,), customers who bought each; the budgets are quantiles of what they paid."""
        known = np.isfinite(shelf.prices)
        weight = buyers[known] if buyers[known].any() else np.ones(int(known.sum()))
        steps = _quantiles(shelf.prices[known], weight, STEPS) if known.any() else np.zeros(0)
        columns = [_places(shelf.categories, shelf.category_names)]
        columns.append(_places(shelf.brands, shelf.brand_names))
        columns[1] = np.where(columns[1] < 0, -1, columns[1] + len(shelf.category_names))
        rows = np.concatenate([np.arange(len(shelf.categories))] * 2)
        found = np.concatenate(columns)
        width = len(shelf.category_names) + len(shelf.brand_names)
        kept = found >= 0
        members = sparse_of(np.ones(int(kept.sum())), (rows[kept], found[kept]), (len(shelf.prices), width))
        return cls(shelf, np.unique(steps), members)

    @cached_property
    def groups(self) -> tuple[slice, slice, slice]:
        """The columns of categories, brands and budgets."""
        first = len(self.shelf.category_names)
        second = first + len(self.shelf.brand_names)
        return slice(0, first), slice(first, second), slice(second, second + len(self.steps))

    @cached_property
    def keys(self) -> list[str]:
        """What a part of each column is called."""
        named = [f"{TOLD}category {one}" for one in self.shelf.category_names]
        named += [f"{TOLD}brand {one}" for one in self.shelf.brand_names]
        return named + [f"{TOLD}{BUDGET} {step:.0f}" for step in self.steps]

    def told(self, told: Told) -> NDArray[np.intp]:
        """The columns of what a customer said; a budget above all steps says nothing."""
        names = [f"{TOLD}category {one}" for one in told.categories]
        names += [f"{TOLD}brand {one}" for one in told.brands]
        found = [self._columns[name] for name in names if name in self._columns]
        if told.max_price_cents is not None:
            step = int(np.searchsorted(self.steps, told.max_price_cents, side="left"))
            if step < len(self.steps):
                found.append(self.groups[2].start + step)
        return np.array(found, dtype=np.intp)

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {key: column for column, key in enumerate(self.keys)}

    def simulated(self, bought: Sparse) -> FloatArray:
        """What customers would say who bought this: (customers, columns) of 0 and 1.

        bought: (customers, items), how often. They name the two categories and the brand that they bought
        most, and the lowest budget that covers three quarters of it, if any does.
        """
        said = np.zeros((bought.shape[0], len(self.keys)))
        counts = np.asarray((bought @ self.members).toarray(), dtype=np.float64)
        for group, most in zip(self.groups[:2], (CATEGORIES_NAMED, BRANDS_NAMED), strict=True):
            some = counts[:, group]
            order = np.argsort(-some, axis=1, kind="stable")[:, :most]
            rows = np.arange(len(some))[:, None]
            said[:, group][rows, order] = np.take_along_axis(some, order, axis=1) > 0
        priced = np.isfinite(self.shelf.prices).astype(np.float64)
        total = np.asarray(bought @ priced, dtype=np.float64)
        open_ = total > 0
        for column, step in enumerate(self.steps, start=self.groups[2].start):
            within: Any = bought @ (np.nan_to_num(self.shelf.prices, nan=np.inf) <= step).astype(np.float64)
            met = open_ & (np.asarray(within) >= COVERED * total)
            said[met, column] = 1.0
            open_ &= ~met
        return said


def _places(values: Sequence[str], names: Sequence[str]) -> NDArray[np.intp]:
    known = {name: place for place, name in enumerate(names)}
    return np.array([known.get(value, -1) for value in values], dtype=np.intp)


def _quantiles(values: FloatArray, weights: FloatArray, shares: Sequence[float]) -> FloatArray:
    order = np.argsort(values, kind="stable")
    cumulated = np.cumsum(weights[order]) / weights.sum()
    found = np.minimum(np.searchsorted(cumulated, shares, side="left"), len(values) - 1)
    return values[order][found]
