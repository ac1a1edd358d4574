"""The whole report: a past moment's lists as they would be served, and what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

import numpy as np

from engine.errors import Invalid
from engine.frames import Frame
from engine.recommend.beside import Beside
from engine.recommend.catalogue import Item
from engine.recommend.chooser import Chooser, Tuning
from engine.recommend.evaluation.metrics import Columns, Floats, measure
from engine.recommend.evaluation.protocols import Asked, asked, split
from engine.recommend.evaluation.served import served_list
from engine.recommend.fairness.exposure import Band, by_band, shown_share, tail_share
from engine.recommend.fairness.groups import Compared, compared, together
from engine.recommend.fitted import Fitted
from engine.recommend.likeness import Likeness
from engine.recommend.mix import Mix
from engine.recommend.mix_learning import with_segments

K: Final = 10
MOST: Final = 2_000
"""Customers that are asked about; more would take minutes and move the intervals little."""
QUALITY, BEYOND = "ndcg@10", "beyond_head"

Attributes = Mapping[str, Mapping[str, str]]
"""Of each attribute each customer's group; who is not in it has none."""


@dataclass(frozen=True)
class Fairness:
    """cut: lists are of what was known before it, held against each customer's next basket. items: products
    known then; shown: the share of them on anyone's list. ndcg: of all customers asked. weights: of the
    sources in use.
    """

    cut: datetime | None
    customers: int
    items: int
    shown: float
    ndcg: float
    bands: tuple[Band, ...]
    groups: tuple[Compared, ...]
    weights: Mapping[str, float]
    why_weights: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def fairness_of(
    table: Frame,
    items: Sequence[Item],
    beside: Beside,
    mix: Mix,
    attributes: Attributes,
    *,
    tuning: Tuning | None = None,
    most: int = MOST,
) -> Fairness:
    """Split the log where four fifths lie before, make the lists of that moment, measure them.

    table: customer, item, weight, bought, at. Mined rules are left out and mined anew, but segments and the
    mix are today's, which flatters the figures a little. Raises Invalid where the log has no moments or
    nobody bought after the cut.
    """
    dated = table[table["at"].notna() & table["item"].isin([one.id for one in items])]
    if not len(dated):
        raise Invalid("The log has no purchase with a moment: there is no past moment to look at.")
    whole = split(dated, "next-basket")
    part = with_segments(asked(whole, most=most), beside.segments)
    lists = _lists(part, items, beside.without_rules(), mix, tuning)
    return told(part, lists, mix, attributes, whole.now)


def told(
    part: Asked, lists: Columns, mix: Mix, attributes: Attributes, cut: datetime | None = None
) -> Fairness:
    """The report of these lists. lists: (customers, 10) of columns, in the order of the part's histories."""
    buyers = part.interactions.buyers
    size = len(part.interactions.items)
    ndcg = measure(lists, part.truth, size, K).ndcg
    figures: dict[str, Floats] = {QUALITY: ndcg, BEYOND: tail_share(lists, buyers)}
    names = [history.customer or "" for history in part.histories]
    groups: list[Compared] = []
    for attribute, group_of in attributes.items():
        own = [group_of.get(one) for one in names]
        found = [compared(values, own, attribute=attribute, figure=one) for one, values in figures.items()]
        groups += [one for one in found if one is not None]
    return Fairness(
        cut=cut,
        customers=len(names),
        items=size,
        shown=shown_share(lists, size),
        ndcg=float(ndcg.mean()),
        bands=tuple(by_band(lists, buyers)),
        groups=tuple(together(groups)),
        weights={name: weight for name, weight in mix.weights.items() if weight > 0},
        why_weights=mix.why,
    )


def _lists(part: Asked, items: Sequence[Item], beside: Beside, mix: Mix, tuning: Tuning | None) -> Columns:
    by_id = {one.id: one for one in items}
    known = [by_id[name] for name in part.interactions.items]
    fitted = Fitted.of(part.interactions, beside, mix, Likeness.of(known))
    chooser = Chooser(known, fitted, tuning)
    prices = {n: one.price_cents or 1 for n, one in enumerate(known)}
    found = np.full((len(part.histories), K), -1, dtype=np.intp)
    for row, history in enumerate(part.histories):
        columns = served_list(chooser, history, K, None, prices)
        found[row, : len(columns)] = columns
    return found
