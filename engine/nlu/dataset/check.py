"""What is wrong with the training data, each problem with file and line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.nlu.dataset.corpus import Corpus, Example
from engine.nlu.dataset.problems import Kind, Problem
from engine.nlu.dataset.similar import similar_pairs
from engine.nlu.dataset.wording import normalised

NEAR = 0.85
"""Character trigram Jaccard similarity from which two examples count as nearly the same."""


@dataclass(frozen=True)
class Report:
    """`problems` are errors, by file and line; `same_intent` counts near-duplicates within one intent."""

    examples: int
    problems: tuple[Problem, ...]
    same_intent: int


def check(corpus: Corpus) -> Report:
    """Look for everything that `Problem.kind` lists."""
    problems = [*corpus.problems, *_single(corpus), *_frozen(corpus)]
    first: dict[str, Example] = {}
    for one in corpus.examples:
        first.setdefault(one.text.casefold(), one)
    problems += _same_text(corpus.examples, first)
    # Texts that stand twice are named already; each is compared once with the others.
    near = list(_near(list(first.values())))
    problems += [problem for problem in near if problem is not None]
    ordered = sorted(problems, key=lambda one: (one.file, one.line, one.kind))
    return Report(len(corpus.examples), tuple(ordered), near.count(None))


def _single(corpus: Corpus) -> Iterator[Problem]:
    """What is wrong with an example or a block by itself."""
    for file, layout in corpus.layouts.items():
        for block in layout.blocks:
            if block.intent not in corpus.domain.intents:
                yield Problem(
                    kind="unknown_intent",
                    file=file,
                    line=block.number,
                    message=f"No domain file declares the intent {block.intent}",
                    way_out="declare it in rasa_bot/domain or correct the name",
                    intent=block.intent,
                )
    entities = frozenset(corpus.domain.entities)
    for one in corpus.examples:
        if one.plain.fault:
            way_out = "write entities as [text](entity), and other brackets as round ones"
            yield _about(one, "broken_markup", one.plain.fault, way_out)
        for span in one.entities:
            if span.entity and span.entity not in entities:
                message = f"No domain file declares the entity {span.entity}"
                yield _about(one, "unknown_entity", message, "declare it or choose another one")
    for one in corpus.examples:
        if not one.text.strip():
            yield _about(one, "empty_example", "The example is empty", "write it or delete the line")


def _frozen(corpus: Corpus) -> Iterator[Problem]:
    """Messages of the frozen test that the model would have seen before."""
    frozen = {normalised(one.text): one for one in corpus.frozen_messages}
    for one in corpus.examples:
        test = frozen.get(normalised(one.text))
        if test is not None:
            message = f"{one.text!r} is a message of the frozen test ({test.file}:{test.line})"
            yield _about(
                one, "frozen", message, "delete it here: a test that was trained on says nothing", test
            )


def _same_text(examples: Sequence[Example], first: Mapping[str, Example]) -> Iterator[Problem]:
    """The same text once more, under another intent or under the same one."""
    for one in examples:
        earlier = first[one.text.casefold()]
        if earlier is one:
            continue
        place = f"({earlier.file}:{earlier.line})"
        if earlier.intent == one.intent:
            message = f"{one.text!r} stands twice under {one.intent} {place}"
            yield _about(one, "duplicate", message, "delete one of them", earlier)
        else:
            message = f"{one.text!r} stands under {one.intent} and under {earlier.intent} {place}"
            yield _about(one, "label_conflict", message, "decide which one it is", earlier)


def _near(examples: Sequence[Example]) -> Iterator[Problem | None]:
    """Nearly the same text under two intents; None for each such pair within one intent."""
    for pair in similar_pairs([normalised(one.text) for one in examples], NEAR):
        earlier, one = examples[pair.first], examples[pair.second]
        if earlier.intent == one.intent:
            yield None
            continue
        message = (
            f"{one.text!r} ({one.intent}) is nearly {earlier.text!r} ({earlier.intent}, "
            f"{earlier.file}:{earlier.line})"
        )
        yield _about(one, "near_duplicate", message, "decide which intent it is, or tell them apart", earlier)


def _about(one: Example, kind: Kind, message: str, way_out: str, other: Example | None = None) -> Problem:
    return Problem(
        kind,
        one.file,
        one.line,
        message,
        way_out,
        text=one.text,
        intent=one.intent,
        other=other.as_other() if other else None,
    )
