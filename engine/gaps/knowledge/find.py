"""Knowledge gaps of a window of time: topics that customers ask about in vain, worth most first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from sqlalchemy.orm import Session

from engine.conversations.service import Question, questions_between
from engine.gaps.knowledge.asked import Asked, made_ready
from engine.gaps.knowledge.closing import Closing, best_closing
from engine.gaps.knowledge.clusters import most_typical
from engine.gaps.knowledge.places import SentenceEncoder
from engine.gaps.knowledge.share import Share, share_of
from engine.gaps.knowledge.topics import Topic, topics_of
from engine.gaps.knowledge.words import characteristic
from engine.knowledge.entries import LANGUAGES
from engine.knowledge.search import ArticleIndex
from engine.text.language import Language

TYPICAL = 5
"""Texts of each language by which the nearest article is looked for."""
FALLBACK = "nlu_fallback"
MOST = 100
"""Gaps that are told of; a list that nobody reads to its end needs no more."""
FEW = 20
"""Questions of an intent, below which its share says nothing of what is usual."""


@dataclass(frozen=True)
class IntentShare:
    """An intent's questions, and how many of them were left unresolved."""

    intent: str
    share: Share


@dataclass(frozen=True)
class Gap:
    """An unanswered topic. label: its most typical message, label_id names it. closes: questions of
    such a window that closing it would answer. unresolved, answered: message ids, the most typical first.
    """

    label: str
    label_id: str
    language: Language
    words: Mapping[Language, Sequence[str]]
    share: Share
    closes: float
    why: Mapping[str, int]
    closing: Closing
    unresolved: Sequence[str]
    answered: Sequence[str]
    examples: Sequence[str]


@dataclass(frozen=True)
class KnowledgeGaps:
    """usual: the share unresolved of the shop's intents, which closing a gap can bring a topic to."""

    since: datetime
    until: datetime
    share: Share
    usual: float
    intents: Sequence[IntentShare]
    gaps: Sequence[Gap]


def knowledge_gaps(
    session: Session,
    encoders: Mapping[Language, SentenceEncoder],
    articles: ArticleIndex,
    since: datetime,
    until: datetime,
) -> KnowledgeGaps:
    """Find them. encoders: for each language the model that reads it; that of Chinese reads English too."""
    return gaps_in(questions_between(session, since, until), encoders, articles, since, until)


def gaps_in(
    questions: Sequence[Question],
    encoders: Mapping[Language, SentenceEncoder],
    articles: ArticleIndex,
    since: datetime,
    until: datetime,
) -> KnowledgeGaps:
    """The same of questions that were read already.

    Ranked by (lower end of the Wilson interval - usual share) x questions asked: what closing is sure to
    answer beyond what goes wrong with every topic. Without the usual share, an intent that is asked a
    thousand times and answered nine times in ten would stand before what nobody answers at all.
    """
    asked = made_ready(questions, encoders)
    intents = _intents(questions)
    usual = median([one.share.share or 0.0 for one in intents if one.share.asked >= FEW] or [0.0])
    topics = sorted(topics_of(asked), key=lambda one: -_closes(one, usual))[:MOST]
    topics = [one for one in topics if _closes(one, usual) > 0]
    words = _words(asked, topics)
    gaps = [_gap(asked, topic, words[n], usual, articles) for n, topic in enumerate(topics)]
    whole = share_of(sum(q.unresolved for q in questions), len(questions))
    return KnowledgeGaps(since, until, whole, usual, intents, gaps)


def _intents(questions: Sequence[Question]) -> list[IntentShare]:
    """Those that were found, the most unresolved first."""
    asked = Counter(one.topic for one in questions)
    lost = Counter(one.topic for one in questions if one.unresolved)
    shares = [IntentShare(name, share_of(lost[name], n)) for name, n in asked.items() if name != FALLBACK]
    return sorted(shares, key=lambda one: (-one.share.low * one.share.asked, one.intent))


def _closes(topic: Topic, usual: float) -> float:
    return (share_of(len(topic.unresolved), topic.asked).low - usual) * topic.asked


def _by_language(asked: Asked, rows: Sequence[int]) -> dict[Language, list[int]]:
    found: dict[Language, list[int]] = {}
    for row in rows:
        found.setdefault(asked.questions[row].message.language, []).append(row)
    return found


def _words(asked: Asked, topics: Sequence[Topic]) -> list[dict[Language, Sequence[str]]]:
    found: list[dict[Language, Sequence[str]]] = [{} for _ in topics]
    rows = [_by_language(asked, topic.unresolved) for topic in topics]
    for language in LANGUAGES:
        numbers = [n for n, own in enumerate(rows) if language in own]
        texts = [[asked.texts[row] for row in rows[n][language]] for n in numbers]
        for n, telling in zip(numbers, characteristic(texts, language), strict=True):
            found[n][language] = telling
    return found


def _gap(
    asked: Asked,
    topic: Topic,
    words: Mapping[Language, Sequence[str]],
    usual: float,
    articles: ArticleIndex,
) -> Gap:
    share = share_of(len(topic.unresolved), topic.asked)
    by_language = _by_language(asked, topic.unresolved)
    # By size: the label is read beside messages most of which are in its language.
    language, rows = max(by_language.items(), key=lambda one: len(one[1]))
    label = rows[most_typical(asked.likeness(rows, rows), [asked.texts[row] for row in rows])]
    texts: dict[Language, Sequence[str]] = {
        name: list(dict.fromkeys(asked.texts[row] for row in own))[:TYPICAL]
        for name, own in by_language.items()
    }
    lost = [asked.questions[row] for row in topic.unresolved]
    return Gap(
        label=asked.texts[label],
        label_id=asked.questions[label].message.id,
        language=language,
        words=words,
        share=share,
        closes=_closes(topic, usual),
        why=Counter(why for one in lost for why in one.why),
        closing=best_closing(texts, [one.message.nlu for one in lost], articles),
        unresolved=[one.message.id for one in lost],
        answered=[asked.questions[row].message.id for row in topic.answered],
        examples=[text for own in texts.values() for text in own],
    )
