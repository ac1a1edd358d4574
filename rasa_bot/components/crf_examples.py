"""Which training messages the CRF learns from.

Many messages of the training data leave their nouns unannotated, so a message without annotations does not
say that it has no product. Taken are all messages with at least one annotation of the wanted entities, and a
sample of those that have none and hold no word that is annotated elsewhere.
"""

import re
import zlib
from typing import Callable, Iterable, List, Sequence, Set, Tuple

from rasa_bot.components.crf_features import Span

Annotated = Tuple[str, List[Span]]
PLAIN_SHARE = 0.25
"""Messages without entities for each message with some."""
_ANNOTATED_ALONE = 2


def pick(messages: Iterable[Annotated]) -> List[Annotated]:
    """The messages to learn from; the same messages, in any order, give the same pick."""
    distinct = sorted(dict(messages).items())
    having = [message for message in distinct if message[1]]
    plain = plain_messages(distinct)
    plain.sort(key=lambda text: zlib.crc32(text.encode()))
    return having + [(text, []) for text in plain[: round(PLAIN_SHARE * len(having))]]


def plain_messages(
    messages: Iterable[Annotated], wanted: Callable[[str], bool] = lambda text: True
) -> List[str]:
    """Those wanted, without annotations, that hold no word which is annotated in any message."""
    listed = list(messages)
    surfaces = {text[span.start : span.end].lower() for text, spans in listed for span in spans}
    named = _any_of(surfaces)
    return [text for text, spans in listed if not spans and wanted(text) and not named.search(text.lower())]


def spans_in(annotations: Sequence[dict], wanted: Set[str]) -> List[Span]:
    """Rasa's annotations of one message, of the wanted entities only."""
    return [Span(one["entity"], one["start"], one["end"]) for one in annotations if one["entity"] in wanted]


def _any_of(surfaces: Set[str]) -> "re.Pattern[str]":
    long_enough = sorted((s for s in surfaces if len(s) >= _ANNOTATED_ALONE), key=lambda s: (-len(s), s))
    return re.compile("|".join(map(re.escape, long_enough)) or r"(?!)")
