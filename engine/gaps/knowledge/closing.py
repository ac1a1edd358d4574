"""What would close most of an unanswered topic."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from engine.knowledge.search import GOOD_ENOUGH, ArticleIndex
from engine.nlu.inbox.reasons import guesses_of
from engine.store.types import LocalizedText
from engine.text.language import Language

NEAR = GOOD_ENOUGH / 2
"""Probability that an article answers from which on it is near enough to be extended instead of a new one."""
SURE = 0.35
"""Mean confidence of an intent's guesses from which on examples would teach it these words; the model itself
answers from there on."""


@dataclass(frozen=True)
class Closing:
    """kind: what to edit; `id` and `title` name the article or intent, none of a new article. nearness: the
    mean probability that the article answers, or that the intent is meant.
    """

    kind: Literal["article", "intent", "new_article"]
    id: str | None
    title: LocalizedText
    nearness: float


def best_closing(
    texts: Mapping[Language, Sequence[str]], readings: Sequence[Mapping[str, Any]], articles: ArticleIndex
) -> Closing:
    """By the nearest article over the topic's most typical texts, and the model's own guesses of `readings`
    (nlu of its messages). An article that answers surely and was not given was missed for its intent.
    """
    article, probability, title = _nearest_article(texts, articles)
    intent, confidence = _nearest_intent(readings)
    if article and probability >= NEAR:
        return Closing("article", article, title, probability)
    if intent and confidence >= SURE:
        return Closing("intent", intent, {}, confidence)
    return Closing("new_article", None, title if article else {}, probability)


def _nearest_article(
    texts: Mapping[Language, Sequence[str]], articles: ArticleIndex
) -> tuple[str | None, float, LocalizedText]:
    scores: Counter[str] = Counter()
    titles: dict[str, dict[str, str]] = {}
    asked = 0
    for language, own in texts.items():
        for text in own:
            asked += 1
            for hit in articles.search(text, language, None, 5):
                scores[hit.slug] += hit.score  # pyright: ignore[reportArgumentType] - sums of floats
                titles.setdefault(hit.slug, {})[language] = hit.title
    if not scores:
        return None, 0.0, {}
    slug, total = scores.most_common(1)[0]
    return slug, float(total) / asked, titles[slug]


def _nearest_intent(readings: Sequence[Mapping[str, Any]]) -> tuple[str | None, float]:
    sums: dict[str, float] = {}
    for nlu in readings:
        for guess in guesses_of(nlu):
            sums[guess["name"]] = sums.get(guess["name"], 0.0) + float(guess["confidence"])
    if not sums:
        return None, 0.0
    name = max(sums, key=lambda one: (sums[one], one))
    return name, sums[name] / len(readings)
