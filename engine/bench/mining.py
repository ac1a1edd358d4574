"""What is promised of mining: rules as arules finds them, forecasts that beat the seasonal naive one."""

import time
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from engine.bench.figures import Figure, at_least, at_most, exactly, reported
from engine.bench.online_retail import online_retail_history
from engine.errors import Unavailable
from engine.frames import pd
from engine.mining.forecast.forecast import forecast
from engine.mining.forecast.series import sales_series
from engine.mining.rules.baskets import Baskets, baskets_of, purchase_baskets
from engine.mining.rules.itemsets import Itemsets, frequent_itemsets
from engine.mining.rules.rules import RuleBounds, rules_of
from engine.settings import Settings

GROCERIES = "groceries/groceries.csv"
ONLINE_RETAIL = "uci_online_retail/online_retail.parquet"
ARULES = {0.5: 5668, 0.8: 410}
"""Single-consequent rules that R's arules finds in groceries at support .001, by confidence."""
WHOLE_UNTIL = datetime(2011, 12, 9, 12, 50)
"""The last line of Online Retail: the week that it lies in is not whole."""
ROUNDS = 5


def mining_figures(settings: Settings, full: bool, report: Callable[[str], None]) -> dict[str, Figure]:
    """All figures by name. Raises Unavailable where a data set is missing."""
    groceries, retail = settings.data_dir / GROCERIES, settings.data_dir / ONLINE_RETAIL
    if missing := [str(file) for file in (groceries, retail) if not file.is_file()]:
        raise Unavailable(f"{', '.join(missing)} not found; set ATTUNE_DATA to where the data sets lie.")
    report("association rules: groceries")
    figures = rules_figures(groceries)
    report("association rules and forecasts: Online Retail")
    history = online_retail_history(retail)
    started = time.process_time()
    baskets = purchase_baskets(history[history["customer"].notna()])
    rules = rules_of(frequent_itemsets(baskets, 0.005), RuleBounds(0.2, max_q=0.05, tolerance=0.0))
    figures["online_retail_rules"] = reported(len(rules))
    figures["online_retail_capped_baskets"] = reported(baskets.capped)
    figures["online_retail_rules_cpu_seconds"] = reported(time.process_time() - started)
    return figures | forecast_figures(history)


def rules_figures(file: Path) -> dict[str, Figure]:
    """Counts of rules, and FP-growth's CPU time beside mlxtend's own: the best of alternating rounds."""
    lines = file.read_text(encoding="utf-8").splitlines()
    baskets = baskets_of(line.split(",") for line in lines)
    itemsets, ours, peers = _timed(baskets)
    figures = {
        f"groceries_rules_at_confidence_{confidence}": exactly(
            len(rules_of(itemsets, RuleBounds(confidence))), known, known
        )
        for confidence, known in ARULES.items()
    }
    kept = rules_of(itemsets, RuleBounds(0.5, max_q=0.05, tolerance=0.0))
    figures["groceries_rules_significant_and_not_redundant"] = reported(len(kept))
    figures["fp_growth_to_mlxtend"] = at_most(ours / peers, 1.2, 1.0)
    figures["fp_growth_cpu_seconds"] = reported(ours, round(peers, 4))
    return figures


def _timed(baskets: Baskets) -> tuple[Itemsets, float, float]:
    peer: Any = import_module("mlxtend.frequent_patterns")  # it has no types
    frame = pd.DataFrame(baskets.matrix.toarray(), columns=baskets.items)
    ours: list[float] = []
    peers: list[float] = []
    itemsets = frequent_itemsets(baskets, 0.001)
    for _ in range(ROUNDS):
        started = time.process_time()
        itemsets = frequent_itemsets(baskets, 0.001)
        between = time.process_time()
        peer.fpgrowth(frame, min_support=0.001, use_colnames=True)
        ours.append(between - started)
        peers.append(time.process_time() - between)
    return itemsets, min(ours), min(peers)


def forecast_figures(history: Any) -> dict[str, Figure]:
    """Weekly revenue one to four weeks ahead, chosen at each origin by what was known then.

    MASE is scaled by the seasonal naive forecast's mean absolute error within each origin's past. A year's
    season cannot be learnt from 52 whole weeks; the season is the week of days, so that the seasonal naive
    week is the last one. `relative` divides by its errors on the very weeks that were forecast.
    """
    revenue, orders = sales_series(history, WHOLE_UNTIL)
    told, counted = forecast(revenue), forecast(orders)
    peer = round(told.measured.mase / told.measured.relative, 4)
    return {
        "weekly_revenue_mase": at_most(told.measured.mase, 1.0, peer),
        "weekly_revenue_mase_next_week": reported(told.measured.mase_next),
        "weekly_revenue_error_to_seasonal_naive": at_most(told.measured.relative, 1.0, 1.0),
        "weekly_revenue_origins": reported(told.measured.origins),
        "weekly_revenue_interval_80_held": at_least(told.coverage[0.8] or 0.0, 0.7),
        "weekly_revenue_interval_95_held": at_least(told.coverage[0.95] or 0.0, 0.85),
        "weekly_orders_mase": reported(counted.measured.mase),
        "weekly_orders_mase_next_week": reported(counted.measured.mase_next),
        "weekly_orders_error_to_seasonal_naive": reported(counted.measured.relative),
    }
