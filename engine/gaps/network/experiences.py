"""Orders as rows of the network: how each state of each node is told from what is stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from engine.frames import Frame, Series, pd
from engine.gaps.latent.fields import IntArray
from engine.gaps.network.structure import Structure

NEW, RETURNING = 1, 4
"""Orders before this one: below NEW the customer is new, below RETURNING returning, else regular."""
VERY_LATE_DAYS = 2.0
LEAVES_DAYS = 90.0
"""A customer who orders nothing for so long after an order has left."""
AFTERWARDS_DAYS = 60.0
"""Contacts, ratings and returns within this time belong to the order before them."""
CONTENT_STARS = 4.0
"""Mean stars of an order from which its customer is satisfied."""
WHERE_IS_IT = frozenset({"track_order", "delivery_problem"})
COMPLAINTS = frozenset({"complaint", "damaged_item", "wrong_or_missing_item", "payment_problem"})
KEYS = ["customer", "order", "placed"]


@dataclass(frozen=True)
class Cuts:
    """Where the shop's own orders part: cents of a small and of a large one (terciles), and the median of
    promised days; None where no order tells.
    """

    small: float | None
    large: float | None
    quick_days: float | None


@dataclass(frozen=True)
class Experiences:
    """rows: one a known customer's order, sorted by customer and moment: customer, order, placed, and a
    column for each node with the state's name, None where not known.
    """

    rows: Frame
    cuts: Cuts


def experiences(
    history: Frame, deliveries: Frame, contacts: Frame, until: datetime, *, cuts: Cuts | None = None
) -> Experiences:
    """The course of every order that was placed before `until`, as far as it was known then.

    history: as `read_history`; deliveries: order, promised, delivered; contacts: customer, at, intent;
    moments in UTC without a zone. cuts: those of another time, to tell new orders by.
    tenure: orders before. basket: tercile of the money. promise: quick up to the shop's median. delivery:
    against the promise; an overdue one counts from now. asked: wrote to ask where it is. returned, complaint:
    within 60 days. satisfied: mean stars of at least 4. leaves: nothing ordered for 90 days after; not known
    of orders younger than that, whether or not the customer was back already, since those who are late
    would be missing. asked and complaint are not known of orders older than the chat.
    """
    moment: Any = pd.Timestamp(until.replace(tzinfo=None))
    seen = history[history["at"].isna() | (history["at"] < moment)]
    orders = _orders(seen).merge(deliveries.astype({"order": object}), on="order", how="left")
    cuts = cuts or _cuts(orders)
    rows = orders[KEYS].copy()
    rows["tenure"] = _tenure(orders)
    rows["basket"] = _parted(orders["cents"], cuts.small, cuts.large, ("small", "middle", "large"))
    rows["promise"] = _parted(_promised_days(orders), cuts.quick_days, np.inf, ("quick", "slow", "slow"))
    rows["delivery"] = _delivery(orders, moment)
    followed = _followed(orders, contacts)
    lines = _placed_lines(seen, orders)
    rows["asked"] = _yes(_counts(orders, contacts[contacts["intent"].isin(WHERE_IS_IT)]), followed)
    rows["complaint"] = _yes(_counts(orders, contacts[contacts["intent"].isin(COMPLAINTS)]), followed)
    rows["returned"] = _yes(_belonging(seen, lines, "return").groupby("row").size(), orders["placed"].notna())
    stars = _belonging(seen, lines, "rating").groupby("row")["pieces"].mean().reindex(orders.index)
    rows["satisfied"] = _yes(stars >= CONTENT_STARS, stars.notna())
    rows["leaves"] = _leaves(orders, moment)
    return Experiences(rows, cuts)


def codes_of(rows: Frame, structure: Structure) -> IntArray:
    """(n, nodes): the states' numbers, -1 where not known."""
    columns = [pd.Categorical(rows[n.name], categories=list(n.states)).codes for n in structure.nodes]
    return np.stack(columns, axis=1).astype(np.int64)


def _orders(history: Frame) -> Frame:
    """Customer, order, placed, cents of each order; a purchase without one is an order of its moment."""
    bought = history[history["type"].eq("purchase") & history["customer"].notna()]
    order = bought["order"].astype(object)
    table = pd.DataFrame(
        {
            "customer": bought["customer"].astype(object),
            "order": order.where(order.notna(), "at " + bought["at"].astype(str)),
            "placed": bought["at"],
            "cents": bought["cents"],
        }
    )
    groups = table.groupby(["customer", "order"], sort=False)
    orders = groups.agg(placed=("placed", "min")).assign(cents=groups["cents"].sum(min_count=1)).reset_index()
    orders = orders.astype({"customer": object, "order": object})
    return orders.sort_values(["customer", "placed", "order"], ignore_index=True)


