"""A model's card: what it is for, what it learnt from, how good it is, where it must not be used."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Card:
    """purpose, method, data, limits: sentences. data_from, data_until: the window it learnt from. metrics:
    numbers by name. tables: longer figures by title, each {row: {column: number or word}}.
    """

    kind: str
    purpose: str
    method: str
    data: str
    limits: str
    data_from: datetime | None = None
    data_until: datetime | None = None
    metrics: Mapping[str, float] = field(default_factory=dict[str, float])
    tables: Mapping[str, Mapping[str, Mapping[str, float | str]]] = field(default_factory=dict[str, Any])

    def as_dict(self) -> dict[str, Any]:
        """As JSON."""
        values = asdict(self)
        for name in ("data_from", "data_until"):
            values[name] = values[name].isoformat() if values[name] else None
        return values


def markdown(card: Mapping[str, Any], model_id: str, reason: str) -> str:
    """A card (`Card.as_dict`) for people. `reason`: why the version was taken or not."""
    window = f"{_day(card['data_from'])} to {_day(card['data_until'])}"
    lines = [f"# {model_id}", "", card["purpose"], ""]
    for title, text in (
        ("Method", card["method"]),
        ("Data", f"{card['data']} Window: {window}."),
        ("Limits", card["limits"]),
        ("Taken?", reason),
    ):
        lines += [f"## {title}", "", text, ""]
    lines += [
        "## Figures",
        "",
        *_table("figure", {name: {"value": v} for name, v in card["metrics"].items()}),
        "",
    ]
    for title, rows in card["tables"].items():
        lines += [f"## {title}", "", *_table("", rows), ""]
    return "\n".join(lines)


def write_card(path: Path, card: Mapping[str, Any], model_id: str, reason: str) -> None:
    """`path` with .json and with .md."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(".json").write_text(json.dumps(card, ensure_ascii=False, indent=1))
    path.with_suffix(".md").write_text(markdown(card, model_id, reason))


def _day(moment: str | None) -> str:
    return moment[:10] if moment else "not known"


def _table(corner: str, rows: Mapping[str, Mapping[str, Any]]) -> list[str]:
    if not rows:
        return ["None."]
    columns = list(next(iter(rows.values())))
    lines = [f"| {corner} | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for name, cells in rows.items():
        lines.append(f"| {name} | {' | '.join(_cell(cells.get(column)) for column in columns)} |")
    return lines


def _cell(value: Any) -> str:
    return f"{value:.4g}" if isinstance(value, float) else "-" if value is None else str(value)
