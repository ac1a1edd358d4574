"""The examples that a model was trained from, kept beside its archive, so that two models' data can be told
apart.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

SUFFIX = ".data.json"
Examples = dict[str, list[str]]
"""Examples by intent."""


def examples_in(bot_dir: Path) -> Examples:
    """All intent examples below data/nlu, as they are written there (with their annotations)."""
    found: Examples = {}
    yaml: Any = YAML(typ="safe")
    for file in sorted((bot_dir / "data" / "nlu").rglob("*.yml")):
        content: dict[str, list[dict[str, Any]]] = yaml.load(file) or {}
        for item in content.get("nlu") or []:
            if "intent" in item:
                lines = str(item.get("examples") or "").splitlines()
                texts = [line[2:].strip() for line in lines if line.startswith("- ")]
                found.setdefault(item["intent"], []).extend(texts)
    return found


def keep_snapshot(archive: Path, examples: Examples) -> None:
    """Write the examples beside the archive."""
    draft = _place(archive).with_suffix(".draft")
    draft.write_text(json.dumps(examples, ensure_ascii=False), encoding="utf-8")
    draft.replace(_place(archive))


def kept_snapshot(archive: Path) -> Examples | None:
    """What `keep_snapshot` wrote; None for an archive of before."""
    place = _place(archive)
    return json.loads(place.read_text(encoding="utf-8")) if place.is_file() else None


def changes_between(before: Examples, now: Examples) -> dict[str, Any]:
    """{"added", "removed": counts, "intents": {intent: {"added", "removed"}}} of what differs."""
    intents: dict[str, dict[str, int]] = {}
    for intent in sorted({*before, *now}):
        old, new = Counter(before.get(intent, [])), Counter(now.get(intent, []))
        added, removed = (new - old).total(), (old - new).total()
        if added or removed:
            intents[intent] = {"added": added, "removed": removed}
    return {
        "added": sum(one["added"] for one in intents.values()),
        "removed": sum(one["removed"] for one in intents.values()),
        "intents": intents,
    }


def _place(archive: Path) -> Path:
    return archive.with_name(archive.name.removesuffix(".tar.gz") + SUFFIX)
