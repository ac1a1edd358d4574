"""The price of calibrated lists as a picture: quality lost against lists nearer to the past, by lambda."""

from importlib import import_module
from pathlib import Path
from typing import Any, Final

from engine.bench.calibration import KINDS, Trial, lost

COLOURS: Final = {"any": "#1f4e8c", "new": "#b26a00"}
NAMES: Final = {"any": "lists as served, any item", "new": "lists of new items"}


def draw(trial: Trial, path: Path) -> Path:
    """Write the picture (SVG or PNG by the path's ending), of the test window; returns the path.

    Left NDCG@10 less that without calibration, paired, with its 95 % interval; right how far the lists'
    categories are from the past's.
    """
    figures: Any = import_module("matplotlib.figure")  # here, as it loads slowly
    style: Any = import_module("matplotlib")
    with style.rc_context({"svg.hashsalt": "attune"}):
        figure = figures.Figure(figsize=(10, 4), layout="constrained")
        quality, apart = figure.subplots(1, 2)
        plain = trial.test[0]
        for kind in KINDS:
            look = {"color": COLOURS[kind], "label": NAMES[kind]}
            found = [lost(point, plain, kind) for point in trial.test]
            at = [point.balance for point in trial.test]
            means = [one.mean for one in found]
            quality.plot(at, means, "o-", markersize=4, **look)
            bounds = [one.low for one in found], [one.high for one in found]
            quality.fill_between(at, *bounds, color=COLOURS[kind], alpha=0.12)
            apart.plot(at, [point.apart[kind].mean() for point in trial.test], "o-", markersize=4, **look)
        quality.axhline(0.0, color="#9aa5b1", linewidth=1)
        quality.set_title("NDCG@10 against lists without calibration", fontsize=10)
        apart.set_title("KL of the past's categories from the list's, nats", fontsize=10)
        apart.set_ylim(bottom=0.0)
        for axes in (quality, apart):
            axes.axvline(trial.chosen, color="#c0392b", linewidth=1, linestyle="--")
            axes.set_xlabel("λ (dashed: chosen on the window before)")
        quality.legend(loc="lower left", fontsize=9)
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)
    return path
