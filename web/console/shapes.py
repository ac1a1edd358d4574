"""The console API's JSON."""

from collections import Counter
from collections.abc import Collection
from dataclasses import asdict
from typing import Any

from engine.nlu.dataset.corpus import Corpus, Example
from engine.nlu.dataset.editing import Edited
from engine.nlu.dataset.folder import LANGUAGES
from engine.nlu.dataset.meanings import Meanings
from engine.nlu.dataset.problems import Problem
from engine.nlu.inbox.items import ItemView
from engine.nlu.inbox.writing import Prepared


def item_json(item: ItemView) -> dict[str, Any]:
    """A message of the inbox."""
    return {
        **asdict(item),
        "decided_at": item.decided_at.isoformat() if item.decided_at else None,
        "first_at": item.first_at.isoformat(),
        "last_at": item.last_at.isoformat(),
    }


def problem_json(problem: Problem) -> dict[str, Any]:
    """A problem; the page words it by its kind, `message` and `way_out` are the English wording."""
    return asdict(problem)


def prepared_json(prepared: Prepared) -> dict[str, Any]:
    """What is about to be written."""
    return {
        "items": len(prepared.items),
        "known": len(prepared.known),
        "diff": prepared.diff,
        "digest": prepared.digest,
        "problems": [{"item_id": one.item_id, **problem_json(one.problem)} for one in prepared.problems],
    }


def intents_json(corpus: Corpus, meanings: Meanings, unsaid: Collection[str]) -> list[dict[str, Any]]:
    """Intents in the domain's order, each with its number of examples by language."""
    counts = Counter((one.intent, one.language) for one in corpus.examples)
    return [
        {
            "name": name,
            "topic": topic,
            "meaning": {
                language: {"meaning": "", "boundary": "", **meanings.get(name, {}).get(language, {})}
                for language in LANGUAGES
            },
            "examples": {language: counts[name, language] for language in LANGUAGES},
        }
        for name, topic in corpus.domain.intents.items()
        if name not in unsaid
    ]


def example_json(one: Example) -> dict[str, Any]:
    """An example of the files."""
    return {
        "file": one.file,
        "line": one.line,
        "language": one.language,
        "intent": one.intent,
        "marked": one.marked,
        "text": one.text,
        "entities": [{"start": s.start, "end": s.end, "entity": s.entity} for s in one.entities],
    }


def edited_json(done: Edited) -> dict[str, Any]:
    """What was written."""
    file, line = done.place or (None, None)
    return {"file": file, "line": line, "diff": done.diff}
