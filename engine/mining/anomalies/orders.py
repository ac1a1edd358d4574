"""Orders as one row each, with what is compared between them."""

import numpy as np

from engine.frames import Frame, Series, pd

FEATURES = ("cents", "pieces", "products", "most_pieces", "price", "gap_days", "to_own")
"""What orders are compared by; all positive, so that their logarithms are."""


def orders_of(history: Frame) -> Frame:
    """One row an order, by customer and moment; orders of nobody are left out.

    Columns: key, customer, order (None where the log does not name it), at, cents (NaN where no line's
    price is known), pieces, products (different ones), most_pieces (of one product), price (cents a piece),
    gap_days (since the customer's order before; NaN at the first), to_own (cents, as a multiple of the
    median of the customer's orders before; NaN at the first).
    """
    bought = history[
        history["type"].eq("purchase") & history["customer"].notna() & history["product"].notna()
    ]
    lines = bought[["customer", "at", "order", "product", "pieces", "cents"]].astype(
        {"customer": object, "order": object, "product": object}
    )
    made_up = lines["customer"].astype(str) + "@" + lines["at"].astype(str)
    lines["key"] = lines["order"].where(lines["order"].notna(), made_up)
    lines["pieces"] = lines["pieces"].fillna(1.0)
    pieces = lines.groupby(["key", "product"], sort=False)["pieces"].sum().groupby(level="key").max()
    orders = lines.groupby("key", sort=False).agg(
        customer=("customer", "first"),
        order=("order", "first"),
        at=("at", "min"),
        pieces=("pieces", "sum"),
        products=("product", "nunique"),
    )
    orders["cents"] = lines.groupby("key", sort=False)["cents"].sum(min_count=1)
    orders["most_pieces"] = pieces
    orders = orders.reset_index().sort_values(["customer", "at", "key"], ignore_index=True)
    orders["price"] = orders["cents"] / orders["pieces"].where(orders["pieces"] > 0)
    orders["gap_days"] = orders.groupby("customer")["at"].diff() / pd.Timedelta(days=1)
    before = orders.groupby("customer")["cents"].transform(_median_before)
    orders["to_own"] = orders["cents"] / before.where(before > 0)
    orders["order"] = orders["order"].where(orders["order"].notna(), None)
    return orders


def _median_before(values: Series) -> Series:
    return values.expanding().median().shift()


def logarithms(orders: Frame) -> Frame:
    """log(1 + x) of the features, the ratio as log(x): (orders, features), NaN where not known."""
    logs = np.log1p(orders[[name for name in FEATURES if name != "to_own"]].astype("float64"))
    logs["to_own"] = np.log(orders["to_own"].astype("float64").where(orders["to_own"] > 0))
    return logs[list(FEATURES)]
