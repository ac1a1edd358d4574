"""Customers whose gaps are known: how often the score flags what is none, and finds what is one."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from engine.gaps.latent.fields import FloatArray
from engine.gaps.score.precision import precision_of
from engine.gaps.score.scoring import ALPHA, LEAST_BITS, Flags, gap_scores

CUSTOMERS, TOPICS, FEATURES = 1500, 18, 6
SPREAD = 0.2
"""Deviation of the topics' logits by each feature: p(y | x) from some 1 % to 20 %."""
OWN = 300.0
"""Precision of each customer's own habits around what the features say: no model can know those."""
SEEN = 40
"""Deeds of each customer that p(y | x) is estimated from."""
FOLDS = 5
TIMES = 3.0
REPEATS = 4
"""How often each customer's statements are drawn, so that chance moves a share of 5 % by a quarter of one."""
SAYINGS = (5, 20, 50, 100, 500)
Rule = Callable[[FloatArray, FloatArray, FloatArray | None], Flags]


@dataclass(frozen=True)
class World:
    """true: (customers, topics), what each would say without a gap. estimated: what a model made of deeds,
    for each customer by a model that did not see theirs; precision: what the estimate is worth, learnt from
    the same deeds.
    """

    true: FloatArray
    estimated: FloatArray
    precision: float


@dataclass(frozen=True)
class Outcome:
    """One rule at one number of statements. `known`: whether it was told the true p.

    false_topics: share of topics that were flagged where no customer has a gap; false_customers: share of
    customers who had a flag there, on any of their 18 topics. power: share of the tripled topics that were
    flagged, each customer's drawn evenly of all; power_average: of those among them that are expected at
    least as often as the average topic (p >= 1/18).
    """

    rule: str
    known: bool
    statements: int
    false_topics: float
    false_customers: float
    power: float
    power_average: float


def make_world(seed: int = 0, customers: int = CUSTOMERS) -> World:
    """True p: drawn around a softmax of a linear function of six features, which makes any estimate err.

    The estimate is a multinomial regression on 40 deeds of each customer.
    """
    rng = np.random.default_rng(seed)
    features = rng.normal(size=(customers, FEATURES))
    logits = rng.normal(0, SPREAD, TOPICS) + features @ rng.normal(0, SPREAD, (FEATURES, TOPICS))
    usual = _shares(np.exp(logits))
    true = _shares(rng.standard_gamma(OWN * usual))
    deeds = rng.multinomial(SEEN, true)
    estimated = np.empty_like(true)
    fold = np.arange(customers) % FOLDS
    for k in range(FOLDS):
        estimated[fold == k] = _model(features[fold != k], deeds[fold != k]).predict_proba(
            features[fold == k]
        )
    worth = precision_of(deeds.astype(np.float64), estimated)
    return World(true, estimated, worth or 1.0)


def _shares(weights: FloatArray) -> FloatArray:
    return weights / weights.sum(axis=1, keepdims=True)


def _model(features: FloatArray, deeds: Any) -> Any:
    linear: Any = import_module("sklearn.linear_model")
    rows, topics = np.nonzero(deeds)
    model = linear.LogisticRegression(C=1.0, max_iter=300)
    return model.fit(features[rows], topics, sample_weight=deeds[rows, topics])


def simulate(world: World, seed: int = 1, repeats: int = REPEATS) -> list[Outcome]:
    """All rules at 5 to 500 statements, with p known and p estimated, on the same statements."""
    rng = np.random.default_rng(seed)
    true, estimated = (np.repeat(p, repeats, axis=0) for p in (world.true, world.estimated))
    rows = np.arange(len(true))
    worth = np.full(len(true), world.precision)
    outcomes: list[Outcome] = []
    for n in SAYINGS:
        without = rng.multinomial(n, true).astype(np.float64)
        topic, tripled = _tripled(true, rng)
        with_gap = rng.multinomial(n, tripled).astype(np.float64)
        large = true[rows, topic] >= 1 / TOPICS
        for known, expected, precision in ((True, true, None), (False, estimated, worth)):
            for name, rule in RULES.items():
                false = rule(without, expected, precision)
                hit = rule(with_gap, expected, precision)[rows, topic]
                outcomes.append(
                    Outcome(
                        rule=name,
                        known=known,
                        statements=n,
                        false_topics=float(false.mean()),
                        false_customers=float(false.any(axis=1).mean()),
                        power=float(hit.mean()),
                        power_average=float(hit[large].mean()),
                    )
                )
    return outcomes


def _tripled(true: FloatArray, rng: np.random.Generator) -> tuple[Any, FloatArray]:
    """Each customer's tripled topic, drawn evenly of those that can be, and what they say with it."""
    can = true * TIMES <= 0.9  # noqa: PLR2004 - a share that leaves room for the others
    topic = np.array([rng.choice(np.flatnonzero(row)) for row in can])
    rows = np.arange(len(true))
    share = true[rows, topic]
    changed = true * ((1 - TIMES * share) / (1 - share))[:, None]
    changed[rows, topic] = TIMES * share
    return topic, changed


def _ours(counts: FloatArray, expected: FloatArray, precision: FloatArray | None) -> Flags:
    return gap_scores(counts, expected, precision).flagged


def _untold(counts: FloatArray, expected: FloatArray, _precision: FloatArray | None) -> Flags:
    """The same, not told that p is estimated."""
    return gap_scores(counts, expected).flagged


def _raw(counts: FloatArray, expected: FloatArray, _precision: FloatArray | None) -> Flags:
    """|log2(share / p)| above half a bit; what was never said is endlessly little."""
    share = counts / counts.sum(axis=1, keepdims=True)
    return np.abs(np.log2(np.maximum(share, 1e-12) / expected)) > LEAST_BITS


def _smoothed(counts: FloatArray, expected: FloatArray, _precision: FloatArray | None) -> Flags:
    """The same of the smoothed share, without a test."""
    share = (counts + ALPHA * expected) / (counts.sum(axis=1, keepdims=True) + ALPHA)
    return np.abs(np.log2(share / expected)) > LEAST_BITS


OURS = "gap score"
RULES: dict[str, Rule] = {
    OURS: _ours,
    "gap score, p taken as known": _untold,
    "smoothed ratio": _smoothed,
    "raw ratio": _raw,
}
