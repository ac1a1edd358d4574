"""Questions made ready: without personal data, and each at its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from engine.conversations.service import Question, Understood
from engine.gaps.knowledge.places import FloatArray, SentenceEncoder, centred
from engine.gaps.knowledge.views import View, views
from engine.text.language import Language
from engine.text.stand_ins import disguise

LONGEST = 500
"""Longer messages are letters; their vector says of everything a little."""
MOST = 4000
"""Unanswered questions that are grouped, the newest: all their likenesses are held at once."""


@dataclass(frozen=True)
class Asked:
    """All questions, English first. texts: (n,), with stand-ins for personal data. views: ways of saying how
    like they are.
    """

    questions: Sequence[Question]
    texts: Sequence[str]
    views: Sequence[View]

    @property
    def unresolved(self) -> list[int]:
        """Rows of what was left unresolved, at most MOST, the newest of them."""
        rows = [row for row, one in enumerate(self.questions) if one.unresolved]
        newest = sorted(rows, key=lambda row: self.questions[row].message.created_at)[-MOST:]
        return sorted(newest)

    def likeness(self, rows: Sequence[int], columns: Sequence[int]) -> FloatArray:
        """(rows, columns), the mean over all views."""
        found = self.views[0].likeness(rows, columns)
        for view in self.views[1:]:
            found += view.likeness(rows, columns)
        return found / len(self.views)


def made_ready(questions: Sequence[Question], encoders: Mapping[Language, SentenceEncoder]) -> Asked:
    """Place the questions. encoders: for each language its model; that of Chinese reads English too."""
    short = [one for one in questions if len(one.message.text) <= LONGEST]
    ordered = [one for one in short if one.message.language == "en"]
    english = len(ordered)
    ordered += [one for one in short if one.message.language == "zh"]
    texts = [shown(one) for one in ordered]
    meaning = [None if one.unresolved else one.topic for one in ordered]
    joint = centred(_vectors(encoders["zh"], texts), english)
    own = centred(_vectors(encoders["en"], texts[:english]), english)
    return Asked(ordered, texts, views(joint, own, meaning))


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
