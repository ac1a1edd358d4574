"""Products that nobody has bought yet: found by what they are, on Online Retail."""

from collections.abc import Callable, Sequence

import numpy as np

from engine.bench.figures import Figure, at_least, reported
from engine.frames import Frame
from engine.recommend.beside import Beside
from engine.recommend.catalogue import Item
from engine.recommend.evaluation.metrics import Columns, Floats, best, measure, paired_bootstrap
from engine.recommend.histories import histories_of
from engine.recommend.interactions import History, Interactions, interactions_from
from engine.recommend.sources.content import Content

K = 10
HIDDEN_SHARE = 0.2
ASKED = 2_000


def cold_item_figures(
    table: Frame, items: Sequence[Item], report: Callable[[str], None], *, seed: int = 0
) -> dict[str, Figure]:
    """NDCG@10 and recall@10 among the hidden products, of those that each customer bought.

    A fifth of the products loses all its interactions; histories are what customers did with the others.
    content: by the words of name and category; popularity: the buyers of the product's category, which is
    all that can be known of a new product without its text; own categories: the same times the category's
    share in the customer's history; random: by lot. Nothing is tuned here, so no customers are set aside.
    """
    report("products that nobody has bought")
    random = np.random.default_rng(seed)
    names = [item.id for item in items]
    fresh = random.random(len(names)) < HIDDEN_SHARE
    hidden = {name for name, new in zip(names, fresh, strict=True) if new}
    gone = table["item"].isin(hidden)
    interactions = interactions_from(table[~gone], names)
    right = _bought(table[gone & table["bought"]], interactions)
    customers = sorted(set(right) & set(interactions.customers))
    if len(customers) > ASKED:
        customers = sorted(random.choice(customers, ASKED, replace=False).tolist())
    histories = histories_of(interactions, customers)
    beside = Beside.of(items, {}, None)
    content = Content(beside.vectors_of(names))
    content.fit(interactions)
    general = _category_buyers(beside, interactions)
    scores = {
        "content": content.score_many(histories),
        "popularity": np.repeat(general[None], len(histories), axis=0),
        "own_categories": general * _category_shares(beside, histories),
        "random": random.random((len(histories), len(names))),
    }
    truth = [right[name] for name in customers]
    found = {
        # What a source leaves empty is filled by lot, so that none is worse than that for being silent.
        name: measure(best(np.where(fresh, one / max(one.max(), 1e-12) + 1e-9 * scores["random"], 0.0), K),
                      truth, len(names), K)
        for name, one in scores.items()
    }  # fmt: skip
    peer = max(("popularity", "own_categories", "random"), key=lambda name: found[name].ndcg.mean())
    gain = paired_bootstrap(found["content"].ndcg, found[peer].ndcg)
    figures = {"new_items": reported(int(fresh.sum())), "new_items_customers": reported(len(customers))}
    for name, one in found.items():
        figures[f"new_items_{name}_ndcg"] = reported(float(one.ndcg.mean()))
        figures[f"new_items_{name}_recall"] = reported(float(one.recall.mean()))
    return figures | {
        "new_items_content_gain": reported(gain.mean, round(float(found[peer].ndcg.mean()), 4)),
        "new_items_content_gain_low": at_least(gain.low, 0.0),
        "new_items_content_gain_high": reported(gain.high),
    }


def _bought(rows: Frame, interactions: Interactions) -> dict[str, Columns]:
    return {
        str(name): np.array(sorted({interactions.columns[item] for item in items}), dtype=np.intp)
        for name, items in rows.groupby("customer")["item"]
    }


def _category_buyers(beside: Beside, interactions: Interactions) -> Floats:
    """(items,): buyers of the item's category, a product of it on average."""
    categories = beside.categories_of(interactions.items)
    known = interactions.buyers > 0
    total = np.bincount(categories, weights=interactions.buyers)
    count = np.bincount(categories, weights=known.astype(float))
    return (total / np.maximum(count, 1.0))[categories]


def _category_shares(beside: Beside, histories: list[History]) -> Floats:
    """(histories, items): the share of the item's category in the history."""
    categories = beside.categories_of(beside.items)
    touched = np.stack([np.bincount(categories, weights=np.maximum(one.weights, 0)) for one in histories])
    return (touched / np.maximum(touched.sum(axis=1, keepdims=True), 1e-12))[:, categories]
