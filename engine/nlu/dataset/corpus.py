"""All examples of the training data, with their places."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from engine.nlu.dataset.domain import Domain, read_domain
from engine.nlu.dataset.folder import BotFolder, language_in
from engine.nlu.dataset.layout import Layout, read_layout
from engine.nlu.dataset.markup import Plain, Span, parse
from engine.nlu.dataset.problems import Other, Problem


@dataclass(frozen=True)
class Example:
    """One example. `marked` is the text as it stands in the file, `text` the same without markup."""

    file: str
    line: int
    language: str
    intent: str
    marked: str

    @cached_property
    def plain(self) -> Plain:
        return parse(self.marked)

    @property
    def text(self) -> str:
        return self.plain.text

    @property
    def entities(self) -> tuple[Span, ...]:
        return self.plain.spans

    def as_other(self) -> Other:
        """This example as the second place of a problem."""
        return Other(self.file, self.line, self.intent, self.text)


@dataclass(frozen=True)
class Corpus:
    """The files as they are, or as a draft would have them."""

    layouts: Mapping[str, Layout]
    domain: Domain
    frozen: Mapping[str, Layout]

    @cached_property
    def examples(self) -> tuple[Example, ...]:
        return tuple(_examples(self.layouts))

    @property
    def problems(self) -> list[Problem]:
        """What could not be read."""
        layouts = (*self.layouts.values(), *self.frozen.values())
        return [*self.domain.problems, *(problem for layout in layouts for problem in layout.problems)]

    @cached_property
    def frozen_messages(self) -> tuple[Example, ...]:
        """The messages that promotion is judged by; `language` is the name of their file."""
        return tuple(_examples(self.frozen))


def _examples(layouts: Mapping[str, Layout]) -> Iterator[Example]:
    for name, layout in layouts.items():
        language = language_in(name)
        for block in layout.blocks:
            for line in block.lines:
                yield Example(name, line.number, language, block.intent, line.text)


def load(folder: BotFolder) -> Corpus:
    """Read everything. Raises NotFound where there are no training data, ProblemError for a file that is not
    UTF-8."""
    texts = {folder.name_of(file): folder.read(folder.name_of(file)) for file in folder.nlu_files()}
    frozen = {folder.name_of(file): folder.read(folder.name_of(file)) for file in folder.frozen_files()}
    return Corpus(
        layouts={name: read_layout(name, texts[name]) for name in sorted(texts)},
        domain=read_domain(folder),
        frozen={name: read_layout(name, text) for name, text in frozen.items()},
    )


def with_changes(corpus: Corpus, texts: Mapping[str, str]) -> Corpus:
    """The corpus as it would be with other texts in the files of these names; the rest is not read again."""
    changed = {name: read_layout(name, text) for name, text in texts.items() if name.endswith(".yml")}
    return replace(corpus, layouts={**corpus.layouts, **changed})
