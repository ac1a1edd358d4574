"""Online Retail as a shop of which some customers are hidden: nothing is learnt from them."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import Invalid
from engine.events.sales.online_retail import online_retail
from engine.frames import Frame, pd
from engine.recommend.beside import Beside
from engine.recommend.catalogue import Item
from engine.recommend.chooser import Chooser
from engine.recommend.evaluation.metrics import Columns
from engine.recommend.fitted import Fitted
from engine.recommend.halves import halves
from engine.recommend.interactions import Interactions, Sparse, interactions_from
from engine.recommend.likeness import Likeness
from engine.recommend.mix import default_mix
from engine.recommend.sources.stated_answers import Answers

SPEAKING = ("stated_interests", "popularity", "segment_popularity", "category_popularity")
"""The sources that say anything of an empty history; the others would only add zeros, so none is fitted."""


@dataclass(frozen=True)
class Hidden:
    """Customers of whom nothing is learnt, by the two halves of their baskets: (customers, items) each, how
    often an item was bought. Only those with an item of the shop in their later half.
    """

    early: Sparse
    late: Sparse

    @property
    def truth(self) -> list[Columns]:
        """The items of each one's later half."""
        return [row.nonzero()[-1] for row in (self.late[[n]] for n in range(self.late.shape[0]))]


@dataclass(frozen=True)
class ColdShop:
    """What is learnt from the customers who are known, and two groups of those who are not.

    dev: choices are made on them; test: figures are of them.
    """

    chooser: Chooser
    interactions: Interactions
    answers: Answers
    dev: Hidden
    test: Hidden


def cold_shop(history: Frame, table: Frame, *, hidden: int, seed: int = 0) -> ColdShop:
    """history: as `online_retail_history` gives it; table: the same as `online_retail_table` does.

    hidden: customers in each of the two groups, drawn by `seed`. Raises Invalid where fewer than twice as
    many remain to learn from.
    """
    customers = np.array(sorted(table.loc[table["bought"], "customer"].unique()))
    if len(customers) < 4 * hidden:
        raise Invalid(f"There are {len(customers)} customers; {4 * hidden} are needed to hide {2 * hidden}.")
    np.random.default_rng(seed).shuffle(customers)
    dev, test = customers[:hidden], customers[hidden : 2 * hidden]
    known = table[~table["customer"].isin(customers[: 2 * hidden])]
    names: list[str] = sorted(known["item"].unique())
    items = _items(names, _prices(history, known))
    interactions = interactions_from(known, names)
    beside = Beside.of(items, {}, None)
    mix = default_mix("the hidden customers have no history")
    mix = replace(mix, weights={name: mix.weight(name) for name in SPEAKING})
    return ColdShop(
        Chooser(items, Fitted.of(interactions, beside, mix, Likeness.of(items))),
        interactions,
        Answers.of(beside.shelf_of(names), interactions.buyers),
        _hidden(table, dev, names),
        _hidden(table, test, names),
    )


def _hidden(table: Frame, customers: NDArray[Any], names: list[str]) -> Hidden:
    early, late = halves(interactions_from(table[table["customer"].isin(customers)], names))
    kept = np.flatnonzero(np.asarray(late.sum(axis=1)).ravel() > 0)
    return Hidden(early[kept], late[kept])


def _prices(history: Frame, known: Frame) -> dict[str, int]:
    """The middle price of each item in pence, as the known customers paid it."""
    sold = history[history["type"].eq("purchase") & history["customer"].isin(known["customer"].unique())]
    each = (sold["cents"] / sold["pieces"]).groupby(sold["product"].astype(str)).median()
    return {str(name): max(round(cents), 1) for name, cents in each.items() if not pd.isna(cents)}


def _items(names: list[str], prices: dict[str, int]) -> list[Item]:
    """By the categories that our importer gives the products of this shop."""
    category = online_retail().product
    if category is None:
        raise Invalid("The recipe of Online Retail gives no categories.")
    return [
        Item(
            id=name,
            name={"en": name},
            category_id=str(category(name)["category_id"]),
            category={},
            tags=(),
            words=name.lower(),
            price_cents=prices.get(name),
            text=name,
        )
        for name in names
    ]
