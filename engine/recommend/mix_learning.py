"""Configurations and weights of all sources, by what customers bought next in a window held back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from engine.errors import Invalid
from engine.frames import Frame
from engine.recommend.beside import Beside
from engine.recommend.evaluation.metrics import best, measure, wanted
from engine.recommend.evaluation.protocols import Asked, asked, split
from engine.recommend.interactions import Interactions
from engine.recommend.makers import LEARNABLE, Config, can_be_made, configs_of, made
from engine.recommend.mix import Mix, default_mix
from engine.recommend.ranker_learning import LearningConfig, learn_weights
from engine.recommend.source import Source

K = 10
FEWEST = 50
"""Customers whose next purchase must be known, else a weight would be chance."""
CELLS = 4_000_000
"""Scores of one source that are held at once; bounds the customers that are asked about."""
LARGE = 4_000
"""From so many items on configurations are not tried out: one fit of each source takes minutes."""
FEW_DATED = 0.5

Report = Callable[[str], None]


@dataclass(frozen=True)
class Chosen:
    """A mix, and its sources as they were fitted on the part to learn from."""

    mix: Mix
    sources: Mapping[str, Source]


def learn_mix(table: Frame, beside: Beside, report: Report = lambda _: None) -> Mix:
    """The mix of a whole log: columns customer, item, weight, bought, at.

    The part to learn from is what lies before the last fifth of the purchases, asked for is each customer's
    next basket; a log without moments is split by chance. A shop with too little history has the defaults.
    """
    dated = bool(len(table)) and table["at"].notna().mean() >= FEW_DATED
    rows = table[table["at"].notna()] if dated else table
    try:
        part = asked(split(rows, "next-basket" if dated else "split75"))
    except Invalid as problem:
        return default_mix(str(problem))
    most = max(CELLS // max(len(part.interactions.items), 1), FEWEST)
    if len(part.histories) > most:
        drawn = np.sort(np.random.default_rng(0).choice(len(part.histories), most, replace=False))
        part = replace(
            part, histories=[part.histories[n] for n in drawn], truth=[part.truth[n] for n in drawn]
        )
    _, keep = wanted(part, new_only=True)
    if keep.sum() < FEWEST:
        return default_mix(f"Only {int(keep.sum())} customers bought something new in the last of the log.")
    return chosen_mix(part, beside.without_rules(), report).mix


def chosen_mix(part: Asked, beside: Beside, report: Report = lambda _: None) -> Chosen:
    """The configuration of each source that does best on this validation, and the weights of their join.

    buy_again, which is of no use for new items, is among the sources where items may be wanted again.
    """
    part = with_segments(part, beside.segments)
    sources: dict[str, Source] = {}
    configs: dict[str, Config] = {}
    for name in (*LEARNABLE, *(("buy_again",) if part.repeats else ())):
        if can_be_made(name, beside):
            configs[name], sources[name] = _best(name, part, beside, report)
    ranked = [name for name in LEARNABLE if name in sources]
    learnt = learn_weights(part, [sources[name] for name in ranked], new_only=True, config=LearningConfig())
    weights = dict(zip(ranked, learnt.weights, strict=True))
    _, keep = wanted(part, new_only=True)
    mix = Mix(configs, weights, learnt.demand, asked=int(keep.sum()), ndcg=round(learnt.ndcg, 6))
    return Chosen(mix, sources)


def with_segments(part: Asked, segments: Mapping[str, str]) -> Asked:
    """The same with each history's segment, where its customer has one."""
    return replace(
        part, histories=[replace(one, segment=segments.get(one.customer or "")) for one in part.histories]
    )


def quality(source: Source, part: Asked, *, new_only: bool) -> float:
    """Mean NDCG@10 of a fitted source; 0 where nobody is asked about."""
    truth, keep = wanted(part, new_only=new_only)
    scores = source.score_many(part.histories)
    if new_only:
        scores = np.where(part.seen(), 0.0, scores)
    right = [one for one, kept in zip(truth, keep, strict=True) if kept]
    return float(measure(best(scores[keep], K), right, scores.shape[1], K).ndcg.mean()) if right else 0.0


def _best(name: str, part: Asked, beside: Beside, report: Report) -> tuple[Config, Source]:
    """buy_again by any item, the others by new ones; of equal ones the first."""
    interactions = part.interactions
    tried = configs_of(name, interactions)
    if len(interactions.items) > LARGE:
        tried = [type(tried[0])()]
    report(f"choose {name} among {len(tried)}")
    if len(tried) == 1:
        return tried[0], _fitted(name, tried[0], interactions, beside)
    found = [(config, _fitted(name, config, interactions, beside)) for config in tried]
    figures = [quality(source, part, new_only=name != "buy_again") for _, source in found]
    return found[int(np.argmax(figures))]


def _fitted(name: str, config: Config, interactions: Interactions, beside: Beside) -> Source:
    source = made(name, config, interactions, beside)
    source.fit(interactions)
    return source
