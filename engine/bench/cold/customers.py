"""Customers of whom nothing is known but what they answer to three questions, on Online Retail."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import numpy as np

from engine.bench.cold.retail_shop import ColdShop, Hidden
from engine.bench.figures import Figure, at_least, reported
from engine.recommend.evaluation.metrics import Columns, Floats, best, measure, paired_bootstrap
from engine.recommend.evaluation.served import served_list
from engine.recommend.interactions import History
from engine.recommend.sources.popularity import Popularity, PopularityConfig
from engine.recommend.told import Told

GAIN = 0.25
K = 10
QUESTIONS = 3
NO_INTEREST = "other"
"""Nobody is asked whether they like the other things."""


def answered(shop: ColdShop, hidden: Hidden, row: int, questions: int) -> Told:
    """What this customer would have answered to the first so many questions, by their earlier half: the
    category that they bought most, the one after it, the lowest budget that covers three quarters of it.

    Who bought nothing of a category skips that question, and so does who has no limit.
    """
    mine = hidden.early[[row]]
    names, groups = shop.answers.shelf.category_names, shop.answers.groups
    counts = np.asarray((mine @ shop.answers.members).toarray(), dtype=np.float64).ravel()[groups[0]]
    order = [int(n) for n in np.argsort(-counts, kind="stable") if counts[n] > 0]
    liked = [names[n] for n in order if names[n] != NO_INTEREST][: min(questions, QUESTIONS - 1)]
    within = np.flatnonzero(shop.answers.simulated(mine)[0, groups[2]])
    budget = int(shop.answers.steps[within[0]]) if questions == QUESTIONS and len(within) else None
    return Told(categories=tuple(liked), max_price_cents=budget)


def cold_lists(shop: ColdShop, hidden: Hidden, questions: int) -> Columns:
    """The lists as served after so many answers: (customers, 10), -1 for an empty place."""
    count, size = hidden.late.shape[0], len(shop.interactions.items)
    found = np.full((count, K), -1, dtype=np.intp)
    prices = {n: item.price_cents or 1 for n, item in enumerate(shop.chooser.items)}
    now = shop.interactions.until or datetime.now(UTC)
    for row in range(count):
        history = History(np.zeros(size), now=now, told=answered(shop, hidden, row, questions))
        columns = served_list(shop.chooser, history, K, "discover", prices)
        found[row, : len(columns)] = columns
    return found


def popular_lists(shop: ColdShop) -> dict[str, Columns]:
    """The same list for everybody, (1, 10): buyers of all the log, of its last 90 days, baskets that fade."""
    nobody = History(np.zeros(len(shop.interactions.items)))
    scores: dict[str, Floats] = {"all": shop.interactions.buyers}
    for name, config in (("season", PopularityConfig()), ("fading", PopularityConfig(60.0))):
        source = Popularity(config)
        source.fit(shop.interactions)
        scores[name] = source.score(nobody)
    return {name: best(one[None], K) for name, one in scores.items()}


def cold_customer_figures(shop: ColdShop, report: Callable[[str], None]) -> dict[str, Figure]:
    """NDCG@10 of what the test customers bought in their later half, after 0 to 3 answers, beside the best of
    three popularities (chosen on dev), with the paired interval of the gain by resampling customers.
    """

    def ndcg(lists: Columns, hidden: Hidden) -> Floats:
        truth: Any = hidden.truth
        rows = lists if len(lists) == len(truth) else np.repeat(lists, len(truth), axis=0)
        return measure(rows, truth, len(shop.interactions.items), K).ndcg

    popular = popular_lists(shop)
    chosen = max(popular, key=lambda name: ndcg(popular[name], shop.dev).mean())
    peer = ndcg(popular[chosen], shop.test)
    mean = float(peer.mean())
    figures = {"cold_customers": reported(len(peer)), "cold_popularity_ndcg": reported(mean)}
    ours = peer
    for questions in range(QUESTIONS + 1):
        report(f"hidden customers after {questions} answers")
        ours = ndcg(cold_lists(shop, shop.test, questions), shop.test)
        figures[f"cold_{questions}_answers_ndcg"] = reported(float(ours.mean()), round(mean, 4))
    gain = paired_bootstrap(ours, peer)
    return figures | {
        "cold_gain_share": at_least(gain.mean / mean, GAIN),
        "cold_gain_share_low": at_least(gain.low / mean, 0.0),
        "cold_gain_share_high": reported(gain.high / mean),
    }
