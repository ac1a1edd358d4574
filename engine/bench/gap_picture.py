"""The simulation as a picture: false flags and power against the number of statements."""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from engine.bench.gap_simulation import RULES, SAYINGS, Outcome

COLOURS = ("#1f4e8c", "#7a9cc6", "#b26a00", "#9a9a9a")
PANELS = (
    ("false_customers", "Customers with a false flag, where nobody has a gap"),
    ("power_average", "Tripled topics that are flagged (p of 1/18 or more)"),
)


def draw(outcomes: Sequence[Outcome], path: Path) -> Path:
    """Write the picture (SVG or PNG by the path's ending); returns the path. Needs matplotlib."""
    figures: Any = import_module("matplotlib.figure")
    style: Any = import_module("matplotlib")
    figure = figures.Figure(figsize=(11, 8), layout="constrained")
    for row, known in enumerate((True, False)):
        for column, (measure, title) in enumerate(PANELS):
            axes = figure.add_subplot(2, 2, 2 * row + column + 1)
            for rule, colour in zip(RULES, COLOURS, strict=True):
                points = [one for one in outcomes if one.rule == rule and one.known is known]
                values = [getattr(one, measure) for one in points]
                axes.plot([one.statements for one in points], values, "o-", color=colour, label=rule)
            axes.axhline(0.05 if column == 0 else 0.8, color="#c0392b", linewidth=1, linestyle="--")
            axes.set_xscale("log")
            axes.set_xticks(SAYINGS, [str(n) for n in SAYINGS])
            axes.minorticks_off()
            axes.set_ylim(-0.03, 1.03)
            axes.set_title(f"{title}, p {'known' if known else 'estimated'}", fontsize=10)
            axes.set_xlabel("statements of a customer")
    figure.axes[0].legend(loc="center right", fontsize=9)
    path.parent.mkdir(parents=True, exist_ok=True)
    with style.rc_context({"svg.hashsalt": "attune"}):
        figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)
    return path
