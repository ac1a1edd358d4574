"""Where the examples of an NLU file stand: which line belongs to which intent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from engine.nlu.dataset.problems import Kind, Problem
from engine.nlu.dataset.text_file import split_lines


@dataclass(frozen=True)
class Line:
    """One example as it is written, with its markup. `number` counts from 1."""

    number: int
    text: str


@dataclass(frozen=True)
class Block:
    """The examples of one intent. `number` is the line that names the intent, `last` the block's last line
    with text on it, `prefix` what stands before an example ("      - ").
    """

    intent: str
    number: int
    last: int
    prefix: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Layout:
    """A file's intents in order; `problems` names what could not be read."""

    blocks: tuple[Block, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_layout(name: str, text: str) -> Layout:
    """Find the examples of a file. `name` is what problems call it."""
    try:
        root: Any = reader().compose(text)
    except YAMLError as error:
        return Layout(problems=(yaml_problem(name, error),))
    items = _value(root, "nlu")
    if not _is(items, SequenceNode):
        return Layout(problems=(_problem("unreadable", name, 1, "The file has no list `nlu`"),))
    found = list(_read_blocks(name, split_lines(text), items))
    blocks = tuple(one for one in found if isinstance(one, Block))
    return Layout(blocks, tuple(one for one in found if isinstance(one, Problem)))


def reader() -> Any:
    """A YAML 1.2 parser as Rasa uses it; untyped, as ruamel.yaml's is."""
    return YAML(typ="safe", pure=True)


def yaml_problem(name: str, error: YAMLError) -> Problem:
    """What the YAML parser stumbled over, at its place."""
    line, reason = 1, str(error).splitlines()[0]
    if isinstance(error, MarkedYAMLError):
        told: Any = error
        mark = told.problem_mark or told.context_mark
        line = mark.line + 1 if mark else 1
        reason = told.problem or told.context or reason
    return Problem(
        "broken_yaml", name, line, f"The YAML is broken: {reason}", "mend this line or the one above"
    )


def _read_blocks(name: str, lines: list[str], items: Any) -> Iterator[Block | Problem]:
    for item in items.value:
        intent, examples = _value(item, "intent"), _value(item, "examples")
        if not _is(intent, ScalarNode):
            continue  # synonyms, regular expressions, lookup tables
        number: int = intent.start_mark.line + 1
        if not _is(examples, ScalarNode) or examples.style != "|":
            yield _problem("unreadable", name, number, "The examples are not a block `examples: |`")
            continue
        # A literal block keeps its lines: the value's first line is the file's line after the `|`.
        first: int = examples.start_mark.line + 1
        content = str(examples.value).rstrip("\n").split("\n")
        read = [_read_line(name, at, line) for at, line in enumerate(content, first + 1) if line.strip(" ")]
        yield from (one for one in read if isinstance(one, Problem))
        found = tuple(one for one in read if isinstance(one, Line))
        last = max((at for at, line in enumerate(content, first + 1) if line.strip(" ")), default=first)
        prefix = _prefix(lines[found[-1].number - 1]) if found else "      - "
        yield Block(str(intent.value), number, last, prefix, found)


def _read_line(name: str, number: int, content: str) -> Line | Problem:
    text = content[1:].strip(" ")
    if not content.startswith("-"):
        return _problem("unreadable", name, number, f"{content!r} does not begin with `- `")
    if not text:
        return Problem("empty_example", name, number, "The example is empty", "write it or delete the line")
    if len(text.splitlines()) > 1:
        return _problem("unreadable", name, number, "The example holds a line separator")
    return Line(number, text)


def _prefix(line: str) -> str:
    return line[: line.index("-")] + "- "


def _value(node: Any, key: str) -> Any:
    """What a mapping holds under `key`, None where it holds nothing or is no mapping."""
    if not _is(node, MappingNode):
        return None
    return next((value for name, value in node.value if name.value == key), None)


def _is(node: Any, kind: type) -> bool:
    """`isinstance` that leaves the type checker out of it: ruamel.yaml's nodes have no types to narrow to."""
    return isinstance(node, kind)


def _problem(kind: Kind, name: str, line: int, message: str) -> Problem:
    return Problem(kind, name, line, message, "write each example as a line `- text` below `examples: |`")
