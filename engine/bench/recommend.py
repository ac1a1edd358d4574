"""What is promised of recommendations, on data that others can get, peers in the same run."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import numpy as np

from engine.bench import calibration_picture
from engine.bench.calibration import calibration_figures, calibration_trial
from engine.bench.cold.customers import cold_customer_figures
from engine.bench.cold.items import cold_item_figures
from engine.bench.cold.retail_shop import cold_shop
from engine.bench.figures import Figure, at_least, at_most, reported
from engine.bench.film_shaped import film_shaped
from engine.bench.online_retail import online_retail_history
from engine.bench.recommend_scale import recommend_scale_figures
from engine.bench.recommend_serving import serving_figures
from engine.errors import Unavailable
from engine.frames import Frame, pd
from engine.recommend.evaluation.benchmark import BLEND, OURS, benchmark
from engine.recommend.evaluation.metrics import paired_bootstrap
from engine.recommend.evaluation.picture import draw
from engine.recommend.evaluation.result import Result
from engine.recommend.evaluation.table import checked_table
from engine.recommend.weights import RETURNED
from engine.settings import Settings

PEER = "peer"
ONLINE_RETAIL = "uci_online_retail/online_retail.parquet"
CUT, TUNING_CUT = datetime(2011, 10, 1), datetime(2011, 9, 1)
BUY_AGAIN, DISCOVER = 0.264, 0.084
"""Floors measured before: personal frequency of any item, EASE of new items."""
FIT_SECONDS = 3.0
HIDDEN = 1_000
"""Customers without a history that choices are made on, and as many that figures are of."""


def recommend_figures(
    settings: Settings, full: bool, report: Callable[[str], None], pictures: Path | None = None
) -> dict[str, Figure]:
    """All figures by name; `full` adds what calibrated lists cost, single requests at scale, and everybody's
    lists on Spark. Raises Unavailable where the data set, or what Spark needs, is missing.

    pictures: the folder that both tables are drawn in, and with `full` calibration, as SVG.
    """
    file = settings.data_dir / ONLINE_RETAIL
    if not file.is_file():
        raise Unavailable(f"{file} not found; set ATTUNE_DATA to where the data sets lie.")
    report("the next basket of Online Retail")
    history = online_retail_history(file)
    table = online_retail_table(history)
    retail = benchmark(
        table,
        "next-basket",
        cut=CUT,
        tuning_cut=TUNING_CUT,
        report=report,
    )
    report("a generated table of MovieLens's shape")
    films = benchmark(checked_table(film_shaped()), "split75", report=report)
    if pictures is not None:
        draw(retail.figures, pictures / "recommend-online-retail.svg", "Online Retail: the next basket")
        draw(films.figures, pictures / "recommend-film-shaped.svg", "943 people x 1,682 films, generated")
    shop = cold_shop(history, table, hidden=HIDDEN)
    figures = retail_figures(retail) | film_figures(films)
    figures |= cold_customer_figures(shop, report) | cold_item_figures(table, shop.chooser.items, report)
    if not full:
        return figures
    trial = calibration_trial(table, retail.mix, cut=CUT, tuning_cut=TUNING_CUT, report=report)
    if pictures is not None:
        calibration_picture.draw(trial, pictures / "recommend-calibration.svg")
    figures |= calibration_figures(trial)
    return figures | serving_figures(settings, report) | recommend_scale_figures(settings, report)


def online_retail_table(history: Frame) -> Frame:
    """The history's lines with a customer as the benchmark takes them; returns count against."""
    known = history[history["customer"].notna()]
    bought = known["type"].eq("purchase").to_numpy()
    frame = pd.DataFrame(
        {
            "customer": known["customer"].astype(str),
            "item": known["product"].astype(str),
            "at": known["at"].dt.tz_localize("UTC"),
            "weight": np.where(bought, 1.0, RETURNED),
            "bought": bought,
        }
    )
    return frame.sort_values("at", kind="stable", ignore_index=True)


def retail_figures(found: Result) -> dict[str, Figure]:
    """Buy-again, discovery against EASE with the paired interval, the blend; every source's figures."""
    told = found.figures
    better = paired_bootstrap(found.new_items[OURS], found.new_items["ease"])
    figures = {
        "retail_customers": reported(len(found.any_item[OURS])),
        "retail_buy_again_ndcg": at_least(told["buy_again"]["ndcg@10"], BUY_AGAIN, BUY_AGAIN),
        "retail_discover_new_ndcg": at_least(
            told[OURS]["new_ndcg@10"], DISCOVER, told["ease"]["new_ndcg@10"]
        ),
        "retail_discover_less_ease": reported(better.mean),
        "retail_discover_less_ease_low": at_least(better.low, 0.0),
        "retail_discover_less_ease_high": reported(better.high),
        "retail_blend_ndcg": reported(told[BLEND]["ndcg@10"], told["buy_again"]["ndcg@10"]),
        "retail_served_mixture_ndcg": reported(told[OURS]["ndcg@10"], told[BLEND]["ndcg@10"]),
    }
    return figures | _all("retail", found)


def film_figures(found: Result) -> dict[str, Figure]:
    """Ours against the better of EASE and ALS (own and the library's), and how long it takes to fit."""
    told = found.figures
    peer = max(told[name]["ndcg@10"] for name in ("ease", "als", "implicit_als"))
    figures = {
        "film_shaped_ndcg": at_least(told[OURS]["ndcg@10"], peer, peer),
        "film_shaped_fit_seconds": at_most(
            told[OURS]["fit_seconds"], FIT_SECONDS, told["ease"]["fit_seconds"]
        ),
    }
    return figures | _all("film_shaped", found)


def _all(prefix: str, found: Result) -> dict[str, Figure]:
    return {
        f"{prefix}_{name}_{kind.replace('@', '_')}": reported(figures[kind])
        for name, figures in found.figures.items()
        for kind in ("ndcg@10", "new_ndcg@10")
        if kind in figures and name != OURS
    }
