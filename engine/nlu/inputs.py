"""What a training reads, as one hash: the same inputs give the same model, so a second training can be left
out.
"""

import hashlib
from pathlib import Path

_PARTS = ("config.yml", "domain", "data", "components")
_KINDS = frozenset({".yml", ".yaml", ".csv", ".tsv", ".txt", ".json", ".py"})


def inputs_hash(bot_dir: Path, sentence_dir: Path) -> str:
    """SHA-256 over names and contents of the files below rasa_bot/ that training reads, and of the sentence
    models' meta data.
    """
    digest = hashlib.sha256()
    for path in input_files(bot_dir):
        digest.update(_described(str(path.relative_to(bot_dir)), path))
    for meta in sorted(sentence_dir.glob("*/meta.json")):
        digest.update(_described(f"sentence {meta.parent.name}", meta))
    return digest.hexdigest()


def input_files(bot_dir: Path) -> list[Path]:
    """The files that `inputs_hash` covers, sorted."""
    files: list[Path] = []
    for part in _PARTS:
        place = bot_dir / part
        found = [place] if place.is_file() else place.rglob("*")
        files.extend(path for path in found if path.is_file() and path.suffix in _KINDS)
    return sorted(files)


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _described(name: str, path: Path) -> bytes:
    return f"{name}\0{file_sha256(path)}\n".encode()
