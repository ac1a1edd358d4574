"""The written rules: each a threshold that a person can read, and the numbers that crossed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from engine.frames import Frame, pd
from engine.mining.anomalies.findings import Finding
from engine.mining.anomalies.robust import robust_z


@dataclass(frozen=True)
class Thresholds:
    """value_z: robust z of an order's value (on the log scale) among all orders. value_times_own: and so
    many times what the customer usually spends, or a first order. returns_p: chance of so many returns at
    the others' rate. returns_times: and so many times that rate. least_returns: and so many pieces of it.
    day_orders: orders of one customer within 24 hours, and day_share: more than this share of customers
    ever reach.
    """

    value_z: float = 4.0
    value_times_own: float = 3.0
    returns_p: float = 1e-4
    returns_times: float = 2.0
    least_returns: int = 3
    day_orders: int = 5
    day_share: float = 0.995


def dear_orders(orders: Frame, limits: Thresholds) -> Iterator[Finding]:
    """Orders whose value is far from what orders here are worth, and from what this customer spends."""
    cents = orders["cents"].to_numpy()
    z = robust_z(np.log1p(cents))
    usual = float(np.nanmedian(cents)) if len(cents) and not np.isnan(cents).all() else 0.0
    own = orders["to_own"].to_numpy()
    far = (z > limits.value_z) & (np.isnan(own) | (own >= limits.value_times_own))
    for place in np.flatnonzero(far):
        row = orders.iloc[place]
        values = {"cents": float(cents[place]), "usual_cents": usual, "times": float(cents[place] / usual)}
        code = "order_value_first" if np.isnan(own[place]) else "order_value"
        if code == "order_value":
            values["own_times"] = float(own[place])
        yield Finding(
            "order", f"order:{row['key']}", code, values, float(z[place] / limits.value_z),
            row["customer"], row["order"],
        )  # fmt: skip


def many_returns(history: Frame, limits: Thresholds) -> Iterator[Finding]:
    """Customers who return far more of what they buy than others: lines returned out of lines bought.

    The chance is binomial, at all others' rate, times the number of customers looked at (Bonferroni).
    """
    known = history[history["customer"].notna() & history["type"].isin(["purchase", "return"])]
    lines = known.groupby(["customer", "type"], observed=True).size().unstack(fill_value=0)
    if not {"purchase", "return"} <= set(lines.columns):
        return
    bought, returned = lines["purchase"].to_numpy(), lines["return"].to_numpy()
    returned = np.minimum(returned, bought)
    # Half a return is added, or a shop without any would call the first one impossible.
    rate = (returned.sum() - returned + 0.5) / (bought.sum() - bought + 1)
    library: Any = import_module("scipy.stats")
    chance = library.binom.sf(returned - 1, bought, rate) * len(lines)
    share = returned / np.maximum(bought, 1)
    far = (
        (chance < limits.returns_p)
        & (share >= limits.returns_times * rate)
        & (returned >= limits.least_returns)
    )
    for place in np.flatnonzero(far):
        customer = str(lines.index[place])
        values = {
            "returned": float(returned[place]),
            "bought": float(bought[place]),
            "share": float(share[place]),
            "usual_share": float(rate[place]),
        }
        severity = float(np.sqrt(np.log10(max(chance[place], 1e-30)) / np.log10(limits.returns_p)))
        yield Finding("customer", f"customer:{customer}", "return_rate", values, severity, customer)


def fast_orders(orders: Frame, limits: Thresholds) -> Iterator[Finding]:
    """Customers with more orders within 24 hours than nearly all customers ever have."""
    dated = orders[orders["at"].notna()].sort_values(["customer", "at"])
    if dated.empty:
        return
    ones = dated.assign(one=1.0).set_index("at").groupby("customer", sort=False)["one"]
    within = ones.rolling("24h").sum()
    busiest = within.groupby(level="customer").max()
    bound = max(float(busiest.quantile(limits.day_share)), limits.day_orders - 1.0)
    for customer, count in busiest[busiest > bound].items():
        until = within[customer].idxmax()
        values = {"orders": float(count), "usual": float(bound), "day": str(pd.Timestamp(until).date())}
        yield Finding(
            "customer", f"customer:{customer}", "velocity", values, float(count / bound), str(customer)
        )
