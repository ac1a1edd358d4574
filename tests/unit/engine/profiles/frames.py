"""Histories written by hand."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pandas as pd

CUT = datetime(2026, 11, 1)
TEXT = ("customer", "type", "product", "category", "order")


def history_of(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """A frame as of `engine.events.history`. Of a row all but customer and type may be left out; `days`
    before CUT may stand for `at`.
    """
    full = [
        {
            "product": None,
            "category": None,
            "order": None,
            "pieces": None,
            "cents": None,
            "at": CUT - timedelta(days=row.get("days", 0)),
            **row,
        }
        for row in rows
    ]
    frame = pd.DataFrame(full)
    for name in TEXT:
        frame[name] = frame[name].astype("str").astype("category")
    frame["at"] = frame["at"].astype("datetime64[us]")
    return frame.astype({"pieces": float, "cents": float}).sort_values(["customer", "at"])
