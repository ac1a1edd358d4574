"""Learning at `attune rebuild` what is worth asking: the shop's categories, and what is bought later."""

from pathlib import Path
from typing import Any

import numpy as np

from engine.errors import Invalid
from engine.frames import Frame, pd
from engine.gaps.questions.learn import learn
from engine.gaps.questions.likes import likes_of
from engine.gaps.questions.saved import Questions, save
from engine.recommend.interactions import sparse_of

LINES = 4
"""Purchases of a customer from which on the earlier half says what they like, the later what they want."""
FEWEST = 50
"""Customers with so many purchases, below which nothing is learnt: kinds of few customers are chance."""


def rebuild_questions(history: Frame, folder: Path) -> int:
    """Learn from the log (as `read_history`) and store in the folder; returns how many questions there are.

    A shop with too few customers, or whose categories part nobody, has none: then nothing is asked.
    """
    found = learnt_from(history)
    save(found, folder)
    return len(found.model.attributes) if found else 0


def learnt_from(history: Frame) -> Questions | None:
    """Likes: categories that the earlier half of a customer's purchases holds more of than usual. Wants:
    products of the later half.
    """
    lines = history[
        history["type"].eq("purchase") & history["customer"].notna() & history["category"].notna()
    ]
    lines = lines.sort_values("at", kind="stable", na_position="first")
    size = lines.groupby("customer", observed=True)["product"].transform("size")
    late = (lines.groupby("customer", observed=True).cumcount() >= size / 2)[size >= LINES]
    lines = lines[size >= LINES]
    customers = pd.Index(sorted(lines["customer"].astype(str).unique()))
    if len(customers) < FEWEST:
        return None
    categories = sorted(lines["category"].astype(str).unique())
    items = sorted(lines["product"].astype(str).unique())
    counts = _counts(lines[~late], "category", customers, categories).toarray()
    wants = _counts(lines[late], "product", customers, items)
    wants.data[:] = 1.0
    try:
        model = learn(categories, likes_of(counts), items, wants)
    except Invalid:  # every category is liked by nearly all or hardly any
        return None
    usual = counts.sum(axis=0) / counts.sum()
    return Questions(model, dict(zip(categories, usual.tolist(), strict=True)))


def _counts(lines: Frame, column: str, customers: Any, names: list[str]) -> Any:
    """(customers, names): how many lines of that name the customer has; sparse."""
    pairs = lines[["customer", column]].astype(str)
    rows, columns = customers.get_indexer(pairs["customer"]), pd.Index(names).get_indexer(pairs[column])
    return sparse_of(np.ones(len(pairs)), (rows, columns), (len(customers), len(names)))
