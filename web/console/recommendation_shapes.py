"""The report on recommendations as the page and its CSV want it: lines by group, shares of the weights."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from engine.profiles.segments.document import Segment
from engine.profiles.segments.stored import Division
from engine.recommend.fairness.groups import FEWEST
from engine.recommend.fairness.stored import SEGMENT, StoredReport
from engine.text.localized import localized

COLUMNS = ("part", "name", "figure", "value", "low", "high", "customers")


def report_json(stored: StoredReport, division: Division | None) -> dict[str, Any]:
    """division: the one in use, for its names; a segment that the report does not tell of has no figures.
    renewed: whether it was made after the report.
    """
    segments = division.document.segments if division else []
    report = stored.report
    compared = [one for one in report["groups"] if one["attribute"] == SEGMENT]
    return {
        "made_at": stored.made_at.isoformat(),
        "cut": datetime.fromisoformat(report["cut"]).isoformat() if report["cut"] else None,
        **{name: report[name] for name in ("customers", "items", "shown", "ndcg", "bands")},
        "segments": _segments(compared, segments),
        "apart": {one["figure"]: _apart(one) for one in compared},
        "attributes": _attributes(report["groups"]),
        "fewest": FEWEST,
        "renewed": division is not None and division.created_at > stored.made_at,
        "weights": _weights(report["weights"]),
        "learnt": not report["why_weights"],
    }


def _segments(compared: Sequence[dict[str, Any]], segments: Sequence[Segment]) -> list[dict[str, Any]]:
    names = {str(one.label): one.name for one in segments}
    told = {group["name"] for one in compared for group in one["groups"]}
    lines = [
        {"label": label, "name": names.get(label), "customers": None, "figures": {}}
        for label in sorted({*names, *told}, key=int)
    ]
    by_label = {line["label"]: line for line in lines}
    for one in compared:
        for group in one["groups"]:
            line = by_label[group["name"]]
            line["customers"] = group["customers"]
            line["figures"][one["figure"]] = {name: group[name] for name in ("mean", "low", "high")}
    return lines


def _attributes(groups: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """By attribute: its groups' figures, and how far they are apart."""
    found: dict[str, dict[str, Any]] = {}
    for one in groups:
        if (name := one["attribute"]) == SEGMENT:
            continue
        told = found.setdefault(
            name, {"attribute": name, "left_out": one["left_out"], "apart": {}, "lines": {}}
        )
        told["apart"][one["figure"]] = _apart(one)
        for group in one["groups"]:
            line = {"name": group["name"], "customers": group["customers"], "figures": {}}
            line = told["lines"].setdefault(group["name"], line)
            line["figures"][one["figure"]] = {part: group[part] for part in ("mean", "low", "high")}
    return [{**told, "lines": list(told["lines"].values())} for told in found.values()]


def _apart(compared: dict[str, Any]) -> dict[str, float | None]:
    """The largest difference; what chance would make is not known of a report of before."""
    return {
        "mean": compared["apart"],
        "low": compared["apart_low"],
        "high": compared["apart_high"],
        "q_value": compared.get("q_value"),
    }


def _weights(weights: dict[str, float]) -> list[dict[str, Any]]:
    """The heaviest first; share: of all weights together."""
    total = sum(weights.values()) or 1.0
    ordered = sorted(weights.items(), key=lambda one: -one[1])
    return [{"source": name, "share": weight / total} for name, weight in ordered]


def csv_lines(page: dict[str, Any], language: str) -> Iterator[tuple[Any, ...]]:
    """A line a figure, in the order of COLUMNS; empty where not known. page: as `report_json` gives it."""
    for figure in ("customers", "items", "shown", "ndcg"):
        yield ("all", "", figure, page[figure], None, None, None)
    for band in page["bands"]:
        for figure in ("items", "catalogue", "purchases", "exposure", "shown"):
            yield ("band", band["name"], figure, band[figure], None, None, None)
    for line in page["segments"]:
        name = localized(line["name"], language) or line["label"]
        for figure in page["apart"]:
            found = line["figures"].get(figure, {})
            bounds = (found.get(one) for one in ("mean", "low", "high"))
            yield ("segment", name, figure, *bounds, line["customers"])
    for told in page["attributes"]:
        for line in told["lines"]:
            for figure, found in line["figures"].items():
                bounds = (found[one] for one in ("mean", "low", "high"))
                yield (told["attribute"], line["name"], figure, *bounds, line["customers"])
    for one in page["weights"]:
        yield ("weight", one["source"], "share", one["share"], None, None, None)
