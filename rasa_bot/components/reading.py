"""What both sentence models make of a text: the vectors that intents and sentiment are learnt from.

English messages get the English model's vector and the multilingual one's, Chinese messages the latter only
(the English model's part is zero). Each language's mean is taken off the multilingual vectors, which all
point the same way otherwise, and languages lie apart: after that, English examples teach Chinese ones.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Dict, List, NamedTuple, Optional

import numpy as np

from rasa_bot.components.encoder import ENGLISH, MULTILINGUAL, SentenceEncoder, shared_encoder
from rasa_bot.components.order_free import order_free
from rasa_bot.components.vector_cache import cached

CHINESE = "zh"


class Vectors(NamedTuple):
    """Rows of length 1, or 0 where a model was not asked: english (n, d), multilingual (n, e)."""

    english: np.ndarray
    multilingual: np.ndarray

    def at(self, rows: np.ndarray) -> "Vectors":
        return Vectors(self.english[rows], self.multilingual[rows])


class Reader:
    """Both encoders of one folder."""

    def __init__(self, directory: Path, max_tokens: int) -> None:
        self._directory = directory
        self._english: SentenceEncoder = shared_encoder(directory / ENGLISH, max_tokens)
        self._multilingual: SentenceEncoder = shared_encoder(directory / MULTILINGUAL, max_tokens)
        self._beside = ThreadPoolExecutor(1)

    def read(self, text: str, language: Optional[str]) -> Vectors:
        """The vectors of one text, (1, d) and (1, e); the two models run side by side."""
        text = order_free(text)
        if language == CHINESE:
            english = np.zeros(self._english.dim, dtype=np.float32)
            return Vectors(english[np.newaxis], self._multilingual.vector(text)[np.newaxis])
        waiting = self._beside.submit(self._english.vector, text)
        multilingual = self._multilingual.vector(text)
        return Vectors(waiting.result()[np.newaxis], multilingual[np.newaxis])

    def read_all(self, texts: List[str], languages: List[str], cache: Optional[str] = None) -> Vectors:
        """The vectors of many texts; `cache` names where they are kept for the next training."""
        texts = [order_free(text) for text in texts]
        english = np.zeros((len(texts), self._english.dim), dtype=np.float32)
        rows = [row for row, language in enumerate(languages) if language != CHINESE]
        some = [texts[row] for row in rows]
        english[rows] = cached(self._english, self._directory / ENGLISH, some, cache)
        multilingual = cached(self._multilingual, self._directory / MULTILINGUAL, texts, cache)
        return Vectors(english, multilingual)


class Centres:
    """The mean multilingual vector of each language, (e,) float32."""

    def __init__(self, means: Dict[str, np.ndarray]) -> None:
        self._means = means

    @classmethod
    def fit(cls, vectors: np.ndarray, languages: np.ndarray) -> "Centres":
        """vectors: (n, e). languages: (n,)."""
        return cls({str(one): vectors[languages == one].mean(axis=0) for one in sorted(set(languages))})

    def centred(self, vectors: np.ndarray, languages: np.ndarray) -> np.ndarray:
        """Returns (n, e) rows of length 1; a language that was never seen counts as the first known."""
        if not self._means:
            return vectors
        first = next(iter(self._means.values()))
        moved = vectors - np.stack([self._means.get(str(one), first) for one in languages])
        return moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-6)

    def save(self, path: Path) -> None:
        """Writes JSON."""
        content = {language: mean.tolist() for language, mean in self._means.items()}
        path.write_text(json.dumps(content), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> "Centres":
        """Reads what `save` wrote."""
        content = json.loads(path.read_text(encoding="utf-8"))
        return cls({language: np.asarray(mean, dtype=np.float32) for language, mean in content.items()})
