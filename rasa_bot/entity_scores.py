"""python -m rasa_bot.entity_scores [DATA] [TARGET]: precision, recall and F1 of the learnt entities.

A fifth of the distinct messages is held out; lookup and CRF learn from the rest. Counted are spans, right
when entity, start and end are, over held-out messages with at least one annotation (the others leave nouns
unannotated, see components/crf_examples.py) and, as `plain`, the share of messages without annotation and
without any annotated word in which something is found. DATA: folder of NLU files. TARGET: a JSON file.

The CRF's penalties and the lookup's rule of every second time were chosen with such figures in view: they are
no untouched test.
"""

import json
import sys
import tempfile
import time
import zlib
from collections import Counter
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, List, Sequence

from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.training_data import TrainingData

from rasa_bot.components.crf_examples import Annotated, pick, plain_messages, spans_in
from rasa_bot.components.crf_features import Span
from rasa_bot.components.crf_model import CrfModel, Example
from rasa_bot.components.language import detect
from rasa_bot.components.lookup import LookupIndex, learn
from rasa_bot.components.spans import Found, free_of
from rasa_bot.components.tokenizer import split

ENTITIES_LEARNT = ["product", "category", "color", "size", "reason"]
FOLDS = 5
Finder = Callable[[str], List[Span]]


def held_out(text: str) -> bool:
    """By the text alone, so that more examples do not move the old ones."""
    return zlib.crc32(text.lower().encode()) % FOLDS == 0


def scores(find: Finder, messages: Iterable[Annotated]) -> Dict[str, Dict[str, float]]:
    """Per entity, and `all`: precision, recall, F1 and how many there are."""
    right: Counter = Counter()
    found: Counter = Counter()
    there: Counter = Counter()
    for text, wanted in messages:
        got = set(find(text))
        for counter, spans in ((right, got & set(wanted)), (found, got), (there, set(wanted))):
            for span in spans:
                counter.update([span.entity, "all"])
    return {
        entity: {
            "precision": round(right[entity] / max(1, found[entity]), 3),
            "recall": round(right[entity] / max(1, there[entity]), 3),
            "f1": round(2 * right[entity] / max(1, found[entity] + there[entity]), 3),
            "count": there[entity],
        }
        for entity in (*ENTITIES_LEARNT, "all")
    }


def measure(data: Path) -> Dict[str, Any]:
    """Scores of the lookup alone, the CRF alone and both, per language; times in milliseconds and seconds."""
    everything = load_data(str(data))
    messages = {
        m.get(TEXT): spans_in(m.get(ENTITIES) or [], set(ENTITIES_LEARNT)) for m in everything.nlu_examples
    }
    test = [(text, spans) for text, spans in messages.items() if held_out(text)]
    training = TrainingData(
        [m for m in everything.nlu_examples if not held_out(m.get(TEXT))],
        entity_synonyms=everything.entity_synonyms,
        lookup_tables=everything.lookup_tables,
    )
    lookup = LookupIndex(learn(training, ENTITIES_LEARNT))
    started = time.perf_counter()
    examples = pick((text, spans) for text, spans in messages.items() if not held_out(text))
    with tempfile.TemporaryDirectory() as folder:
        crf = CrfModel.fit((Example(split(text), spans) for text, spans in examples), Path(folder) / "crf")
    seconds = time.perf_counter() - started

    def by_lookup(text: str) -> List[Span]:
        return [Span(one.entity, one.start, one.end) for one in lookup.find(text)]

    def by_crf(text: str) -> List[Span]:
        return crf.spans(split(text))

    def by_both(text: str) -> List[Span]:
        taken = lookup.find(text)
        more = free_of((Found(*span, value=None) for span in by_crf(text)), taken)
        return [Span(one.entity, one.start, one.end) for one in (*taken, *more)]

    finders = {"lookup": by_lookup, "crf": by_crf, "both": by_both}
    annotated = [message for message in test if message[1]]
    by_language = {lang: [m for m in annotated if detect(m[0]) == lang] for lang in ("en", "zh")}
    plain = plain_messages(messages.items(), held_out)
    return {
        "messages": {"trained": len(examples), "tested": len(annotated), "plain": len(plain)},
        "training_seconds": round(seconds, 1),
        "crf_milliseconds": _milliseconds(crf.spans, [split(text) for text, _ in test]),
        "lookup_milliseconds": _milliseconds(lookup.find, [text for text, _ in test]),
        **{
            name: {
                **{lang: scores(find, some) for lang, some in by_language.items()},
                "plain": round(sum(bool(find(text)) for text in plain) / max(1, len(plain)), 3),
            }
            for name, find in finders.items()
        },
    }


def _milliseconds(find: Callable[[Any], Any], inputs: Sequence[Any]) -> float:
    """Mean time of one message; the CRF is given its tokens."""
    started = time.perf_counter()
    for one in inputs:
        find(one)
    return round((time.perf_counter() - started) / max(1, len(inputs)) * 1000, 3)


def main(arguments: List[str]) -> int:
    data = Path(arguments[0]) if arguments else Path(__file__).parent / "data" / "nlu"
    report = json.dumps(measure(data), indent=1, ensure_ascii=False)
    if len(arguments) > 1:
        Path(arguments[1]).write_text(report, encoding="utf-8")
    print(report)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
