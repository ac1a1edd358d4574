"""What is promised of refunds: that nine of ten are there when nine of ten are said to be there.

The demo shop's own generator makes the returns, the cancellations and when their money is there, of more
customers than the demo has: nothing of it is a real shop's. They are split by time.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

from engine.bench.figures import Figure
from engine.bench.gap_promises import TODAY, made_up_rows
from engine.bench.kept_waits import KeptWaits, figures_of, kept_waits
from engine.orders.policy import rulebook
from engine.orders.refunded import RIPE, Refund
from engine.promises.kinds.refund import LEVELS, wait_of
from engine.promises.waits import Wait, Waits
from engine.settings import Settings

CUSTOMERS = 3000
SEEDS = (1, 2, 3, 4, 5)
ASKED_WITHIN = timedelta(days=7)


def refund_figures(settings: Settings, full: bool, report: Callable[[str], None]) -> dict[str, Figure]:
    """All figures by name, over the seeds."""
    found: list[KeptWaits] = []
    for seed in SEEDS if full else SEEDS[:3]:
        found.append(kept_refunds(made_up_refunds(CUSTOMERS, seed, TODAY), seed))
        report(f"refunds: seed {seed}, {found[-1].waits} later refunds, kept {found[-1].began:.1%}")
    return figures_of("refund", found)


def kept_refunds(refunds: Sequence[Refund], seed: int = 0) -> KeptWaits:
    def record(past: Sequence[Wait]) -> Waits:
        return Waits(past, LEVELS)

    waits = [wait_of(one) for one in refunds]
    return kept_waits(waits, record, ripe=RIPE, asked_within=ASKED_WITHIN, seed=seed)


def made_up_refunds(customers: int, seed: int, today: date) -> list[Refund]:
    """As an import would store them; without those of the last weeks, which may be on their way still."""
    rows = made_up_rows(customers, seed, today)
    method = {str(row["id"]): str(row["kind"]) for row in rows["payment_methods"]}
    end = datetime(today.year, today.month, today.day, tzinfo=UTC) - RIPE
    return [
        Refund(
            order["id"],
            "cancel" if order["status"] == "cancelled" else "return",
            method[row["method_id"]],
            row["created_at"],
            row["settled_at"],
        )
        for order in rows["orders"]
        for row in order["payments"]
        if row["settled_at"] is not None
        and row["created_at"] < end
        and method[row["method_id"]] not in rulebook("standard").instant
    ]
