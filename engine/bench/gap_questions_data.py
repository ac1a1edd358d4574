"""Online Retail as the trial of questions: what customers would answer, and what they bought afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.bench.online_retail import online_retail_history
from engine.frames import Frame, pd
from engine.gaps.questions.likes import likes_of

Bools = NDArray[np.bool_]
LINES = 40
"""Purchases of a customer from which on half of them say what they like."""
ATTRIBUTES, ITEMS = 100, 2500
SPREAD = 8
"""Products that share a word before it counts as an attribute."""
COMMON = 0.6
"""Share of customers above which liking it is not asked about."""
DEV, FOLDS = (0.5, 0.75), 3
"""Draws within which a customer is one of those that the settings above were chosen on."""
_WORD = r"[A-Z]{3,}"


@dataclass(frozen=True)
class Trial:
    """Customers in one order. likes: (customers, attributes), true answers, from the first half of a
    customer's purchases. wants: (customers, items), what the second half holds. fold: (customers,), -1 for
    those on whom the settings above were chosen: they are learnt from and never reported on.
    """

    attributes: tuple[str, ...]
    items: tuple[str, ...]
    likes: Bools
    wants: Bools
    fold: NDArray[np.int64]


def read_trial(file: Path, seed: int = 0) -> Trial:
    """From the file of Online Retail; this copy has no categories, so a word of the descriptions is an
    attribute ("LANTERN", "RETROSPOT"): kinds, motifs and colours."""
    return trial_of(online_retail_history(file), seed)


def trial_of(history: Frame, seed: int = 0) -> Trial:
    """From a history as `online_retail_history`."""
    bought = history[(history["type"] == "purchase") & history["customer"].notna()]
    lines = pd.DataFrame(
        {
            "customer": bought["customer"].astype(str),
            "item": bought["product"].astype(str),
            "at": bought["at"],
        }
    ).sort_values("at", kind="stable", ignore_index=True)
    size = lines.groupby("customer")["item"].transform("size")
    late = lines.groupby("customer").cumcount() >= size / 2
    lines, late = lines[size >= LINES], late[size >= LINES]
    customers: list[str] = sorted(lines["customer"].unique())
    products: list[str] = sorted(lines["item"].unique())
    wants = _counts(lines["customer"][late], lines["item"][late], customers, products) > 0
    sold = _most(_counts(lines["customer"], lines["item"], customers, products) > 0, ITEMS, 1.0)
    said = lines[~late].drop_duplicates(["customer", "item"]).merge(attributes_of(lines["item"]), on="item")
    words: list[str] = sorted(said["attribute"].unique())
    likes = likes_of(_counts(said["customer"], said["attribute"], customers, words))
    asked = _most(likes, ATTRIBUTES, COMMON)
    random = np.random.default_rng(seed)
    drawn = random.random(len(customers))
    fold = random.integers(0, FOLDS, len(customers))
    fold[(drawn >= DEV[0]) & (drawn < DEV[1])] = -1
    return Trial(
        attributes=tuple(words[n] for n in asked),
        items=tuple(products[n] for n in sold),
        likes=likes[:, asked],
        wants=wants[:, sold],
        fold=fold,
    )


def attributes_of(items: Any) -> Frame:
    """Columns item, attribute: the words that at least SPREAD different items have in common."""
    names = pd.Series(items.unique(), name="item")
    found = pd.DataFrame({"item": names, "attribute": names.str.findall(_WORD)})
    found = found.explode("attribute").dropna().drop_duplicates()
    return found[found.groupby("attribute")["item"].transform("size") >= SPREAD]


def _most(having: Bools, count: int, common: float) -> list[int]:
    """The columns that most customers have, leaving out what more than a share of `common` have."""
    share = having.mean(axis=0)
    order: list[int] = np.argsort(-share, kind="stable").tolist()
    return [n for n in order if share[n] <= common][:count]


def _counts(customers: Any, names: Any, rows: Sequence[str], columns: Sequence[str]) -> NDArray[np.int64]:
    found = np.zeros((len(rows), len(columns)), dtype=np.int64)
    np.add.at(found, (pd.Index(rows).get_indexer(customers), pd.Index(columns).get_indexer(names)), 1)
    return found
