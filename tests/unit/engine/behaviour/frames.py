"""Histories made by hand or drawn from a known shop."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd

COLUMNS = ("customer", "at", "type", "product", "category", "order", "pieces", "cents")
CODED = ("customer", "type", "product", "category", "order")
START = datetime(2025, 1, 1)
"""As in the frame, UTC without a zone."""


def history(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """A frame as `read_history` gives it. `day` counts from 2025-01-01; what is left out is plain."""
    filled = [
        {
            "customer": row.get("customer", "mei"),
            "at": None if row.get("day") is None else START + timedelta(days=row["day"]),
            "type": row.get("type", "purchase"),
            "product": row.get("product", "lamp"),
            "category": None,
            "order": row.get("order"),
            "pieces": float(row.get("pieces", 1)),
            "cents": float(row.get("cents", 1000)),
        }
        for row in rows
    ]
    frame = pd.DataFrame(filled, columns=list(COLUMNS))
    frame["at"] = pd.to_datetime(frame["at"]).astype("datetime64[us]")
    for name in CODED:
        frame[name] = frame[name].astype(object).astype("category")
    return frame.sort_values(["customer", "at"], kind="stable").reset_index(drop=True)


def drawn_shop(customers: int = 250, days: int = 300, seed: int = 0) -> pd.DataFrame:
    """A shop whose customers buy at rates of their own, look first, may ask, return, or leave for good."""
    random = np.random.default_rng(seed)
    rows: list[dict[str, Any]] = []
    for number in range(customers):
        customer, gap = f"c{number:04d}", float(random.gamma(2.0, 20.0)) + 3
        price = float(random.lognormal(7.5, 0.6))
        day = float(random.uniform(0, days / 2))
        order = 0
        while day < days:
            order += 1
            basket = {"customer": customer, "order": f"{customer}-{order}", "cents": round(price)}
            if random.random() < 0.7:
                rows.append({"customer": customer, "type": "view", "day": day - 0.2, "cents": np.nan})
            for line in range(int(random.integers(1, 4))):
                rows.append({**basket, "day": day, "product": f"p{(number + line) % 30}"})
            if random.random() < 0.15:
                rows.append({**basket, "type": "return", "day": day + 4, "product": f"p{number % 30}"})
            if random.random() < 0.2:
                rows.append({"customer": customer, "type": "question", "day": day + 2, "cents": np.nan})
            if random.random() < 0.08:
                break
            day += float(random.exponential(gap)) + 1
    return history(row for row in rows if 0 <= row["day"] < days)
