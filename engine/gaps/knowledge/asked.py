"""Questions made ready: without personal data, and each at its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.conversations.service import Question, Understood
from engine.gaps.knowledge.places import FloatArray, SentenceEncoder, Space, fit_space
from engine.text.language import Language
from engine.text.stand_ins import disguise

LONGEST = 500
"""Longer messages are letters; their vector says of everything a little."""
MOST = 6000
"""Unanswered questions that are grouped, the newest: all their likenesses are held at once."""
OWN, JOINT = "own", "joint"
"""The model of the language alone, and the one that reads both languages."""


@dataclass(frozen=True)
class Asked:
    """All questions, English first. texts: (n,), with stand-ins for personal data. `english` of them are
    English; joint: (n, dim); own: (english, dim2).
    """

    questions: Sequence[Question]
    texts: Sequence[str]
    english: int
    joint: FloatArray
    own: FloatArray
    spaces: Mapping[str, Space]

    @property
    def unresolved(self) -> list[int]:
        """Rows of what was left unresolved, at most MOST, the newest of them."""
        rows = [row for row, one in enumerate(self.questions) if one.unresolved]
        newest = sorted(rows, key=lambda row: self.questions[row].message.created_at)[-MOST:]
        return sorted(newest)

    def likeness(self, rows: Sequence[int], columns: Sequence[int]) -> FloatArray:
        """(rows, columns), cosines: of two English questions the mean over both models, else the joint."""
        found = self.joint[list(rows)] @ self.joint[list(columns)].T
        down = [n for n, row in enumerate(rows) if row < self.english]
        across = [n for n, row in enumerate(columns) if row < self.english]
        if down and across:
            mine = self.own[[rows[n] for n in down]] @ self.own[[columns[n] for n in across]].T
            found[np.ix_(down, across)] = (found[np.ix_(down, across)] + mine) / 2
        return found


def made_ready(questions: Sequence[Question], encoders: Mapping[Language, SentenceEncoder]) -> Asked:
    """Place the questions. encoders: for each language its model; that of Chinese reads English too."""
    short = [one for one in questions if len(one.message.text) <= LONGEST]
    ordered = [one for one in short if one.message.language == "en"]
    english = len(ordered)
    ordered += [one for one in short if one.message.language == "zh"]
    texts = [shown(one) for one in ordered]
    meaning = [None if one.unresolved else one.topic for one in ordered]
    spaces: dict[str, Space] = {}
    parts: list[FloatArray] = []
    for name, start, end in (("en", 0, english), ("zh", english, len(texts))):
        vectors = _vectors(encoders["zh"], texts[start:end])
        if len(vectors):
            spaces[f"{name}.{JOINT}"] = fit_space(vectors, meaning[start:end])
            parts.append(spaces[f"{name}.{JOINT}"].place(vectors))
    own = _vectors(encoders["en"], texts[:english])
    if len(own):
        spaces[f"en.{OWN}"] = fit_space(own, meaning[:english])
        own = spaces[f"en.{OWN}"].place(own)
    joint = np.vstack(parts) if parts else np.zeros((0, 1))
    return Asked(ordered, texts, english, joint, own, spaces)


def shown(question: Question) -> str:
    """The text as it may be shown: on one line, with stand-ins for what identifies a person."""
    return shown_text(question.message)


def shown_text(one: Understood) -> str:
    """The same of a message."""
    return disguise(" ".join(one.text.split()), one.language, one.known).text


def _vectors(encoder: SentenceEncoder, texts: Sequence[str]) -> FloatArray:
    """(n, dim); equal texts are read once."""
    different = list(dict.fromkeys(texts))
    if not different:
        return np.zeros((0, 1))
    rows = {text: row for row, text in enumerate(different)}
    return encoder.encode(different).astype(np.float64)[[rows[text] for text in texts]]
