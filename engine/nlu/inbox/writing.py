"""From labels to lines of the training data: shown first, then written."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import Conflict, Invalid
from engine.nlu.dataset.changes import Change, diff, digest, write
from engine.nlu.dataset.check import check
from engine.nlu.dataset.corpus import with_changes
from engine.nlu.dataset.draft import Draft
from engine.nlu.dataset.problems import Problem, ProblemError
from engine.nlu.dataset.training_data import TrainingData
from engine.nlu.deeds import record
from engine.nlu.inbox.labels import label_of, marked_text
from engine.store.tables import InboxItem
from engine.store.types import utc_now


@dataclass(frozen=True)
class Found:
    """A problem that writing the item would make."""

    item_id: str
    problem: Problem


@dataclass(frozen=True)
class Prepared:
    """What writing all labelled items would come to. `known`: items whose example is there already."""

    items: Sequence[str]
    known: Sequence[str]
    changes: Sequence[Change]
    problems: Sequence[Found]

    @property
    def diff(self) -> str:
        return diff(self.changes)

    @property
    def digest(self) -> str:
        """Names what is shown; `write_labels` writes nothing else."""
        return digest(self.changes)


def prepare(session: Session, data: TrainingData) -> Prepared:
    """Draft the labelled items into the files and look for what would be wrong with them."""
    rows = session.scalars(
        select(InboxItem).where(InboxItem.state == "labelled").order_by(InboxItem.id)
    ).all()
    corpus = data.corpus()
    there = {(one.language, one.intent, one.text.casefold()) for one in corpus.examples}
    draft = Draft(data.folder)
    places: dict[tuple[str, int], str] = {}
    known: list[str] = []
    for row in rows:
        label = label_of(row)
        if (row.language, label.intent, label.text.casefold()) in there:
            known.append(row.id)
        else:
            file, line = draft.add(row.language, label.intent, marked_text(label))
            # Lines below the new one moved down.
            places = {(f, n + (f == file and n >= line)): item for (f, n), item in places.items()}
            places[file, line] = row.id
        if label.sentiment:
            draft.add_sentiment(row.language, label.text, label.sentiment)
    found = check(with_changes(corpus, draft.texts)).problems if places else ()
    return Prepared([row.id for row in rows], known, draft.changes, _about(found, places))


def write_labels(session: Session, data: TrainingData, shown: str, staff_id: str) -> Prepared:
    """Write what `prepare` showed under this digest; the items become `written`.

    The files come first: should the database fail after them, the next call finds the examples there and
    only marks the items. Raises Conflict where something changed since, ProblemError where the check finds
    something, Invalid where nothing is labelled, Unavailable where the folder cannot be written.
    """
    prepared = prepare(session, data)
    if not prepared.items:
        raise Invalid("Nothing is labelled yet. Label messages in the inbox first.")
    if prepared.digest != shown:
        raise Conflict("Labels or files changed since this was shown. Look at the changes again.")
    if prepared.problems:
        raise ProblemError([one.problem for one in prepared.problems])
    write(data.folder, prepared.changes)
    now = utc_now()
    for item_id in prepared.items:
        row = session.get_one(InboxItem, item_id)
        row.state, row.decided_by, row.decided_at = "written", staff_id, now
    files = [change.file for change in prepared.changes]
    told = {"items": list(prepared.items), "files": files, "digest": shown}
    record(session, staff_id, "nlu.write", "training-data", told)
    return prepared


def _about(problems: Sequence[Problem], places: dict[tuple[str, int], str]) -> list[Found]:
    """Those problems that a new line has a part in, each with the item that the line comes from."""
    found: list[Found] = []
    for problem in problems:
        item = places.get((problem.file, problem.line))
        if item is None and problem.other is not None:
            item = places.get((problem.other.file, problem.other.line))
        if item is not None:
            found.append(Found(item, problem))
    return found
