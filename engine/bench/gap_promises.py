"""What is promised of promises: that nine of ten orders meet the moment that nine of ten are said to meet.

The demo shop's own generator makes the orders, of more customers than the demo has; they are split by time.
Peers: the date that a mean gives, and the day that the shop itself names.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from engine.bench.figures import Figure, at_least, at_most, reported
from engine.bench.over_seeds import share_over_seeds
from engine.events.adapters.attune import GENERATOR, read_attune
from engine.events.source import Row
from engine.orders.past import RIPE, Passage
from engine.promises.record import Record
from engine.promises.stated import state
from engine.settings import ROOT, Settings

CUSTOMERS = 1000
SEEDS = (1, 2, 3, 4, 5)
TODAY = date(2026, 6, 1)
SPLIT = 0.6
"""Share of the time that is learnt from; promises are made of all orders after it."""
ASKED_WITHIN = timedelta(days=7)
LOW, HIGH = 0.88, 0.92


@dataclass(frozen=True)
class Kept:
    """Shares of the later orders. `placed`: promised when the order was placed; `asked`: at a random moment
    of a week, if it was under way still; `mean` and `shop`: the peers' dates. days: from placing to what is
    promised. without: share of the orders for which there was not enough evidence.
    """

    orders: int
    placed: float
    asked: float
    mean: float
    shop: float
    days: float
    without: float


def promise_figures(settings: Settings, full: bool, report: Callable[[str], None]) -> dict[str, Figure]:
    """All figures by name, each the mean of the seeds; low and high are its 95 % interval over seeds."""
    found: list[Kept] = []
    for seed in SEEDS if full else SEEDS[:3]:
        found.append(kept(made_up_orders(CUSTOMERS, seed, TODAY), seed))
        report(f"promises: seed {seed}, {found[-1].orders} later orders, kept {found[-1].placed:.1%}")
    return figures_of(found)


def figures_of(found: Sequence[Kept]) -> dict[str, Figure]:
    """Both sides of the bar; the peer is the naive mean date's share."""

    def of(name: str) -> list[float]:
        return [float(getattr(one, name)) for one in found]

    mean = round(float(np.mean(of("mean"))), 4)
    figures: dict[str, Figure] = {}
    for name in ("placed", "asked"):
        value, low, high = share_over_seeds(of(name))
        figures[f"promise_{name}_kept_at_least"] = at_least(value, LOW, mean)
        figures[f"promise_{name}_kept_at_most"] = at_most(value, HIGH, mean)
        figures[f"promise_{name}_kept_low"] = reported(low)
        figures[f"promise_{name}_kept_high"] = reported(high)
    figures["promise_shop_day_kept"] = reported(float(np.mean(of("shop"))))
    figures["promise_days"] = reported(float(np.mean(of("days"))))
    figures["promise_not_enough_evidence"] = reported(float(np.mean(of("without"))))
    figures["promise_orders"] = reported(float(sum(one.orders for one in found)))
    return figures


def kept(passages: Sequence[Passage], seed: int = 0) -> Kept:
    """Learn from the first part of the time, promise the orders of the rest, and see when they came.

    passages: all of them arrived. The record is what the app would read at the split: ripe orders only.
    """
    random = np.random.default_rng(seed)
    ordered = sorted(passages, key=lambda one: one.placed_at)
    first, last = ordered[0].placed_at, ordered[-1].placed_at
    split = first + (last - first) * SPLIT
    past = [one for one in ordered if one.placed_at <= split - RIPE]
    record = Record(past)
    lead = np.mean([(_arrived(one) - one.placed_at) / timedelta(days=1) for one in past])
    met: dict[str, list[bool]] = {"placed": [], "asked": [], "mean": [], "shop": []}
    days: list[float] = []
    later = [one for one in ordered if one.placed_at > split]
    for order in later:
        arrived = _arrived(order)
        promised = state(record, order, order.placed_at)
        # Drawn before it is known when the order comes: a share of its way would favour the quick ones.
        asked_at = order.placed_at + ASKED_WITHIN * float(random.uniform(0, 1))
        asked = state(record, order, asked_at) if asked_at < arrived else None
        met["mean"].append(arrived <= order.placed_at + timedelta(days=float(lead)))
        if order.promised_at:
            met["shop"].append(arrived <= order.promised_at)
        if asked:
            met["asked"].append(arrived <= asked.due_at)
        if promised:
            met["placed"].append(arrived <= promised.due_at)
            days.append((promised.due_at - order.placed_at) / timedelta(days=1))
    shares: dict[str, Any] = {name: float(np.mean(values)) for name, values in met.items()}
    return Kept(len(later), days=float(np.mean(days)), without=1 - len(days) / len(later), **shares)


def made_up_orders(customers: int, seed: int, today: date) -> list[Passage]:
    """The demo shop's orders as an import would store them, of so many customers; without the cancelled ones
    and those of the last weeks, which may be under way still."""
    rows = made_up_rows(customers, seed, today)
    category = {str(row["id"]): str(row["category_id"]) for row in rows["products"]}
    end = datetime(today.year, today.month, today.day, tzinfo=UTC) - RIPE
    return [
        _passage(row, category)
        for row in rows["orders"]
        if row["status"] != "cancelled" and row["placed_at"] < end and row["delivered_at"]
    ]


def made_up_rows(customers: int, seed: int, today: date) -> dict[str, list[Row]]:
    """products, orders and payment_methods of the demo shop's own generator."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "data"
        copytree(ROOT / "data", folder)
        plan = folder / GENERATOR
        text = re.sub(r"(?m)^customers: .*", f"customers: {customers}", plan.read_text())
        plan.write_text(re.sub(r"(?m)^seed: .*", f"seed: {seed}", text))
        source = read_attune(folder, today)
    return {
        table: [one.row for one in source.records[table]]
        for table in ("products", "orders", "payment_methods")
    }


def _passage(row: Row, category: Mapping[str, str]) -> Passage:
    return Passage(
        row["placed_at"], row["promised_at"], row["shipped_at"], row["delivered_at"],
        str(row["address"].get("country") or ""), category[row["lines"][0]["product_id"]],
    )  # fmt: skip


def _arrived(order: Passage) -> datetime:
    assert order.delivered_at is not None  # noqa: S101 - `kept` says so
    return order.delivered_at
