"""Words of English and Chinese texts: spaCy's blank pipelines, with numbers and addresses kept whole."""

import logging
import warnings
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from engine.text.language import Language
from engine.text.literals import find_literals

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc, Span

MERGE = "attune_literals"


@lru_cache(maxsize=2)
def pipeline(language: Language) -> "Pipeline":
    """The blank pipeline: tokens, with e-mail, card, phone and order number one token and one entity each.

    Chinese is cut by jieba. Loading takes seconds, once a process: spaCy is imported here and not with this
    module, because it brings torch along and an app that starts again has customers waiting.
    """
    import spacy  # noqa: PLC0415
    from spacy.language import Language as Pipeline  # noqa: PLC0415

    if not Pipeline.has_factory(MERGE):
        Pipeline.component(MERGE, func=merge_literals)
    if language == "zh":
        _load_jieba()
        nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    else:
        nlp = spacy.blank("en")
    nlp.add_pipe(MERGE)
    return nlp


def merge_literals(doc: "Doc") -> "Doc":
    """Make each literal that the tokeniser cut to pieces one token again, and an entity."""
    entities: list[Span] = []
    for one in find_literals(doc.text):
        span = doc.char_span(one.start, one.end, label=one.label, alignment_mode="expand")
        if span is not None and (not entities or span.start >= entities[-1].end):
            entities.append(span)
    doc.ents = entities
    with doc.retokenize() as retokenizer:
        for span in entities:
            retokenizer.merge(span)
    return doc


def words(text: str, language: Language, *, stop_words: bool = True) -> list[str]:
    """The text's words in lower case, without punctuation and spaces.

    stop_words: False leaves out "the", "的" and their like.
    """
    return [
        token.lower_
        for token in pipeline(language)(text)
        if not token.is_punct and not token.is_space and (stop_words or not token.is_stop)
    ]


def _load_jieba() -> None:
    # Its source has escape sequences that Python warns of when it compiles them,
    # and it announces its dictionary on standard error.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        import_module("jieba")
    logging.getLogger("jieba").setLevel(logging.WARNING)
