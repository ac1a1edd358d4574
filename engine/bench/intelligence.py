"""What is promised of customer intelligence: every part's figures in one table."""

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from engine.bench.figures import Figure, exactly
from engine.settings import Settings

PEER = "peer (same run, or as published)"
PARTS: Mapping[str, str] = {
    "mining": "mining_figures",
    "behaviour": "behaviour_figures",
    "expectations": "expectations_figures",
    "intelligence_end": "end_figures",
    "intelligence_scale": "scale_figures",
}
"""Module of this folder, and its function of (settings, full, report)."""
LONG = frozenset({"intelligence_scale"})


def intelligence_figures(settings: Settings, full: bool, report: Callable[[str], None]) -> dict[str, Figure]:
    """All figures by name; `full` adds the long ones. A part that is not built yet is a row that fails.

    Raises Unavailable where a data set is missing.
    """
    figures: dict[str, Figure] = {}
    for part, function in PARTS.items():
        if part in LONG and not full:
            continue
        if find_spec(f"{__package__}.{part}") is None:
            report(f"{part}: not built yet")
            figures[f"{part}_built"] = exactly(0, 1)
            continue
        module: Any = import_module(f"{__package__}.{part}")
        figures |= getattr(module, function)(settings, full, report)
    return figures
