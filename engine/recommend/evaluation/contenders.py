"""What the benchmark measures beside our sources: peers, each with the configurations validation tries."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from engine.recommend.beside import Beside
from engine.recommend.evaluation.implicit_peers import Library
from engine.recommend.interactions import Interactions
from engine.recommend.source import Source
from engine.recommend.sources.content import text_vectors

Maker = Callable[[], Source]
"""Makes a peer, not yet fitted."""

PEERS: Mapping[str, Sequence[Maker]] = {
    "implicit_als": [
        lambda f=f, r=r, a=a: Library.als(f, r, a)
        for f in (32, 64)
        for r, a in ((0.05, 1.0), (1.0, 2.0), (5.0, 10.0))
    ],
    "implicit_bpr": [lambda f=f, i=i: Library.bpr(f, i) for f in (32, 64) for i in (100, 200)],
    "implicit_cosine": [lambda: Library.cosine(50)],
}


def beside_of(interactions: Interactions) -> Beside:
    """What a table of interactions tells beside them: names as content where they say something, and
    customers' activity as their segment, a stand-in for a shop's own.
    """
    items = interactions.items
    vectors = text_vectors(items, [[] for _ in items]) if named_in_words(items) else None
    return Beside(items, vectors, (), activity_segments(interactions))


def named_in_words(items: Sequence[str]) -> bool:
    """Whether items go by names that say something: half of them have two words or more."""
    words = np.array([sum(word.isalpha() for word in item.split()) for item in items])
    return bool((words >= 2).mean() >= 0.5) if len(words) else False  # noqa: PLR2004


def activity_segments(interactions: Interactions) -> dict[str, str]:
    """Each customer's quarter by how many items they touched."""
    touched: NDArray[np.int64] = np.diff(interactions.matrix.indptr)
    bounds = np.quantile(touched, (0.25, 0.5, 0.75)) if len(touched) else np.zeros(3)
    quarters: list[int] = np.searchsorted(bounds, touched, side="left").tolist()
    return {name: f"activity {n + 1}" for name, n in zip(interactions.customers, quarters, strict=True)}
