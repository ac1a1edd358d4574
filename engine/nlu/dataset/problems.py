"""What can be wrong with the training data: where, what, and the way out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.errors import Invalid

Kind = Literal[
    "broken_yaml",
    "unreadable",
    "unknown_intent",
    "empty_example",
    "label_conflict",
    "duplicate",
    "near_duplicate",
    "unknown_entity",
    "broken_markup",
    "frozen",
]


@dataclass(frozen=True)
class Other:
    """The place that a problem has to do with besides its own."""

    file: str
    line: int
    intent: str
    text: str


@dataclass(frozen=True)
class Problem:
    """One problem at `file:line` (lines count from 1). `message` and `way_out` read on from each other."""

    kind: Kind
    file: str
    line: int
    message: str
    way_out: str
    text: str = ""
    intent: str = ""
    other: Other | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}; {self.way_out}"


class ProblemError(Invalid):
    """Training data that cannot be used as they are; the message lists the places."""

    def __init__(self, problems: Sequence[Problem], shown: int = 20) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in problems[:shown]]
        if len(problems) > shown:
            lines.append(f"... and {len(problems) - shown} more; `attune nlu check` lists all")
        super().__init__("\n".join(lines))
