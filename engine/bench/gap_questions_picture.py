"""The trial of questions as a picture: quality of the list against the number of answers."""

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from engine.bench.gap_questions import USED, Curves
from engine.bench.gap_questions_run import BITS, ENTROPY, RANDOM

STYLE = {USED: "#1f4e8c", BITS: "#7a9cc6", ENTROPY: "#b26a00", RANDOM: "#9a9a9a"}


def draw(curves: Curves, path: Path) -> Path:
    """Write the picture (SVG or PNG by the path's ending); returns the path. Needs matplotlib.

    The band is the 95 % interval of the mean over customers, of the policy in use.
    """
    figures: Any = import_module("matplotlib.figure")
    style: Any = import_module("matplotlib")
    with style.rc_context({"svg.hashsalt": "attune"}):
        figure = figures.Figure(figsize=(4 * len(curves), 4), layout="constrained")
        axes = figure.subplots(1, len(curves), sharey=True, squeeze=False)[0]
        for place, (scenario, by) in zip(axes, curves.items(), strict=True):
            for name, colour in STYLE.items():
                mean = by[name].mean(axis=0)
                place.plot(np.arange(len(mean)), mean, "o-", color=colour, label=name, markersize=4)
            spread = 1.96 * by[USED].std(axis=0) / np.sqrt(len(by[USED]))
            mean = by[USED].mean(axis=0)
            place.fill_between(
                np.arange(len(mean)), mean - spread, mean + spread, color=STYLE[USED], alpha=0.12
            )
            place.axhline(mean[0], color="#c0392b", linewidth=1, linestyle="--", label="asking nothing")
            place.set_title(f"noise {scenario.noise:.0%}, don't know {scenario.unknown:.0%}", fontsize=10)
            place.set_xlabel("answers")
        axes[0].set_ylabel("NDCG@10 of what was bought afterwards")
        axes[0].legend(loc="upper left", fontsize=8)
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)
    return path
