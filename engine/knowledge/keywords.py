"""Keyword similarity: BM25 of a question against every text, as a share of the best it could be."""

from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np
import regex
from numpy.typing import NDArray

from engine.text.language import Language
from engine.text.tokens import words

FloatArray = NDArray[np.float64]
Sparse = Any
"""A scipy.sparse.csr_array of floats."""

_HAN_RUN = regex.compile(r"\p{Han}{2,}")


def terms(text: str, language: Language) -> list[str]:
    """What two texts can have in common: words, and for Chinese also all pairs of neighbouring characters.

    The pairs help where jieba cuts a word differently in question and article (换尺码, 尺码).
    """
    found = words(text, language)
    if language == "zh":
        found += [run[n : n + 2] for run in _HAN_RUN.findall(text) for n in range(len(run) - 1)]
    return found


class KeywordIndex:
    """Okapi BM25 (Robertson and Zaragoza 2009) over short texts.

    A score is divided by the sum of the question's term weights, so it lies in [0, 1] and a question
    made of words that no text knows scores 0.
    """

    def __init__(self, texts: Sequence[Sequence[str]], *, k1: float = 1.2, b: float = 0.3) -> None:
        self._vocabulary = {term: n for n, term in enumerate(sorted({t for text in texts for t in text}))}
        counts = self._counts(texts)
        lengths = np.asarray(counts.sum(axis=1)).ravel()
        mean = float(lengths.mean()) if lengths.size and lengths.any() else 1.0
        containing = np.bincount(counts.indices, minlength=len(self._vocabulary))
        self._idf = np.log1p((len(texts) - containing + 0.5) / (containing + 0.5))
        # A term that no text has is as telling as the rarest one.
        self._unknown_idf = float(np.log1p((len(texts) + 0.5) / 0.5))
        norm = np.repeat(k1 * (1 - b + b * lengths / mean), np.diff(counts.indptr))
        weights = counts.copy()
        weights.data = weights.data * (k1 + 1) / (weights.data + norm) * self._idf[counts.indices]
        self._weights = weights
        self._count = len(texts)

    def scores(self, question: Sequence[str]) -> FloatArray:
        """Scores of all texts for the terms of one question: (texts,), in [0, 1]."""
        asked = set(question)
        known = [self._vocabulary[term] for term in asked if term in self._vocabulary]
        most = self._idf[known].sum() + self._unknown_idf * (len(asked) - len(known))
        if not known or most <= 0:
            return np.zeros(self._count)
        matched = np.asarray(self._weights[:, known].sum(axis=1)).ravel()
        shares: FloatArray = np.clip(matched / most, 0.0, 1.0)
        return shares

    def _counts(self, texts: Sequence[Sequence[str]]) -> Sparse:
        rows: list[int] = []
        columns: list[int] = []
        data: list[float] = []
        for row, text in enumerate(texts):
            for term, count in Counter(text).items():
                rows.append(row)
                columns.append(self._vocabulary[term])
                data.append(float(count))
        shape = (len(texts), len(self._vocabulary))
        library: Any = import_module("scipy.sparse")  # here, as it loads slowly; its own types are incomplete
        return library.coo_array((data, (rows, columns)), shape=shape).tocsr()
