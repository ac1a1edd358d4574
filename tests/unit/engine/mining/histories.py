"""Small histories with the columns that `engine.events.history` gives."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import pandas as pd

Line = tuple[str, str | None, datetime | None, str | None, str | None, float, float]
"""Type, customer, moment, product, order, pieces, cents."""


def history_of(lines: Iterable[Line]) -> Any:
    names = ["type", "customer", "at", "product", "order", "pieces", "cents"]
    frame = pd.DataFrame(list(lines), columns=names)
    frame["category"] = None
    for name in ("type", "customer", "product", "order", "category"):
        frame[name] = frame[name].astype(object).astype("category")
    frame["at"] = pd.to_datetime(frame["at"]).astype("datetime64[us]")
    return frame.astype({"pieces": "float64", "cents": "float64"})
