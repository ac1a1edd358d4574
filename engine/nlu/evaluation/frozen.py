"""The frozen test of each model: measured once after training, kept beside the archive."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.errors import NotFound
from engine.nlu.environment import RasaEnvironment
from engine.nlu.evaluation.evaluate import Evaluation, evaluate
from engine.nlu.evaluation.labelled import Labelled, digest_of, read_frozen
from engine.nlu.evaluation.parses import Parse, Told

SUFFIX = ".frozen.json"


@dataclass(frozen=True)
class FrozenResult:
    """messages and parses go together, in order; `digest` names the test that they are of."""

    digest: str
    messages: Sequence[Labelled]
    parses: Sequence[Parse]
    report: dict[str, Any]


def measure(environment: RasaEnvironment, archive: Path, told: Told = lambda _: None) -> FrozenResult | None:
    """The model's result on the frozen test of today: the kept one where it is of the same messages.

    None where the project has no frozen test. Raises Unavailable where Rasa fails.
    """
    messages = read_frozen(environment.bot_dir / "frozen")
    if not messages:
        return None
    kept = _read(_place(archive))
    if kept is not None and kept.digest == digest_of(messages):
        return kept
    evaluation = evaluate(environment, archive, messages, told)
    keep_result(archive, evaluation)
    return FrozenResult(evaluation.report["digest"], messages, evaluation.parses, evaluation.report)


def keep_result(archive: Path, evaluation: Evaluation) -> None:
    """Keep a result on the frozen test beside the archive."""
    place = _place(archive)
    content = {
        "report": evaluation.report,
        "messages": [asdict(message) for message in evaluation.messages],
        "parses": [asdict(parse) for parse in evaluation.parses],
    }
    draft = place.with_suffix(".draft")
    draft.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    draft.replace(place)


def kept_result(archive: Path, model_id: str) -> FrozenResult:
    """What `measure` has kept. Raises NotFound with the way out where nothing is."""
    kept = _read(_place(archive))
    if kept is None:
        raise NotFound(
            f"Model {model_id} was not measured on the frozen test; "
            f"`attune nlu evaluate --model {model_id}` does it"
        )
    return kept


def figures_of(result: FrozenResult) -> dict[str, Any]:
    """The few figures that the registry keeps of a result."""
    report = result.report
    return {
        "digest": result.digest,
        **report["overall"],
        "ece": report["calibration"]["ece"],
        "languages": report["languages"],
    }


def _place(archive: Path) -> Path:
    return archive.with_name(archive.name.removesuffix(".tar.gz") + SUFFIX)


def _read(place: Path) -> FrozenResult | None:
    if not place.is_file():
        return None
    content = json.loads(place.read_text(encoding="utf-8"))
    return FrozenResult(
        digest=content["report"]["digest"],
        messages=[Labelled(**one) for one in content["messages"]],
        parses=[Parse(**one) for one in content["parses"]],
        report=content["report"],
    )
