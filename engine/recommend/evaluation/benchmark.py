"""Every source, its peers and ours on one split, each with what a validation inside train chose for it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import numpy as np

from engine.frames import Frame
from engine.recommend.evaluation.contenders import RANKED, Maker, activity_segments, contenders
from engine.recommend.evaluation.metrics import Floats, best, measure, wanted
from engine.recommend.evaluation.protocols import Asked, Protocol, asked, split
from engine.recommend.interactions import FloatArray
from engine.recommend.ranker import Ranker
from engine.recommend.ranker_learning import Learnt, learn_weights
from engine.recommend.source import Scorer, Source
from engine.recommend.sources.demand import demand

OURS = "cascade"
TIMED = 50
K = 10
FEW = 1e-6
"""What fills a list that a source leaves short, popularity, counts so much less than the source."""


@dataclass(frozen=True)
class Result:
    """figures: as printed. ndcg: of each customer, by source, where any item or new items are asked for."""

    figures: dict[str, dict[str, float]]
    any_item: dict[str, Floats] = field(default_factory=dict[str, Floats])
    new_items: dict[str, Floats] = field(default_factory=dict[str, Floats])
    chosen: dict[str, str] = field(default_factory=dict[str, str])


def benchmark(
    table: Frame,
    protocol: Protocol,
    *,
    seed: int = 0,
    cut: datetime | None = None,
    tuning_cut: datetime | None = None,
    most: int | None = 5000,
    report: Callable[[str], None] = lambda _: None,
) -> Result:
    """Figures of every source, peer and ours on a checked table (`table.py`).

    cut: of next-basket; tuning_cut: the earlier one that validation takes (by default it lies as far before
    as the same share of rows says). most: customers asked about at most. Raises Invalid where the protocol
    leaves nothing to ask, in the test or in the validation.
    """
    whole = split(table, protocol, seed=seed, cut=cut)
    inner = asked(split(whole.train, protocol, seed=seed + 1, cut=tuning_cut), most=most, seed=seed)
    inner = _with_segments(inner)
    tried = contenders(inner.interactions, repeats=inner.repeats)
    chosen = {name: _chosen(name, makers, inner, report) for name, makers in tried.items()}
    ranked = [name for name in RANKED if name in chosen]
    learnt_new = _learn(inner, chosen, ranked, new_only=True)
    again = [*ranked, "buy_again"] if inner.repeats else ranked
    learnt_any = _learn(inner, chosen, again, new_only=False) if inner.repeats else learnt_new
    part = _with_segments(asked(whole, most=most, seed=seed))
    result = Result({}, chosen={name: told for name, (_, told) in chosen.items()})
    sources: dict[str, Source] = {}
    seconds: dict[str, float] = {}
    for name, (make, _) in chosen.items():
        report(f"fit {name}")
        sources[name], seconds[name] = _fit(make, part)
    filler = sources["popularity"].score_many(part.histories)
    for name, source in sources.items():
        _measure(result, name, part, seconds[name], any_list=source, new_list=source, filler=filler)
    factor_new, factor_any = (demand(part.interactions, one.demand) for one in (learnt_new, learnt_any))
    new = Ranker([sources[name] for name in ranked], learnt_new.weights, factor_new)
    blend = Ranker([sources[name] for name in again], learnt_any.weights, factor_any)
    used = {source.name for source in (*new.sources, *blend.sources)}
    fit = sum(seconds[name] for name in sources if name in used)
    _measure(result, OURS, part, fit, any_list=blend, new_list=new, filler=filler)
    result.chosen[OURS] = f"new: {_told(ranked, learnt_new)}; any: {_told(again, learnt_any)}"
    return result


def _chosen(
    name: str, makers: Sequence[Maker], part: Asked, report: Callable[[str], None]
) -> tuple[Maker, str]:
    """The maker whose source does best in the validation; buy_again by any item, others by new ones."""
    report(f"choose {name} among {len(makers)}")
    found = [(_quality(make, part, new_only=name != "buy_again"), n) for n, make in enumerate(makers)]
    best_one = makers[max(found, key=lambda one: (one[0], -one[1]))[1]]
    return best_one, str(getattr(best_one(part.interactions), "config", ""))


def _quality(make: Maker, part: Asked, *, new_only: bool) -> float:
    source, _ = _fit(make, part)
    truth, keep = wanted(part, new_only=new_only)
    scores = source.score_many(part.histories)
    if new_only:
        scores = np.where(part.seen(), 0.0, scores)
    right = [one for one, kept in zip(truth, keep, strict=True) if kept]
    return float(measure(best(scores[keep], K), right, scores.shape[1], K).ndcg.mean()) if right else 0.0


def _fit(make: Maker, part: Asked) -> tuple[Source, float]:
    started = time.perf_counter()
    source = make(part.interactions)
    source.fit(part.interactions)
    return source, time.perf_counter() - started


def _learn(part: Asked, chosen: dict[str, tuple[Maker, str]], names: list[str], *, new_only: bool) -> Learnt:
    sources = [_fit(chosen[name][0], part)[0] for name in names]
    return learn_weights(part, sources, new_only=new_only)


def _measure(
    result: Result,
    name: str,
    part: Asked,
    fit: float,
    *,
    any_list: Scorer,
    new_list: Scorer,
    filler: FloatArray,
) -> None:
    started = time.perf_counter()
    for history in part.histories[:TIMED]:
        best(new_list.score(history)[None], K)
    each = (time.perf_counter() - started) / max(len(part.histories[:TIMED]), 1)
    figures: dict[str, float] = {}
    seen = part.seen()
    for kind, source in (("any", any_list), ("new", new_list)):
        if kind == "any" and not part.repeats:
            continue
        truth, keep = wanted(part, new_only=kind == "new")
        if not keep.any():
            continue
        scores = source.score_many(part.histories)
        scores = scores / np.maximum(scores.max(axis=1, keepdims=True), 1e-300) + FEW * filler
        scores = np.where(seen, 0.0, scores) if kind == "new" else scores
        right = [one for one, kept in zip(truth, keep, strict=True) if kept]
        found = measure(best(scores[keep], K), right, scores.shape[1], K)
        prefix = "new_" if kind == "new" and part.repeats else ""
        figures |= {
            f"{prefix}ndcg@{K}": round(float(found.ndcg.mean()), 4),
            f"{prefix}recall@{K}": round(float(found.recall.mean()), 4),
            f"{prefix}coverage": round(found.coverage, 4),
        }
        (result.any_item if kind == "any" else result.new_items)[name] = found.ndcg
    result.figures[name] = figures | {"fit_seconds": round(fit, 3), "p50_ms": round(each * 1000, 3)}


def _with_segments(part: Asked) -> Asked:
    segments = activity_segments(part.interactions)
    histories = [replace(one, segment=segments.get(one.customer or "")) for one in part.histories]
    return replace(part, histories=histories)


def _told(names: Sequence[str], learnt: Learnt) -> str:
    weights = ", ".join(f"{name} {weight:.3f}" for name, weight in zip(names, learnt.weights, strict=True))
    return f"{weights}, demand ^ {learnt.demand.exponent}"
