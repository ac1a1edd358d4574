"""The last report on disk, for the console: computing it takes a minute where there are many customers."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.profiles.stored import labels
from engine.recommend.beside_reading import read_beside
from engine.recommend.catalogue import read_items
from engine.recommend.fairness.attributes import customer_groups
from engine.recommend.fairness.report import Attributes, Fairness, fairness_of
from engine.recommend.mix_stored import stored
from engine.recommend.reading import read_touches

FILE = "recommend_fairness.json"
"""Below `Settings.learnt_dir`."""


@dataclass(frozen=True)
class StoredReport:
    """made_at: when; report: as `Fairness.as_dict` gives it, moments as text."""

    made_at: datetime
    report: dict[str, Any]


SEGMENT = "segment"


def make(session: Session, learnt: Path, by: Sequence[str] | None = None) -> Fairness:
    """The report of this shop with the mix in use, by segment of the last rebuild and by customers'
    attributes. by: these attributes; None: all that make groups (`attributes.py`). Raises Invalid where the
    log is too short for one, or an attribute makes no groups.
    """
    items = read_items(session)
    segments: Attributes = {SEGMENT: {name: str(label) for name, label in labels(session).items()}}
    groups = {**customer_groups(session, by), **segments}
    beside, mix = read_beside(session, items), stored(learnt).mix
    return fairness_of(read_touches(session), items, beside, mix, groups)


def store_report(learnt: Path, report: Fairness, now: datetime) -> None:
    """Write it down in the place of the one before; whole or not at all."""
    learnt.mkdir(parents=True, exist_ok=True)
    draft = learnt / f"{FILE}.draft"
    draft.write_text(json.dumps({"made_at": now, "report": report.as_dict()}, default=str))
    draft.replace(learnt / FILE)


def stored_report(learnt: Path) -> StoredReport:
    """The last one. Raises NotFound where none was made, or it cannot be read."""
    try:
        found = json.loads((learnt / FILE).read_text())
        return StoredReport(datetime.fromisoformat(found["made_at"]), found["report"])
    except (OSError, ValueError, KeyError) as problem:
        raise NotFound(
            "There is no report on recommendations yet; `attune recommend fairness` makes it."
        ) from problem
