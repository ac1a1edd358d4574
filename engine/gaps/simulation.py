"""Customers whose gaps are known: how often the score flags what is none, and finds what is one."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np

from engine.gaps.latent.fields import FloatArray
from engine.gaps.score import ALPHA, LEAST_BITS, gap_scores

CUSTOMERS, TOPICS, FEATURES = 1500, 18, 6
SPREAD = 0.35
"""Deviation of the topics' logits by each feature: p(y | x) from some 1 % to 20 %."""
SEEN = 40
"""Deeds of each customer that p(y | x) is estimated from."""
TIMES = 3.0
REPEATS = 4
"""How often each customer's statements are drawn, so that chance moves a share of 5 % by a quarter of one."""
SAYINGS = (5, 20, 50, 100, 500)
Flags = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
Rule = Callable[[FloatArray, FloatArray], Flags]


@dataclass(frozen=True)
class World:
    """true: (customers, topics), what each would say without a gap; estimated: what a model made of deeds."""

    true: FloatArray
    estimated: FloatArray


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


def make_world(seed: int = 0) -> World:
    """p(y | x): softmax of a linear function of six features, estimated by multinomial regression on deeds."""
    rng = np.random.default_rng(seed)
    features = rng.normal(size=(CUSTOMERS, FEATURES))
    logits = rng.normal(0, SPREAD, TOPICS) + features @ rng.normal(0, SPREAD, (FEATURES, TOPICS))
    true = np.exp(logits)
    true /= true.sum(axis=1, keepdims=True)
    deeds = rng.multinomial(SEEN, true)
    linear: Any = import_module("sklearn.linear_model")
    rows, topics = np.nonzero(deeds)
    model = linear.LogisticRegression(C=1.0, max_iter=300)
    model.fit(features[rows], topics, sample_weight=deeds[rows, topics])
    return World(true, np.asarray(model.predict_proba(features), dtype=np.float64))


def simulate(world: World, seed: int = 1) -> list[Outcome]:
    """All rules at 5 to 500 statements, with p known and p estimated, on the same statements."""
    rng = np.random.default_rng(seed)
    true, estimated = (np.repeat(p, REPEATS, axis=0) for p in (world.true, world.estimated))
    rows = np.arange(len(true))
    outcomes: list[Outcome] = []
    for n in SAYINGS:
        without = rng.multinomial(n, true).astype(np.float64)
        topic, tripled = _tripled(true, rng)
        with_gap = rng.multinomial(n, tripled).astype(np.float64)
        large = true[rows, topic] >= 1 / TOPICS
        for known, expected in ((True, true), (False, estimated)):
            for name, rule in RULES.items():
                false, hit = rule(without, expected), rule(with_gap, expected)[rows, topic]
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
    can = true * TIMES <= 0.9  # noqa: PLR2004
    topic = np.array([rng.choice(np.flatnonzero(row)) for row in can])
    rows = np.arange(len(true))
    share = true[rows, topic]
    changed = true * ((1 - TIMES * share) / (1 - share))[:, None]
    changed[rows, topic] = TIMES * share
    return topic, changed


def _ours(counts: FloatArray, expected: FloatArray) -> Flags:
    return gap_scores(counts, expected).flagged


def _raw(counts: FloatArray, expected: FloatArray) -> Flags:
    """|log2(share / p)| above half a bit; what was never said is endlessly little."""
    share = counts / counts.sum(axis=1, keepdims=True)
    return np.abs(np.log2(np.maximum(share, 1e-12) / expected)) > LEAST_BITS


def _smoothed(counts: FloatArray, expected: FloatArray) -> Flags:
    """The same of the smoothed share, without a test."""
    share = (counts + ALPHA * expected) / (counts.sum(axis=1, keepdims=True) + ALPHA)
    return np.abs(np.log2(share / expected)) > LEAST_BITS


RULES: dict[str, Rule] = {"gap score": _ours, "smoothed ratio": _smoothed, "raw ratio": _raw}
