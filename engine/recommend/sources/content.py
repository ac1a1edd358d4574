"""Products whose text and attributes are like those of the history; the only source that knows new ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.recommend.interactions import FloatArray, Interactions, sparse_of
from engine.recommend.sources.linear import Linear, largest

BLOCK = 1_000


class TextEncoder(Protocol):
    """Unit vectors of texts, (texts, dimensions), as `engine.text.vectors.Encoder` makes them."""

    def encode(self, texts: list[str]) -> NDArray[np.float32]: ...


@dataclass(frozen=True)
class ContentConfig:
    """neighbours: alike items kept of each item. least: cosine below which two are not called alike."""

    neighbours: int = 50
    least: float = 0.3


class Content(Linear):
    """score(j) = sum over the history's items i of w_i cos(i, j), for the nearest of each item.

    vectors: (items, dimensions), in the order of the interactions' items, each of length 1 or 0; an array or
    a sparse array (`text_vectors` makes them).
    """

    name = "content"

    def __init__(self, vectors: Any, config: ContentConfig | None = None) -> None:
        self.config = config or ContentConfig()
        self._vectors = vectors

    def fit(self, interactions: Interactions) -> None:
        self._items = interactions.items
        size = len(self._items)
        found = [self._block(start) for start in range(0, size, BLOCK)]
        rows, columns, values = (np.concatenate(part) for part in zip(*found, strict=True)) if found else (
            np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp), np.zeros(0)
        )  # fmt: skip
        self._between = largest(sparse_of(values, (rows, columns), (size, size)), self.config.neighbours)

    def _block(self, start: int) -> tuple[Any, Any, FloatArray]:
        products: Any = self._vectors[start : start + BLOCK] @ self._vectors.T
        cosines: FloatArray = products.toarray() if hasattr(products, "toarray") else products
        rows, columns = np.nonzero(cosines >= self.config.least)
        kept = rows + start != columns
        rows, columns = rows[kept], columns[kept]
        return rows + start, columns, cosines[rows, columns].astype(np.float64)


def text_vectors(
    texts: Sequence[str], attributes: Sequence[Sequence[str]], encoder: TextEncoder | None = None
) -> Any:
    """Vectors of items from their text and attributes, half and half: (items, dimensions), length 1 or 0.

    texts: name and description. attributes: words such as "category=tea" or "tag=desk". encoder: sentence
    vectors of the text; without one TF-IDF of its words, as where no model lies on the machine.
    """
    library: Any = import_module("sklearn.feature_extraction.text")  # here, as it loads slowly
    sparse: Any = import_module("scipy.sparse")
    blocks: list[Any] = []
    if encoder is not None:
        blocks.append(sparse.csr_array(encoder.encode(list(texts)).astype(np.float64)))
    elif any(text.split() for text in texts):
        words = library.TfidfVectorizer(sublinear_tf=True)
        blocks.append(words.fit_transform(texts))
    if any(attributes):
        marks = library.TfidfVectorizer(analyzer=list)
        blocks.append(marks.fit_transform(attributes))
    if not blocks:
        return np.zeros((len(texts), 1))
    joined = sparse.csr_array(sparse.hstack([sparse.csr_array(block) for block in blocks]))
    norms = np.sqrt(np.asarray(joined.multiply(joined).sum(axis=1)))
    scale = np.divide(1.0, norms, out=np.zeros(len(norms)), where=norms > 0)
    return sparse.csr_array(sparse.diags_array(scale) @ joined)
