"""One example added, changed or deleted, checked before it is written."""

from collections.abc import Callable
from dataclasses import dataclass

from engine.nlu.dataset.changes import diff, write
from engine.nlu.dataset.check import check
from engine.nlu.dataset.corpus import with_changes
from engine.nlu.dataset.draft import Draft
from engine.nlu.dataset.problems import ProblemError
from engine.nlu.dataset.training_data import TrainingData


@dataclass(frozen=True)
class Place:
    """An example as the caller saw it: where it stands, and its text with markup."""

    file: str
    line: int
    marked: str


@dataclass(frozen=True)
class Edited:
    """What was written. `place` is where the example stands now, None where it was deleted."""

    place: tuple[str, int] | None
    diff: str


def add_example(data: TrainingData, language: str, intent: str, marked: str) -> Edited:
    """Add an example to its intent's block. Raises as `_write`, and Invalid as `Draft.add`."""
    return _write(data, lambda draft: draft.add(language, intent, marked))


def edit_example(data: TrainingData, old: Place, marked: str, intent: str | None = None) -> Edited:
    """Give an example another text, or another intent too. Raises Conflict where it is not there any more."""

    def step(draft: Draft) -> tuple[str, int]:
        if intent is not None:
            return draft.move(old.file, old.line, old.marked, intent, marked)
        draft.edit(old.file, old.line, old.marked, marked)
        return old.file, old.line

    return _write(data, step)


def delete_example(data: TrainingData, old: Place) -> Edited:
    """Take an example away. Raises Conflict where it is not there any more, Invalid for an intent's last."""

    def step(draft: Draft) -> None:
        draft.delete(old.file, old.line, old.marked)

    return _write(data, step)


def _write(data: TrainingData, step: Callable[[Draft], tuple[str, int] | None]) -> Edited:
    """Raises ProblemError where the check finds something wrong with the new line, and as `write` does."""
    draft = Draft(data.folder)
    place = step(draft)
    if place is not None:
        problems = [
            one
            for one in check(with_changes(data.corpus(), draft.texts)).problems
            if (one.file, one.line) == place or (one.other and (one.other.file, one.other.line) == place)
        ]
        if problems:
            raise ProblemError(problems)
    write(data.folder, draft.changes)
    return Edited(place, diff(draft.changes))
