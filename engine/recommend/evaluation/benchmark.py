"""Every source, its peers and ours on one split, each with what a validation inside train chose for it."""

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import numpy as np

from engine.frames import Frame
from engine.recommend.beside import Beside
from engine.recommend.chooser import Chooser
from engine.recommend.evaluation.contenders import PEERS, Maker, beside_of
from engine.recommend.evaluation.metrics import best
from engine.recommend.evaluation.protocols import Asked, Protocol, asked, split
from engine.recommend.evaluation.result import K, Result
from engine.recommend.evaluation.served import served_by, served_list, served_lists
from engine.recommend.interactions import FloatArray
from engine.recommend.makers import made
from engine.recommend.mix import Mix
from engine.recommend.mix_learning import Chosen, chosen_mix, quality, with_segments
from engine.recommend.ranker import Ranker
from engine.recommend.ranker_learning import learn_weights
from engine.recommend.source import Scorer, Source
from engine.recommend.sources.demand import demand

OURS = "cascade"
"""The lists as served: two to buy again at most, then new ones; new items only: the list of kind discover."""
BLEND = "blend"
"""Sources and buy_again in one order, which no list of ours is served by: repeats would hide what is new."""
BLENDED = ("ease", "als", "user_knn", "item_knn", "content", "popularity", "buy_again")
TIMED = 50
FEW = 1e-6
"""What fills a list that a source leaves short, popularity, counts so much less than the source."""


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
    chosen = chosen_mix(inner, beside_of(inner.interactions), report)
    peers = {name: _chosen_peer(name, makers, inner, report) for name, makers in PEERS.items()}
    blend = _learnt_blend(inner, chosen) if inner.repeats else None
    part = asked(whole, most=most, seed=seed)
    beside = beside_of(part.interactions)
    part = with_segments(part, beside.segments)
    result = Result({}, chosen.mix, chosen={name: str(config) for name, config in chosen.mix.configs.items()})
    sources: dict[str, Source] = {}
    seconds: dict[str, float] = {}
    for name, config in chosen.mix.configs.items():
        report(f"fit {name}")
        sources[name], seconds[name] = _fit(made(name, config, part.interactions, beside), part)
    for name, make in peers.items():
        report(f"fit {name}")
        sources[name], seconds[name] = _fit(make(), part)
    filler = sources["popularity"].score_many(part.histories)
    for name, source in sources.items():
        _measure_source(result, name, part, source, fit=seconds[name], filler=filler)
    if blend is not None:
        _measure_blend(result, part, blend, sources, filler)
    report("the lists as served")
    _measure_ours(result, part, beside, chosen.mix)
    return result


def _chosen_peer(name: str, makers: Sequence[Maker], part: Asked, report: Callable[[str], None]) -> Maker:
    """The maker whose peer finds new items best in the validation; of equal ones the first."""
    report(f"choose {name} among {len(makers)}")
    figures = [quality(_fit(make(), part)[0], part, new_only=True) for make in makers]
    return makers[int(np.argmax(figures))]


def _fit(source: Source, part: Asked) -> tuple[Source, float]:
    started = time.perf_counter()
    source.fit(part.interactions)
    return source, time.perf_counter() - started


def _learnt_blend(part: Asked, chosen: Chosen) -> Mix:
    """The weights under which these sources together find any item best."""
    names = [name for name in BLENDED if name in chosen.sources]
    found = learn_weights(part, [chosen.sources[name] for name in names], new_only=False)
    return Mix(chosen.mix.configs, dict(zip(names, found.weights, strict=True)), found.demand)


def _measure_source(
    result: Result, name: str, part: Asked, source: Scorer, *, fit: float, filler: FloatArray
) -> None:
    started = time.perf_counter()
    for history in part.histories[:TIMED]:
        best(source.score(history)[None], K)
    each = (time.perf_counter() - started) / max(len(part.histories[:TIMED]), 1)
    scores = source.score_many(part.histories)
    scores = scores / np.maximum(scores.max(axis=1, keepdims=True), 1e-300) + FEW * filler
    lists = {"new": best(np.where(part.seen(), 0.0, scores), K)}
    if part.repeats:
        lists["any"] = best(scores, K)
    result.tell(name, part, lists, fit_seconds=fit, request=each)


def _measure_blend(
    result: Result, part: Asked, mix: Mix, sources: Mapping[str, Source], filler: FloatArray
) -> None:
    used = [name for name, weight in mix.weights.items() if weight > 0]
    weights = [mix.weights[name] for name in used]
    ranker = Ranker([sources[name] for name in used], weights, demand(part.interactions, mix.demand))
    fit = sum(result.figures[name]["fit_seconds"] for name in used)
    _measure_source(result, BLEND, part, ranker, fit=fit, filler=filler)
    result.chosen[BLEND] = _told(mix)


def _measure_ours(result: Result, part: Asked, beside: Beside, mix: Mix) -> None:
    started = time.perf_counter()
    chooser: Chooser = served_by(part.interactions, beside, mix)
    fit = time.perf_counter() - started
    started = time.perf_counter()
    for history in part.histories[:TIMED]:
        served_list(chooser, history, K, "discover")
    each = (time.perf_counter() - started) / max(len(part.histories[:TIMED]), 1)
    lists = {"new": served_lists(chooser, part.histories, K, "discover")}
    if part.repeats:
        lists["any"] = served_lists(chooser, part.histories, K, None)
    result.tell(OURS, part, lists, fit_seconds=fit, request=each)
    result.chosen[OURS] = _told(mix)


def _told(mix: Mix) -> str:
    weights = ", ".join(f"{name} {weight:.3f}" for name, weight in mix.weights.items())
    return f"{weights}, demand ^ {mix.demand.exponent}"
