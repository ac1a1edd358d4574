"""The ranker's weights, learnt where it is known what was wanted next."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.recommend.evaluation.metrics import best, measure, wanted
from engine.recommend.evaluation.protocols import Asked
from engine.recommend.interactions import FloatArray
from engine.recommend.ranker import scale
from engine.recommend.source import Source
from engine.recommend.sources.demand import DemandConfig, demand


@dataclass(frozen=True)
class LearningConfig:
    """pool: the candidates of a customer that are told apart. penalty: of squared weights, against chance.
    exponents: of demand, that are tried. half_life_days: of demand.
    """

    pool: int = 200
    penalty: float = 1e-3
    exponents: tuple[float, ...] = (0.0, 0.5, 0.75, 1.0)
    half_life_days: float = 14.0


@dataclass(frozen=True)
class Learnt:
    """weights: one a source, never negative. demand: its configuration. ndcg: where it was learnt."""

    weights: tuple[float, ...]
    demand: DemandConfig
    ndcg: float


def learn_weights(
    part: Asked, sources: Sequence[Source], *, new_only: bool, config: LearningConfig | None = None
) -> Learnt:
    """Weights under which what was wanted next is told from what was not.

    part: a validation window inside train. sources: fitted on what it learns from. new_only: only items
    that the customer has not touched are candidates. Multinomial logit over each customer's candidates,
    weights of 0 or more (a source never speaks against an item), by L-BFGS-B; the exponent of demand is
    the one with the best NDCG@10. Source: McFadden 1974.
    """
    config = config or LearningConfig()
    truth, keep = wanted(part, new_only=new_only)
    seen = part.seen()
    scores = [source.score_many(part.histories) for source in sources]
    stacked = np.stack([one * scale(one)[:, None] for one in scores], axis=-1).astype(np.float32)
    if new_only:
        stacked[seen] = 0.0
    tried: list[Learnt] = []
    for exponent in config.exponents if part.interactions.dated else (0.0,):
        lifted = DemandConfig(config.half_life_days, exponent)
        features = stacked * demand(part.interactions, lifted).astype(np.float32)[None, :, None]
        weights = _fitted(features[keep], [truth[n] for n in np.flatnonzero(keep)], config)
        lists = best((features[keep] @ weights.astype(np.float32)).astype(np.float64), 10)
        found = measure(lists, [truth[n] for n in np.flatnonzero(keep)], len(part.interactions.items))
        tried.append(Learnt(tuple(float(w) for w in weights), lifted, float(found.ndcg.mean())))
    return max(tried, key=lambda one: one.ndcg)


def _fitted(features: NDArray[Any], truth: Sequence[NDArray[np.intp]], config: LearningConfig) -> FloatArray:
    pools, right = _pools(features, truth, config.pool)
    told = right.any(axis=1)
    start = np.full(features.shape[-1], 0.1)
    if not told.any():
        return start
    optimise: Any = import_module("scipy.optimize")  # here, as it loads slowly
    pools, right = pools[told].astype(np.float64), right[told]
    share = right / right.sum(axis=1, keepdims=True)
    aim = np.einsum("np,nps->ns", share, pools).mean(axis=0)

    def loss(weights: FloatArray) -> tuple[float, FloatArray]:
        utility = pools @ weights
        utility -= utility.max(axis=1, keepdims=True)
        chance = np.exp(utility)
        total = chance.sum(axis=1, keepdims=True)
        fit = (share * (utility - np.log(total))).sum(axis=1).mean()
        slope = np.einsum("np,nps->ns", chance / total, pools).mean(axis=0) - aim
        return config.penalty * weights @ weights - fit, slope + 2 * config.penalty * weights

    bounds = [(0.0, None)] * len(start)
    found = optimise.minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    weights = np.asarray(found.x, dtype=np.float64)
    return weights if weights.any() else start


def _pools(
    features: NDArray[Any], truth: Sequence[NDArray[np.intp]], size: int
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """The likeliest candidates by all sources together: (customers, pool, sources), and which are right."""
    rough = features.sum(axis=-1)
    size = min(size, rough.shape[1])
    drawn = np.argpartition(-rough, size - 1, axis=1)[:, :size]
    right = np.array([np.isin(line, one) for line, one in zip(drawn, truth, strict=True)])
    spoken = np.take_along_axis(rough, drawn, axis=1) > 0
    return np.take_along_axis(features, drawn[:, :, None], axis=1), right & spoken
