"""The learnt questions as one file of arrays."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.gaps.questions.model import QuestionModel
from engine.log import get_logger

FILE = "questions.npz"
FORMAT = 1
_ARRAYS = ("weights", "likes", "buys")


@dataclass(frozen=True)
class Questions:
    """usual: share of all customers' purchases that each attribute has; above it a customer likes it."""

    model: QuestionModel
    usual: Mapping[str, float]


def save(learnt: Questions | None, folder: Path) -> None:
    """Write what was learnt, whole or not at all; None takes away what was there before."""
    path = folder / FILE
    if learnt is None:
        path.unlink(missing_ok=True)
        return
    folder.mkdir(parents=True, exist_ok=True)
    draft, model = path.with_suffix(".draft"), learnt.model
    about = {
        "format": FORMAT,
        "usual": dict(learnt.usual),
        "attributes": model.attributes,
        "items": model.items,
        "noise": model.noise,
        "unknown": model.unknown,
    }
    with draft.open("wb") as file:
        np.savez(file, about=np.array(json.dumps(about)), **{one: getattr(model, one) for one in _ARRAYS})
    draft.replace(path)


def load(folder: Path) -> Questions | None:
    """What the last rebuild learnt; None where there is nothing, or another version wrote it (it logs)."""
    path = folder / FILE
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        about = json.loads(str(stored["about"]))
        if about.get("format") != FORMAT:
            get_logger(__name__).warning("questions.unreadable", file=str(path))
            return None
        weights, likes, buys = (stored[name] for name in _ARRAYS)
    model = QuestionModel(
        tuple(about["attributes"]),
        tuple(about["items"]),
        weights,
        likes,
        buys,
        float(about["noise"]),
        float(about["unknown"]),
    )
    return Questions(model, about["usual"])
