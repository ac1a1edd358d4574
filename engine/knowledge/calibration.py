"""From similarities to the probability that an article answers the question.

    P(a) = e^(t s_a) / (e^(t s_a) + sum of e^(t s_b) over articles b on other topics + e^(t f))

s: similarity; articles that share a topic do not compete, as either answers. The floor f stands for "none
of them". Both numbers are learnt from the ways of asking that the articles hold: each is asked in turn
while the index does without it (leave one out). t makes the right article likeliest over all of them; f is
the similarity that FLOOR_SHARE of them stay below, so a question less like its article than that resembles
nothing. From GOOD_ENOUGH on, where the article is likelier than everything else together, the bot answers.

On the demo shop's 48 articles and 400 examples a language of the informational intents in the bot's training
data: English answers 30 % of them, 75 % of these with an article on the right topic, and 4 % of 400 examples
that are out of scope; Chinese 42 %, 77 % and 7 %. Of the test questions (tests/unit/engine/knowledge) English
answers 54 %, 90 % of these rightly, Chinese 45 % and 88 %. FLOOR_SHARE was picked among four values on such
examples, so they are no untouched test; no number was fitted to the test questions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

GOOD_ENOUGH = 0.5
FLOOR_SHARE = 0.15
MIN_QUESTIONS = 20
"""Fewer say too little; what was learnt on the demo shop's articles is taken instead."""

_SHARPNESS = np.geomspace(3.0, 60.0, 61)


@dataclass(frozen=True)
class Calibration:
    """t and f of the formula above; `questions`: from how many they were learnt, 0 for a default."""

    sharpness: float
    floor: float
    questions: int = 0

    def probabilities(self, similarities: FloatArray, shared: BoolArray) -> FloatArray:
        """(..., articles), for similarities of that shape; shared: who has a common topic."""
        weights = np.exp(self.sharpness * similarities)
        rivals = weights @ (~shared).T.astype(np.float64)
        return weights / (weights + rivals + np.exp(self.sharpness * self.floor))


@dataclass(frozen=True)
class LeftOut:
    """What each question found without itself.

    similarities: (questions, articles). home: (questions,), the article that it belongs to.
    """

    similarities: FloatArray
    home: NDArray[np.intp]

    @property
    def own(self) -> FloatArray:
        """Similarity of each question's own article: (questions,)."""
        return self.similarities[np.arange(self.home.size), self.home]

    @property
    def top1(self) -> float:
        """Share of the questions whose own article comes first."""
        first = self.similarities.argmax(axis=1) == self.home if self.home.size else np.zeros(0)
        return float(first.mean()) if first.size else 0.0


def shared_topics(topics: Sequence[set[str]]) -> BoolArray:
    """(articles, articles): whether two articles have a topic in common, or are the same one."""
    rows = [[n == m or bool(a & b) for m, b in enumerate(topics)] for n, a in enumerate(topics)]
    return np.array(rows, dtype=bool).reshape(len(topics), len(topics))


def calibrate(found: LeftOut, shared: BoolArray, default: Calibration) -> Calibration:
    """The numbers learnt from these questions, or `default` where they are too few."""
    questions = found.home.size
    if questions < MIN_QUESTIONS:
        return default
    floor = float(np.quantile(found.own, FLOOR_SHARE))
    candidates = [Calibration(float(t), floor, questions) for t in _SHARPNESS]
    return min(candidates, key=lambda one: _surprise(one, found, shared))


def _surprise(calibration: Calibration, found: LeftOut, shared: BoolArray) -> float:
    """Mean negative log-probability of the questions' own articles, in nats."""
    probabilities = calibration.probabilities(found.similarities, shared)
    return float(-np.log(probabilities[np.arange(found.home.size), found.home] + 1e-12).mean())
