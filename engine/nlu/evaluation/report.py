"""All figures of one model on one set of labelled messages, as one JSON object."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

import numpy as np

from engine.nlu.evaluation.classes import accuracy, class_scores, confusions, macro_f1
from engine.nlu.evaluation.confidence import (
    confidence_histogram,
    expected_calibration_error,
    reliability_bins,
)
from engine.nlu.evaluation.labelled import Labelled, digest_of
from engine.nlu.evaluation.parses import Parse
from engine.nlu.evaluation.scope import OUT_OF_SCOPE, Judged, scope_figures

CONFUSIONS: Final = 25
Pairs = Sequence[tuple[Labelled, Parse]]


def report_of(messages: Sequence[Labelled], parses: Sequence[Parse]) -> dict[str, Any]:
    """Figures of parses against labels, in the same order.

    Everything under `overall`, `languages`, `intents` and `confused` is strict: a message turned away
    (nlu_fallback) is a prediction of its own, hence wrong. `ignoring_fallback` takes the top intent instead.
    Raises ValueError where the two differ in length.
    """
    pairs = list(zip(messages, parses, strict=True))
    actual, said = [m.intent for m in messages], [p.intent for p in parses]
    confidence = np.array([parse.confidence for parse in parses], dtype=np.float64)
    right = np.array([parse.best == message.intent for message, parse in pairs], dtype=np.bool_)
    bins = reliability_bins(confidence, right)
    return {
        "digest": digest_of(messages),
        "overall": summary(pairs),
        "languages": {
            language: summary([pair for pair in pairs if _language(pair) == language])
            for language in sorted({_language(pair) for pair in pairs})
        },
        "intents": [asdict(score) for score in class_scores(actual, said)],
        "confused": [
            asdict(one) for one in confusions(actual, said, [m.text for m in messages])[:CONFUSIONS]
        ],
        "calibration": {"ece": expected_calibration_error(bins), "bins": [asdict(one) for one in bins]},
        "confidence": confidence_histogram(confidence, right),
        "scope": _scope(pairs, right),
        "sentiment": _sentiment(pairs),
    }


def summary(pairs: Pairs) -> dict[str, Any]:
    """The figures that one reads first, of all messages or of one language's."""
    actual = [message.intent for message, _ in pairs]
    said, best = [parse.intent for _, parse in pairs], [parse.best for _, parse in pairs]
    return {
        "messages": len(pairs),
        "right": sum(one == other for one, other in zip(actual, said, strict=True)),
        "accuracy": accuracy(actual, said),
        "macro_f1": macro_f1(actual, said),
        "turned_away": sum(parse.turned_away for _, parse in pairs) / len(pairs) if pairs else 0.0,
        "ignoring_fallback": {"accuracy": accuracy(actual, best), "macro_f1": macro_f1(actual, best)},
    }


def _language(pair: tuple[Labelled, Parse]) -> str:
    message, parse = pair
    return message.language or parse.language


def _scope(pairs: Pairs, right: Any) -> dict[str, Any] | None:
    if any(parse.familiarity is None for _, parse in pairs):
        return None
    return scope_figures(
        Judged(
            familiarity=np.array([parse.familiarity for _, parse in pairs], dtype=np.float64),
            right=right,
            stranger=np.array([message.intent == OUT_OF_SCOPE for message, _ in pairs], dtype=np.bool_),
            noticed=np.array([parse.best == OUT_OF_SCOPE for _, parse in pairs], dtype=np.bool_),
            turned_away=np.array([parse.turned_away for _, parse in pairs], dtype=np.bool_),
        )
    )


def _sentiment(pairs: Pairs) -> dict[str, Any] | None:
    labelled = [(m.sentiment, p.sentiment or "") for m, p in pairs if m.sentiment]
    if not labelled:
        return None
    actual, said = [one for one, _ in labelled], [other for _, other in labelled]
    return {
        "messages": len(labelled),
        "accuracy": accuracy(actual, said),
        "macro_f1": macro_f1(actual, said),
        "labels": [asdict(score) for score in class_scores(actual, said)],
    }
