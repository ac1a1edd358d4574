"""What is promised of the information gap: every part's figures in one table."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from engine.bench.figures import Figure
from engine.settings import Settings

PEER = "peer (same run)"
PARTS: Mapping[str, str] = {
    "gap_score": "score_figures",
    "gap_questions": "question_figures",
    "gap_question_kinds": "kind_figures",
    "gap_promises": "promise_figures",
    "gap_refunds": "refund_figures",
    "gap_callbacks": "callback_figures",
    "knowledge_gap": "knowledge_figures",
}
"""Module of this folder, and its function of (settings, full, report)."""


def gap_figures(settings: Settings, full: bool, report: Callable[[str], None]) -> dict[str, Figure]:
    """All figures by name; `full` adds the long ones. Raises Unavailable where a data set is missing."""
    figures: dict[str, Figure] = {}
    for part, function in PARTS.items():
        module: Any = import_module(f"{__package__}.{part}")
        figures |= getattr(module, function)(settings, full, report)
    return figures
