"""Every customer's list, computed on this machine and written as it is made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from engine.frames import Frame, pd
from engine.recommend.catalogue import prices_in_stock, read_items
from engine.recommend.interactions import FloatArray, Interactions, Sparse
from engine.recommend.learnt import Learnt
from engine.recommend.lists.block import BLOCK, FactorScorer
from engine.recommend.sources.als import Als, AlsConfig

AT_ONCE = 8 * BLOCK
STOCK_AT_ONCE = 400
COLUMNS = ("customer", "rank", "item", "score")


@dataclass(frozen=True)
class Shelf:
    """items: active products by id; in_stock: (items,), whether any can be had now."""

    items: list[str]
    in_stock: NDArray[np.bool_]


def read_shelf(session: Session) -> Shelf:
    """The shop's active products, and which of them are in stock."""
    items = [item.id for item in read_items(session)]
    there: set[str] = set()
    for start in range(0, len(items), STOCK_AT_ONCE):
        there.update(prices_in_stock(session, items[start : start + STOCK_AT_ONCE]))
    return Shelf(items, np.array([item in there for item in items], dtype=bool))


def factors_on(items: Sequence[str], learnt: Learnt) -> FloatArray:
    """The learnt factors in the order of these items, (items, factors); zeros for the others."""
    place = {item: row for row, item in enumerate(learnt.items)}
    known = learnt.arrays["factors"]
    factors = np.zeros((len(items), known.shape[1]))
    for row, item in enumerate(items):
        if (found := place.get(item)) is not None:
            factors[row] = known[found]
    return factors


def scorer_of(shelf: Shelf, interactions: Interactions | None, learnt: Learnt | None) -> FactorScorer:
    """A scorer from learnt factors, else from factors that are fitted to the interactions now."""
    if learnt is not None:
        config = AlsConfig(**{**AlsConfig().__dict__, **learnt.settings})
        return FactorScorer(factors_on(shelf.items, learnt), config, shelf.in_stock)
    model = Als()
    if interactions is None:
        raise ValueError("either factors or interactions to fit them to")
    model.fit(interactions)
    return FactorScorer(np.asarray(model.item_factors, dtype=np.float64), model.config, shelf.in_stock)


def barred_of(interactions: Interactions) -> Sparse:
    """What is not shown again, (customers, items): what was bought and kept, and what speaks against."""
    against = interactions.matrix.copy()
    against.data = (against.data < 0).astype(np.float64)
    found = (against + interactions.purchases).tocsr()
    found.eliminate_zeros()
    return found


def lists_of(interactions: Interactions, scorer: FactorScorer, k: int) -> Iterator[Frame]:
    """COLUMNS of some customers after the other, in the interactions' order; rank counts from 1."""
    barred = barred_of(interactions)
    for start in range(0, len(interactions.customers), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        items, scores = scorer.top(interactions.matrix[part], barred[part], k)
        yield as_frame(interactions.customers[part], interactions.items, items, scores)


def as_frame(
    customers: Sequence[str], names: Sequence[str], items: NDArray[Any], scores: FloatArray
) -> Frame:
    """COLUMNS, one row an item of a list; items: (customers, k), NOTHING where a list is shorter."""
    rows, ranks = np.nonzero(items >= 0)
    return pd.DataFrame(
        {
            "customer": np.asarray(customers, dtype=object)[rows],
            "rank": (ranks + 1).astype(np.int32),
            "item": np.asarray(names, dtype=object)[items[rows, ranks]] if len(rows) else [],
            "score": scores[rows, ranks],
        }
    )
