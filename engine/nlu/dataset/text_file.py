"""A text file as its lines, each with the ending it had: joined again they are the file, byte for byte."""

import re
from collections.abc import Sequence
from pathlib import Path

from engine.nlu.dataset.problems import Problem, ProblemError

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
"""YAML 1.2 ends a line at \\n, \\r\\n or \\r only; `str.splitlines` would also at \\x85 or \\u2028."""


def read_text(path: Path, name: str) -> str:
    """The file's text with its line endings as they are. Raises ProblemError where it is not UTF-8."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problem = Problem(
            kind="broken_yaml",
            file=name,
            line=line,
            message="The file is not UTF-8 text",
            way_out="save it as UTF-8",
        )
        raise ProblemError([problem]) from error


def split_lines(text: str) -> list[str]:
    """Lines with their endings: `"".join(split_lines(text)) == text`."""
    return _LINE.findall(text)


def ending_of(line: str) -> str:
    """The line's ending, "" where it has none."""
    return line[len(line.rstrip("\r\n")) :]


def usual_ending(lines: Sequence[str]) -> str:
    """The ending that a new line gets: that of the first line."""
    return (ending_of(lines[0]) if lines else "") or "\n"
