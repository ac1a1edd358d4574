"""A candidate against the live model on the same frozen messages, with a verdict that allows for chance."""

from collections import Counter
from dataclasses import asdict, dataclass
from math import comb
from typing import Any, Literal

from engine.errors import Conflict
from engine.nlu.evaluation.classes import class_scores
from engine.nlu.evaluation.frozen import FrozenResult

Verdict = Literal["better", "worse", "equal"]
SIGNIFICANT = 0.05


@dataclass(frozen=True)
class Change:
    """A message that the two models read differently; `verdict` says for whose good."""

    text: str
    language: str
    intent: str
    live: str
    candidate: str
    verdict: Literal["mended", "broken", "still_wrong"]


@dataclass(frozen=True)
class IntentDelta:
    name: str
    support: int
    live: float
    candidate: float
    mended: int
    broken: int


@dataclass(frozen=True)
class Comparison:
    """p: of a test that found this much difference where both models are equally good (McNemar, exact)."""

    verdict: Verdict
    p: float
    mended: int
    broken: int
    messages: int
    live: dict[str, Any]
    candidate: dict[str, Any]
    intents: list[IntentDelta]
    changes: list[Change]

    def as_dict(self) -> dict[str, Any]:
        return {**asdict(self), "words": in_words(self)}


def compare(live: FrozenResult, candidate: FrozenResult) -> Comparison:
    """Raises Conflict where the two were measured on different messages."""
    if live.digest != candidate.digest:
        raise Conflict(
            "The two models were measured on different versions of the frozen test; "
            "measure both anew with `attune nlu evaluate --model ID`"
        )
    changes = _changes(live, candidate)
    kinds = Counter(change.verdict for change in changes)
    p = mcnemar(kinds["mended"], kinds["broken"])
    return Comparison(
        verdict=_verdict(kinds["mended"], kinds["broken"], p),
        p=p,
        mended=kinds["mended"],
        broken=kinds["broken"],
        messages=len(live.messages),
        live=live.report["overall"],
        candidate=candidate.report["overall"],
        intents=_deltas(live, candidate, changes),
        changes=changes,
    )


def mcnemar(mended: int, broken: int) -> float:
    """Chance that equal models would differ at least so one-sidedly: exact, two-sided (McNemar 1947).

    Only messages that one of them got right count: under equality each is a fair coin's toss.
    """
    tosses = mended + broken
    tail = sum(comb(tosses, k) for k in range(min(mended, broken) + 1)) / 2**tosses
    return min(1.0, 2 * tail)


def in_words(comparison: Comparison) -> str:
    """The verdict as one sentence."""
    mended, broken = comparison.mended, comparison.broken
    counted = f"{mended} of {comparison.messages} frozen messages are newly understood, {broken} no longer"
    if comparison.verdict == "equal":
        return f"Equal within noise: {counted}; so small a difference may be chance (p = {comparison.p:.2f})."
    chance = "p < 0.001" if comparison.p < 0.001 else f"p = {comparison.p:.3f}"  # noqa: PLR2004
    return f"{comparison.verdict.capitalize()}: {counted}; hardly chance ({chance})."


def _verdict(mended: int, broken: int, p: float) -> Verdict:
    if p >= SIGNIFICANT:
        return "equal"
    return "better" if mended > broken else "worse"


def _changes(live: FrozenResult, candidate: FrozenResult) -> list[Change]:
    changes: list[Change] = []
    for message, old, new in zip(live.messages, live.parses, candidate.parses, strict=True):
        if old.intent == new.intent:
            continue
        right_before, right_now = old.intent == message.intent, new.intent == message.intent
        verdict = "mended" if right_now else "broken" if right_before else "still_wrong"
        language = message.language or new.language
        changes.append(Change(message.text, language, message.intent, old.intent, new.intent, verdict))
    order = ("broken", "mended", "still_wrong")
    return sorted(changes, key=lambda change: (order.index(change.verdict), change.intent))


def _deltas(live: FrozenResult, candidate: FrozenResult, changes: list[Change]) -> list[IntentDelta]:
    """F1 of each intent before and now, the greatest change first."""
    actual = [message.intent for message in live.messages]
    before = class_scores(actual, [parse.intent for parse in live.parses])
    now = class_scores(actual, [parse.intent for parse in candidate.parses])
    kinds = Counter((change.intent, change.verdict) for change in changes)
    deltas = [
        IntentDelta(
            old.name, old.support, old.f1, new.f1, kinds[old.name, "mended"], kinds[old.name, "broken"]
        )
        for old, new in zip(before, now, strict=True)
    ]
    return sorted(deltas, key=lambda delta: (-abs(delta.candidate - delta.live), delta.name))
