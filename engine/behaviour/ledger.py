"""A history taken down to what behaviour is read from: baskets, returns and other deeds, in days."""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from engine.behaviour.arrays import Floats, Ints
from engine.frames import Frame, pd

OTHER = ("view", "search", "click", "question", "rating", "report")
"""Types beside purchase and return that tell something of a customer. An impression is the shop's deed."""


@dataclass(frozen=True)
class Moments:
    """Things that customers did, sorted by customer and moment: `customer` is a position in
    `Ledger.customers`, `day` the moment in days since 1970 (UTC), with its fraction.
    """

    customer: Ints
    day: Floats

    def __len__(self) -> int:
        return len(self.day)


@dataclass(frozen=True)
class Baskets(Moments):
    """One row a basket. money: in the shop's currency (not cents); lines: different items; new: items that
    the customer had not bought before; pieces: how many.
    """

    money: Floats
    lines: Floats
    new: Floats
    pieces: Floats


@dataclass(frozen=True)
class Returns(Moments):
    """One row a returned line. money as for baskets."""

    money: Floats
    pieces: Floats


@dataclass(frozen=True)
class Ledger:
    """All that the features and labels read.

    customers: ids, sorted. others: moments by type (`OTHER`). first, last: the first and last moment of all,
    in days; both 0 where there is nothing.
    """

    customers: list[str]
    baskets: Baskets
    returns: Returns
    others: dict[str, Moments]
    first: float
    last: float


def ledger_of(history: Frame) -> Ledger:
    """The ledger of a history frame (see `engine.events.history`).

    Rows without a customer or without a moment are left out: nothing can be said of when. Lines of one
    customer and moment with the same `order` (or without) are one basket. An order whose lines came at
    several moments is several: joined, its later lines would be known before they were there.
    """
    known = history[history["customer"].notna() & history["at"].notna()]
    customers = sorted(known["customer"].unique())
    known = known.assign(
        customer=pd.Index(customers, dtype=object).get_indexer(known["customer"].astype(object)),
        day=known["at"].to_numpy().astype("datetime64[us]").view(np.int64) / 86_400e6,
    ).sort_values(["customer", "day"], kind="stable")
    types = known["type"].astype(object)
    days = known["day"].to_numpy()
    return Ledger(
        customers=customers,
        baskets=_baskets(known[types == "purchase"]),
        returns=_returns(known[types == "return"]),
        others={name: _moments(known[types == name]) for name in OTHER},
        first=float(days.min()) if len(days) else 0.0,
        last=float(days.max()) if len(days) else 0.0,
    )


def day_of(moment: datetime) -> float:
    """A moment in days since 1970; a naive one is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.timestamp() / 86_400


def moment_of(day: float) -> datetime:
    """The reverse of `day_of`, aware."""
    return datetime.fromtimestamp(day * 86_400, UTC)


def _moments(rows: Frame) -> Moments:
    return Moments(rows["customer"].to_numpy(np.int64), rows["day"].to_numpy(np.float64))


def _returns(rows: Frame) -> Returns:
    return Returns(
        rows["customer"].to_numpy(np.int64),
        rows["day"].to_numpy(np.float64),
        money=rows["cents"].fillna(0.0).to_numpy(np.float64) / 100,
        pieces=rows["pieces"].fillna(1.0).to_numpy(np.float64),
    )


def _baskets(rows: Frame) -> Baskets:
    order, product = rows["order"].astype(object), rows["product"].astype(object)
    lines = pd.DataFrame(
        {
            "customer": rows["customer"],
            "day": rows["day"],
            "order": order.where(order.notna(), ""),
            "product": product.where(product.notna(), ""),
            "cents": rows["cents"].fillna(0.0),
            "pieces": rows["pieces"].fillna(1.0),
        }
    )
    basket = ["customer", "day", "order"]
    lines["new"] = ~lines.duplicated(["customer", "product"])
    lines["item"] = ~lines.duplicated([*basket, "product"])
    grouped = lines.groupby(basket, sort=False)
    summed = grouped.agg({"cents": "sum", "item": "sum", "new": "sum", "pieces": "sum"})
    baskets = summed.reset_index().sort_values(["customer", "day"], kind="stable")
    return Baskets(
        baskets["customer"].to_numpy(np.int64),
        baskets["day"].to_numpy(np.float64),
        money=baskets["cents"].to_numpy(np.float64) / 100,
        lines=baskets["item"].to_numpy(np.float64),
        new=baskets["new"].to_numpy(np.float64),
        pieces=baskets["pieces"].to_numpy(np.float64),
    )