def _cuts(orders: Frame) -> Cuts:
    cents, days = orders["cents"].dropna(), _promised_days(orders).dropna()
    small, large = np.quantile(cents, [1 / 3, 2 / 3]).tolist() if len(cents) else (None, None)
    return Cuts(small, large, float(days.median()) if len(days) else None)


def _tenure(orders: Frame) -> Any:
    before = orders.groupby("customer").cumcount().to_numpy()
    names = np.select([before < NEW, before < RETURNING], ["new", "returning"], "regular")
    return _known(names, orders["placed"].notna())


def _parted(values: Series, low: float | None, high: float | None, names: tuple[str, str, str]) -> Any:
    """The names of three ranges, bounds belonging to the lower one."""
    if low is None or high is None:
        return None
    return _known(np.select([values <= low, values <= high], list(names[:2]), names[2]), values.notna())


def _promised_days(orders: Frame) -> Series:
    return (orders["promised"] - orders["placed"]).dt.total_seconds() / 86_400


def delivery_state(days_late: float) -> str:
    """The state of `delivery` for an order that came so many days after its promise; negative: before."""
    if days_late <= 0:
        return "on_time"
    return "late" if days_late <= VERY_LATE_DAYS else "very_late"


def _delivery(orders: Frame, moment: Any) -> Any:
    there = orders["delivered"].notna()
    late = (orders["delivered"].where(there, moment) - orders["promised"]).dt.total_seconds() / 86_400
    names = np.select([late <= 0, late <= VERY_LATE_DAYS], ["on_time", "late"], "very_late")
    return _known(names, orders["promised"].notna() & (there | (late > 0)))


def _leaves(orders: Frame, moment: Any) -> Any:
    following = orders.groupby("customer")["placed"].shift(-1)
    window = pd.Timedelta(days=LEAVES_DAYS)
    gone = ~((following - orders["placed"]) <= window)
    return _yes(gone, orders["placed"].notna() & (orders["placed"] + window <= moment))


def _followed(orders: Frame, contacts: Frame) -> Series:
    """Whether the chat was there when the order was placed: before, silence says nothing."""
    return orders["placed"] >= contacts["at"].min()


def _counts(orders: Frame, contacts: Frame) -> Series:
    """Contacts by row of the customer's latest order before them."""
    placed = orders[orders["placed"].notna()].reset_index(names="row").sort_values("placed")
    found = pd.merge_asof(
        contacts.sort_values("at")[["at", "customer"]].astype({"customer": object}),
        placed[["placed", "customer", "row"]],
        left_on="at",
        right_on="placed",
        by="customer",
        tolerance=pd.Timedelta(days=AFTERWARDS_DAYS),
    )
    return found.dropna(subset="row").groupby("row").size()


def _placed_lines(history: Frame, orders: Frame) -> Frame:
    """Purchased products with the row of their order, by moment."""
    bought = history[history["type"].eq("purchase") & history["customer"].notna()]
    order = bought["order"].astype(object)
    lines = pd.DataFrame(
        {
            "customer": bought["customer"].astype(object),
            "order": order.where(order.notna(), "at " + bought["at"].astype(str)),
            "product": bought["product"].astype(object),
            "at": bought["at"],
        }
    )
    return lines.merge(
        orders.reset_index(names="row")[["customer", "order", "row"]], on=["customer", "order"]
    )


def _belonging(history: Frame, lines: Frame, kind: str) -> Frame:
    """Events of a kind with the row of their order: the one they name, else the customer's latest of the
    product before them.
    """
    events = history[history["type"].eq(kind) & history["customer"].notna()]
    events = events[["customer", "order", "product", "at", "pieces"]].astype(
        {"customer": object, "order": object, "product": object}
    )
    rows = lines.drop_duplicates(["customer", "order"])[["customer", "order", "row"]]
    named = events.merge(rows, on=["customer", "order"], how="left")
    direct = named[named["row"].notna()]
    rest = named[named["row"].isna() & named["at"].notna() & named["product"].notna()].drop(columns="row")
    dated = lines[lines["at"].notna() & lines["product"].notna()]
    traced = pd.merge_asof(
        rest.sort_values("at"),
        dated.sort_values("at")[["at", "customer", "product", "row"]],
        on="at",
        by=["customer", "product"],
        tolerance=pd.Timedelta(days=AFTERWARDS_DAYS),
    )
    return pd.concat([direct, traced])[["row", "pieces"]].dropna(subset="row")


def _yes(value: Series, known: Series) -> Any:
    """yes and no by row, None where not known; `value`: truth or a count, by row, missing is no."""
    truth = value.reindex(known.index).fillna(0).astype(bool)
    return _known(truth.map({True: "yes", False: "no"}), known)


def _known(names: Any, known: Series) -> Series:
    """These names, None where not known."""
    return pd.Series(names, index=known.index, dtype=object).where(known, None)
