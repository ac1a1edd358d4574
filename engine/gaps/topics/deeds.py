"""What customers did, counted by topic: days, so that a long look at one shelf counts once."""

from collections.abc import Sequence

import numpy as np

from engine.frames import Frame, pd
from engine.gaps.latent.fields import FloatArray
from engine.gaps.reports.statements import DEEDS

_DEED_OF = {
    "view": "browse",
    "search": "browse",
    "click": "browse",
    "purchase": "purchase",
    "question": "query",
    "return": "return",
}
_TOUCHES = ("purchase", "view")


def deed_days(history: Frame, customers: Sequence[str]) -> FloatArray:
    """(customers, 4): on how many days of `history` each browsed, bought, asked, sent back."""
    deeds = history["type"].astype(object).map(_DEED_OF)
    return _days(history, deeds, customers, DEEDS)


def category_days(history: Frame, customers: Sequence[str], categories: Sequence[str]) -> FloatArray:
    """(customers, categories): on how many days each bought or looked at something of the category."""
    touched = history[history["type"].isin(_TOUCHES)]
    return _days(touched, touched["category"].astype(object), customers, categories)


def _days(history: Frame, topic: Frame, customers: Sequence[str], topics: Sequence[str]) -> FloatArray:
    rows = pd.DataFrame(
        {
            "customer": pd.Index(list(customers)).get_indexer(history["customer"].astype(object)),
            "topic": pd.Index(list(topics)).get_indexer(topic),
            "day": history["at"].dt.floor("D").to_numpy(),
        }
    )
    rows = rows[(rows["customer"] >= 0) & (rows["topic"] >= 0)].drop_duplicates()
    counts = np.zeros((len(customers), len(topics)))
    np.add.at(counts, (rows["customer"].to_numpy(), rows["topic"].to_numpy()), 1.0)
    return counts
