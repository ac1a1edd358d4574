"""The benchmark's result as a picture: one bar a source."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

OURS, THEIRS = "#0b6e6e", "#9aa5b1"
JOINED = ("cascade", "blend")
"""Rows of all sources together: as served, and as one list of any item."""


def draw(figures: Mapping[str, Mapping[str, float]], file: Path, title: str) -> None:
    """NDCG@10 of every source, the best on top, ours in colour; beside it of new items where asked for.

    file: its suffix says the format (.svg, .png).
    """
    library: Any = import_module("matplotlib.figure")  # here, as it loads slowly
    style: Any = import_module("matplotlib")
    kinds = [kind for kind in ("ndcg@10", "new_ndcg@10") if any(kind in one for one in figures.values())]
    figure = library.Figure(figsize=(5.5 * len(kinds), 0.35 * len(figures) + 1.2), layout="constrained")
    figure.suptitle(title)
    for place, kind in enumerate(kinds, start=1):
        known = sorted((one[kind], name) for name, one in figures.items() if kind in one)
        axes = figure.add_subplot(1, len(kinds), place)
        colours = [OURS if name in JOINED else THEIRS for _, name in known]
        bars = axes.barh([name for _, name in known], [value for value, _ in known], color=colours)
        axes.bar_label(bars, fmt="%.3f", padding=3)
        axes.set_title("new items only" if kind.startswith("new") else "any item held out")
        axes.set_xlabel("NDCG@10")
        axes.margins(x=0.15)
        axes.spines[["top", "right"]].set_visible(False)
    file.parent.mkdir(parents=True, exist_ok=True)
    with style.rc_context({"svg.hashsalt": "attune"}):
        figure.savefig(file, metadata={"Date": None} if file.suffix == ".svg" else None)
