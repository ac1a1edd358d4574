"""Learning at `attune rebuild` what is worth asking, of categories, brands and budgets."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import Invalid
from engine.frames import Frame, pd
from engine.gaps.latent.fields import FloatArray
from engine.gaps.questions.attributes import brand_attribute, budget_attribute
from engine.gaps.questions.goods import Good
from engine.gaps.questions.learn import learn
from engine.gaps.questions.likes import likes_of
from engine.gaps.questions.saved import Questions, save
from engine.recommend.interactions import sparse_of
from engine.recommend.sources.stated_answers import COVERED, STEPS

MOST_BRANDS = 12
"""A shop of many brands asks about those that are bought most."""
LONGEST_BRAND = 74
"""Characters: an asked question is stored by its attribute."""
LINES = 4
"""Purchases of a customer from which on the earlier half says what they like, the later what they want."""
FEWEST = 50
"""Customers with so many purchases, below which nothing is learnt: kinds of few customers are chance."""


def rebuild_questions(history: Frame, folder: Path, goods: Mapping[str, Good]) -> int:
    """Learn from the log (as `read_history`) and store in the folder; returns how many questions there are.

    A shop with too few customers, or whose categories part nobody, has none: then nothing is asked.
    """
    found = learnt_from(history, goods)
    save(found, folder)
    return len(found.model.attributes) if found else 0


@dataclass(frozen=True)
class Material:
    """What is learnt from, customers in one order.

    likes: (customers, attributes): categories and brands that the earlier half of somebody's purchases holds
    more of than usual, and the budgets that cover most of it. wants: (customers, items), sparse, products of
    the later half. usual: share of all customers' purchases, of categories and of brands.
    """

    attributes: list[str]
    likes: NDArray[np.bool_]
    items: list[str]
    wants: Any
    usual: dict[str, float]


def learnt_from(history: Frame, goods: Mapping[str, Good]) -> Questions | None:
    """The model; None where there are too few customers, or nothing parts them."""
    found = material_of(history, goods)
    if len(found.likes) < FEWEST:
        return None
    try:
        model = learn(found.attributes, found.likes, found.items, found.wants)
    except Invalid:  # everything is liked by nearly all or hardly any
        return None
    return Questions(model, found.usual)


def material_of(history: Frame, goods: Mapping[str, Good]) -> Material:
    """Of the customers with enough purchases. history: as `read_history`."""
    lines = history[
        history["type"].eq("purchase") & history["customer"].notna() & history["category"].notna()
    ]
    lines = lines.sort_values("at", kind="stable", na_position="first")
    size = lines.groupby("customer", observed=True)["product"].transform("size")
    late = (lines.groupby("customer", observed=True).cumcount() >= size / 2)[size >= LINES]
    lines = lines[size >= LINES]
    early = lines[~late]
    customers = pd.Index(sorted(lines["customer"].astype(str).unique()), dtype="str")
    categories = sorted(lines["category"].astype(str).unique())
    items = sorted(lines["product"].astype(str).unique())
    counts = _counts(early, "category", customers, categories).toarray()
    wants = _counts(lines[late], "product", customers, items)
    wants.data[:] = 1.0
    branded, brands = _brands(early, goods, customers)
    within, steps = _budgets(early, goods, customers)
    names = [*categories, *map(brand_attribute, brands), *map(budget_attribute, steps)]
    likes = np.hstack([likes_of(counts), likes_of(branded), within])
    usual = np.concatenate([one.sum(axis=0) / max(one.sum(), 1.0) for one in (counts, branded)])
    return Material(names, likes, items, wants, dict(zip(names[: len(usual)], usual.tolist(), strict=True)))


def _brands(lines: Frame, goods: Mapping[str, Good], customers: Any) -> tuple[FloatArray, list[str]]:
    """(customers, brands): lines of each, of the brands that are bought most."""
    names = [_good(goods, one).brand for one in lines["product"].astype(str)]
    kept = np.array([0 < len(one) <= LONGEST_BRAND for one in names], dtype=np.bool_)
    named = lines.assign(brand=pd.Series(names, index=lines.index, dtype="str"))[kept]
    brands = sorted(named["brand"].value_counts().index[:MOST_BRANDS].tolist())
    return _counts(named[named["brand"].isin(brands)], "brand", customers, brands).toarray(), brands


def _budgets(lines: Frame, goods: Mapping[str, Good], customers: Any) -> tuple[NDArray[np.bool_], list[int]]:
    """(customers, steps): whether so many of a customer's lines cost up to the step."""
    cents = np.array([_good(goods, one).cents or 0 for one in lines["product"].astype(str)], dtype=np.float64)
    paid = cents[cents > 0]
    steps = sorted({int(one) for one in np.quantile(paid, STEPS, method="higher")}) if len(paid) else []
    place = customers.get_indexer(lines["customer"].astype(str))
    known = np.bincount(place[cents > 0], minlength=len(customers))
    covered = [np.bincount(place[(cents > 0) & (cents <= step)], minlength=len(customers)) for step in steps]
    found = [(known > 0) & (one >= COVERED * known) for one in covered]
    return np.array(found, dtype=np.bool_).reshape(len(steps), len(customers)).T, steps


def _good(goods: Mapping[str, Good], product: str) -> Good:
    return goods.get(product, Good("", None))


def _counts(lines: Frame, column: str, customers: Any, names: list[str]) -> Any:
    """(customers, names): how many lines of that name the customer has; sparse."""
    pairs = lines[["customer", column]].astype(str)
    rows, columns = customers.get_indexer(pairs["customer"]), pd.Index(names).get_indexer(pairs[column])
    return sparse_of(np.ones(len(pairs)), (rows, columns), (len(customers), len(names)))
