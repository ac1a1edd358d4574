"""Lists as they are served, for customers of a table: the same sources, ranker, rules and diversity."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import numpy as np

from engine.recommend.beside import Beside
from engine.recommend.catalogue import Item
from engine.recommend.chooser import Asked, Chooser
from engine.recommend.evaluation.metrics import Columns
from engine.recommend.fitted import Fitted
from engine.recommend.interactions import History, Interactions
from engine.recommend.likeness import Likeness
from engine.recommend.mix import Mix
from engine.recommend.past import Past
from engine.recommend.views import Kind


def served_by(interactions: Interactions, beside: Beside, mix: Mix) -> Chooser:
    """What a shop of this table would be served by. Its products have a name, and neither price nor category;
    all can be had.
    """
    spoken = beside.vectors is not None
    items = [Item(one, {"en": one}, "", {}, (), one.lower() if spoken else "") for one in interactions.items]
    return Chooser(items, Fitted.of(interactions, beside, mix, Likeness.of(items)))


def served_lists(chooser: Chooser, histories: Sequence[History], k: int, kind: Kind | None) -> Columns:
    """(histories, k) of columns, -1 for an empty place."""
    found = np.full((len(histories), k), -1, dtype=np.intp)
    for row, history in enumerate(histories):
        columns = served_list(chooser, history, k, kind)
        found[row, : len(columns)] = columns
    return found


def served_list(
    chooser: Chooser, history: History, k: int, kind: Kind | None, prices: Mapping[int, int] | None = None
) -> list[int]:
    """Columns of one customer's list, best first. What was touched before is no new item here.

    prices: in cents, by column; None: there are none, and all can be had.
    """
    excluded = frozenset(np.flatnonzero(history.weights).tolist()) if kind == "discover" else frozenset[int]()
    now = history.now or datetime.now(UTC)
    asked = Asked(k, kind, excluded=excluded)
    chosen = chooser.choose(Past(history), asked, now, lambda columns: prices or dict.fromkeys(columns, 1))
    return [one.item for one in chosen.candidates]
