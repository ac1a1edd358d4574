"""Edits of the training data that are not written yet: each touches exactly the lines it is about."""

import csv
import io
from functools import cached_property

from engine.errors import Conflict, Invalid
from engine.nlu.dataset.changes import Change
from engine.nlu.dataset.domain import UNSAID, Domain, read_domain
from engine.nlu.dataset.folder import LANGUAGES, BotFolder, language_in, topic_in
from engine.nlu.dataset.layout import Block, read_layout
from engine.nlu.dataset.problems import ProblemError
from engine.nlu.dataset.text_file import ending_of, split_lines, usual_ending
from engine.nlu.dataset.wording import clean

SENTIMENTS = ("negative", "neutral", "positive")
_NEW_FILE = 'version: "3.1"\n\nnlu:\n'


class Draft:
    """Edits on top of the files of `folder`; `changes` says what they come to."""

    def __init__(self, folder: BotFolder) -> None:
        self.folder = folder
        self._before: dict[str, str | None] = {}
        self._lines: dict[str, list[str]] = {}

    @property
    def changes(self) -> list[Change]:
        """The files that differ, by name."""
        after = {name: "".join(lines) for name, lines in sorted(self._lines.items())}
        return [
            Change(name, self._before[name], text)
            for name, text in after.items()
            if text != self._before[name]
        ]

    @property
    def texts(self) -> dict[str, str]:
        """The new texts of the files that differ, for `corpus.load`."""
        return {change.file: change.after for change in self.changes}

    def add(self, language: str, intent: str, marked: str) -> tuple[str, int]:
        """Put an example at the end of its intent's block, in the topic's file of the language.

        Returns (file, line). A block, and the file, are made where there is none yet. Raises Invalid for an
        unknown language or intent, or an empty text.
        """
        text = clean(marked)
        known_language(language)
        topic = known_intent(self._domain, intent)
        for name in self._files_of(language, topic):
            block = self._block(name, intent)
            if block is not None:
                return name, self._insert(name, block.last, f"{block.prefix}{text}")
        return self._begin(self.folder.nlu_name(language, topic), intent, text)

    def edit(self, file: str, line: int, expected: str, marked: str) -> None:
        """Give the example at `file:line` another text. Raises Conflict where it is no longer `expected`."""
        old = self._expect(file, line, expected)
        text = clean(marked)
        body = old.rstrip("\r\n")
        start = body.rindex(expected)
        self._lines[file][line - 1] = f"{body[:start]}{text}{body[start + len(expected) :]}{ending_of(old)}"

    def delete(self, file: str, line: int, expected: str) -> None:
        """Take the example at `file:line` away.

        Raises Conflict where it is not `expected` any more, Invalid where it is its intent's last one.
        """
        self._expect(file, line, expected)
        block = next(b for b in self._blocks(file) if any(one.number == line for one in b.lines))
        if len(block.lines) == 1:
            raise Invalid(
                f"This is the last example of {block.intent} in {file}. Add another one before deleting it."
            )
        del self._lines[file][line - 1]

    def move(self, file: str, line: int, expected: str, intent: str, marked: str) -> tuple[str, int]:
        """Give the example another intent: away from its block, and to the end of the other one's."""
        language = language_in(file)
        self.delete(file, line, expected)
        return self.add(language, intent, marked)

    def add_sentiment(self, language: str, text: str, label: str) -> None:
        """Append a labelled message to the sentiment data of the language, as one line."""
        if label not in SENTIMENTS:
            raise Invalid(f"A sentiment is one of {', '.join(SENTIMENTS)}.")
        known_language(language)
        name = self.folder.sentiment_name(language)
        lines = self._open(name, "text,label\n")
        row = io.StringIO()
        csv.writer(row, lineterminator="").writerow([clean(text), label])
        self._append(lines, row.getvalue())

    @cached_property
    def _domain(self) -> Domain:
        return read_domain(self.folder)

    def _open(self, name: str, empty: str = _NEW_FILE) -> list[str]:
        if name not in self._lines:
            there = self.folder.place_of(name).is_file()
            self._before[name] = self.folder.read(name) if there else None
            self._lines[name] = split_lines(self._before[name] or empty)
        return self._lines[name]

    def _blocks(self, name: str) -> tuple[Block, ...]:
        layout = read_layout(name, "".join(self._open(name)))
        broken = [problem for problem in layout.problems if problem.kind == "broken_yaml"]
        if broken:
            raise ProblemError(broken)
        return layout.blocks

    def _block(self, name: str, intent: str) -> Block | None:
        return next((b for b in reversed(self._blocks(name)) if b.intent == intent and b.lines), None)

    def _files_of(self, language: str, topic: str) -> list[str]:
        """Existing files of the language, that of the topic first."""
        names = [self.folder.name_of(file) for file in self.folder.nlu_files()]
        own = [name for name in names if language_in(name) == language]
        return sorted(own, key=lambda name: topic_in(name) != topic)

    def _insert(self, name: str, after: int, line: str) -> int:
        """Insert behind line number `after`; returns the new line's number."""
        lines = self._lines[name]
        if not ending_of(lines[after - 1]):
            lines[after - 1] += usual_ending(lines)
            lines.insert(after, line)
        else:
            lines.insert(after, line + ending_of(lines[after - 1]))
        return after + 1

    def _begin(self, name: str, intent: str, text: str) -> tuple[str, int]:
        """A new block at the end of the file, indented as the blocks that are there."""
        blocks = self._blocks(name) if self.folder.place_of(name).is_file() or name in self._lines else ()
        prefix = blocks[-1].prefix if blocks else "      - "
        outer = prefix[: max(0, len(prefix) - 6)]
        lines = self._open(name)
        for line in (f"{outer}- intent: {intent}", f"{outer}  examples: |", f"{prefix}{text}"):
            self._append(lines, line)
        if self._block(name, intent) is None:
            raise Invalid(
                f"{name} has no place for a new intent at its end. Add {intent} there by hand first."
            )
        return name, len(lines)

    @staticmethod
    def _append(lines: list[str], line: str) -> None:
        if lines and not ending_of(lines[-1]):
            lines[-1] += usual_ending(lines)
        lines.append(line + usual_ending(lines))

    def _expect(self, file: str, line: int, expected: str) -> str:
        """The whole line, where it is the example that the caller saw."""
        known = {self.folder.name_of(one) for one in self.folder.nlu_files()}
        if file in known:
            for block in self._blocks(file):
                for one in block.lines:
                    if one.number == line and one.text == expected:
                        return self._lines[file][line - 1]
        raise Conflict("This example was changed or moved meanwhile. Load the list again.")


def known_language(language: str) -> str:
    """Raises Invalid for a language that there are no training data of."""
    if language not in LANGUAGES:
        raise Invalid(f"A language is one of {', '.join(LANGUAGES)}.")
    return language


def known_intent(domain: Domain, intent: str) -> str:
    """The intent's topic. Raises Invalid where messages cannot have this intent."""
    if intent not in domain.intents or intent in UNSAID:
        raise Invalid(f"There is no intent {intent!r}. Choose one that rasa_bot/domain declares.")
    return domain.intents[intent]
