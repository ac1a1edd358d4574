"""The report as pictures (PNG), each with a title that states the finding."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from matplotlib.figure import Figure

from engine.nlu.evaluation.classes import confusion_matrix

INK, SOFT, RED = "#27428f", "#9aa3b5", "#a8231b"
SMALL = (7.2, 4.6)


def write_pictures(
    report: dict[str, Any], actual: Sequence[str], predicted: Sequence[str], folder: Path
) -> list[Path]:
    """confusion.png, reliability.png, confidence.png and, with out-of-scope messages, scope.png."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = {
        "confusion": _confusion(report, actual, predicted),
        "reliability": _reliability(report),
        "confidence": _confidence(report),
        "scope": _scope(report),
    }
    written: list[Path] = []
    for name, figure in drawn.items():
        if figure is not None:
            written.append(folder / f"{name}.png")
            cast(Any, figure).savefig(written[-1], dpi=120)
    return written


def _confusion(report: dict[str, Any], actual: Sequence[str], predicted: Sequence[str]) -> Figure:
    names = sorted(set(actual) | set(predicted))
    matrix = confusion_matrix(actual, predicted, names)
    size = max(5.0, 0.24 * len(names))
    figure = Figure(figsize=(size + 1.5, size + 1.2), layout="constrained")
    axes: Any = figure.subplots()
    axes.imshow(matrix, cmap="Blues", vmin=0)
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    for row, column in zip(*matrix.nonzero(), strict=True):
        wrong = row != column
        axes.text(
            column, row, matrix[row, column], ha="center", va="center", fontsize=6,
            color=RED if wrong else "white", weight="bold" if wrong else "normal",
        )  # fmt: skip
    axes.set_xlabel("taken for")
    axes.set_ylabel("meant")
    worst = report["confused"][0] if report["confused"] else None
    finding = (
        f"{worst['actual']} is taken for {worst['predicted']} most often ({worst['count']})"
        if worst
        else "Nothing is confused"
    )
    axes.set_title(f"{finding}; {report['overall']['accuracy']:.1%} right", fontsize=11, loc="left")
    return figure


def _reliability(report: dict[str, Any]) -> Figure:
    bins = [one for one in report["calibration"]["bins"] if one["count"]]
    gap = sum(one["count"] * (one["confidence"] - one["accuracy"]) for one in bins)
    tendency = "too sure" if gap > 0 else "too modest"
    figure, axes = _axes(f"The model is {tendency} by {report['calibration']['ece']:.1%} on average (ECE)")
    axes.plot([0, 1], [0, 1], color=SOFT, linewidth=1, linestyle="--")
    axes.bar([one["low"] + 0.05 for one in bins], [one["accuracy"] for one in bins], width=0.09, color=INK)
    for one in bins:
        axes.text(one["low"] + 0.05, one["accuracy"] + 0.015, one["count"], ha="center", fontsize=7)
    axes.set(xlabel="confidence", ylabel="share that was right", xlim=(0, 1), ylim=(0, 1.08))
    return figure


def _confidence(report: dict[str, Any]) -> Figure:
    found = report["confidence"]
    centres = [(low + high) / 2 for low, high in zip(found["edges"], found["edges"][1:], strict=False)]
    width = 0.9 * (found["edges"][1] - found["edges"][0])
    sure = sum(wrong for wrong, low in zip(found["wrong"], found["edges"], strict=False) if low >= 0.9)  # noqa: PLR2004
    figure, axes = _axes(
        f"{sure:.0f} of {sum(found['wrong']):.0f} mistakes were made with confidence above 0.9"
    )
    axes.bar(centres, found["right"], width=width, color=INK, label="right")
    axes.bar(centres, found["wrong"], width=width, bottom=found["right"], color=RED, label="wrong")
    axes.set(xlabel="confidence of the top intent", ylabel="messages", xlim=(0, 1))
    axes.legend(frameon=False)
    return figure


def _scope(report: dict[str, Any]) -> Figure | None:
    scope = report["scope"]
    if scope is None:
        return None
    used, curve = scope["used"], scope["curve"]
    figure, axes = _axes(
        f"{used['oos_recall']:.0%} of {scope['out_of_scope']} strange messages noticed, "
        f"{used['in_scope_accuracy']:.1%} of the others understood"
    )
    axes.plot([p["oos_recall"] for p in curve], [p["in_scope_accuracy"] for p in curve], color=INK)
    axes.plot(used["oos_recall"], used["in_scope_accuracy"], "o", color=RED, label="as the model is set")
    axes.set(
        xlabel="out-of-scope messages noticed", ylabel="in-scope accuracy", xlim=(0, 1.02), ylim=(0, 1.02)
    )
    axes.legend(frameon=False, loc="lower left")
    return figure


def _axes(title: str) -> tuple[Figure, Any]:
    figure = Figure(figsize=SMALL, layout="constrained")
    axes: Any = figure.subplots()
    axes.set_title(title, fontsize=11, loc="left")
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes
