"""Trained archives on disk, each with a card beside it: another database takes one up untrained."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.nlu.inputs import file_sha256

SUFFIX = ".tar.gz"


@dataclass(frozen=True)
class ArchiveCard:
    """What is known of an archive: its SHA-256, the hash of what it was trained from, its figures."""

    file: str
    sha256: str
    inputs_hash: str
    metrics: dict[str, Any]

    @property
    def model_id(self) -> str:
        return self.file.removesuffix(SUFFIX)


def describe(archive: Path, inputs: str, metrics: dict[str, Any]) -> ArchiveCard:
    """Write the card of a freshly trained archive."""
    card = ArchiveCard(archive.name, file_sha256(archive), inputs, metrics)
    draft = _card_path(archive).with_suffix(".draft")
    draft.write_text(json.dumps(asdict(card), indent=1))
    draft.replace(_card_path(archive))
    return card


def equal_archive(models_dir: Path, inputs: str) -> ArchiveCard | None:
    """The newest whole archive that was trained from the same inputs."""
    for path in sorted(models_dir.glob("*.card.json"), reverse=True):
        card = ArchiveCard(**json.loads(path.read_text()))
        archive = models_dir / card.file
        if card.inputs_hash == inputs and archive.is_file() and file_sha256(archive) == card.sha256:
            return card
    return None


def _card_path(archive: Path) -> Path:
    return archive.with_name(archive.name.removesuffix(SUFFIX) + ".card.json")
