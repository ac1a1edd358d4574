"""Online Retail as a history, straight from its file: what benchmarks of models learn from."""

from pathlib import Path

import numpy as np

from engine.frames import Frame, pd

NO_GOODS = frozenset(
    {
        "POSTAGE",
        "Manual",
        "CARRIAGE",
        "DOTCOM POSTAGE",
        "Bank Charges",
        "Discount",
        "AMAZON FEE",
        "Adjust bad debt",
    }
)
"""Lines that are not goods."""


def online_retail_history(file: Path) -> Frame:
    """The file's lines as purchases and returns, columns as `engine.events.history` gives them.

    Left out: lines without a price or description, and those of `NO_GOODS`. A negative quantity is a
    return. There is no invoice number in this copy: a basket is what one customer buys at one moment, so
    `order` is missing. Prices are pounds, `cents` pence.
    """
    lines = pd.read_parquet(
        file, columns=["Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"]
    )
    lines["product"] = lines["Description"].str.strip()
    goods = lines["product"].notna() & ~lines["product"].isin(NO_GOODS) & (lines["UnitPrice"] > 0)
    lines = lines[goods & (lines["Quantity"] != 0)]
    customer = lines["CustomerID"].astype("Int64").astype("string").astype(object)
    missing = pd.Categorical([None] * len(lines), categories=pd.Index([], dtype="str"))
    frame = pd.DataFrame(
        {
            "customer": customer.where(customer.notna(), None).astype("category"),
            "at": lines["InvoiceDate"].astype("datetime64[us]"),
            "type": np.where(lines["Quantity"] > 0, "purchase", "return"),
            "product": lines["product"].astype("category"),
            "category": missing,
            "order": missing,
            "pieces": lines["Quantity"].abs().astype("float64"),
            "cents": (lines["Quantity"].abs() * lines["UnitPrice"] * 100).round(),
        }
    )
    frame["type"] = frame["type"].astype("category")
    return frame.sort_values(["customer", "at"], kind="stable", ignore_index=True)
