"""Keeps the sentence vectors of training texts on disk: after a few new examples only those are read."""

import hashlib
import logging
import os
import zipfile
from pathlib import Path
from typing import Dict, List, Optional

import numpy as np

from rasa_bot.components.encoder import SentenceEncoder

logger = logging.getLogger(__name__)


def cached(encoder: SentenceEncoder, model: Path, texts: List[str], name: Optional[str]) -> np.ndarray:
    """Returns float32 (len(texts), dim). name: of the cache in the model's folder; None keeps nothing.

    The cache holds the texts of the last training only, by the SHA-256 of each text and of the model's meta
    data; a broken or foreign one is made anew, and one that cannot be written costs time and no more.
    """
    if name is None:
        return encoder.encode(texts)
    path, version = model / f"cache-{name}.npz", (model / "meta.json").read_bytes()
    keys = [hashlib.sha256(version + text.encode("utf-8", "replace")).digest() for text in texts]
    known = _read(path)
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    known.update(zip(missing, encoder.encode(list(missing.values())), strict=True))
    vectors = np.stack([known[key] for key in keys]) if keys else np.zeros((0, encoder.dim), np.float32)
    if missing:
        _write(path, keys, vectors)
    return vectors


def _read(path: Path) -> Dict[bytes, np.ndarray]:
    try:
        with np.load(path) as arrays:
            return dict(zip((key.tobytes() for key in arrays["keys"]), arrays["vectors"], strict=True))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        logger.warning("The cache of sentence vectors %s is made anew: %s", path, error)
        return {}


def _write(path: Path, keys: List[bytes], vectors: np.ndarray) -> None:
    draft = path.with_name(f".{path.stem}-{os.getpid()}.npz")
    try:
        np.savez(draft, keys=np.frombuffer(b"".join(keys), np.uint8).reshape(len(keys), -1), vectors=vectors)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        logger.warning("The sentence vectors cannot be kept for the next training: %s", error)
