"""How often the demo shop's own article comes first, by questions written apart from it (questions.yml)."""

from pathlib import Path

import pytest
import yaml

from engine.knowledge.search import ArticleIndex
from engine.settings import ROOT
from engine.store.tables import Article
from engine.text.language import Language
from engine.text.vectors import Encoder

QUESTIONS: dict[str, dict[Language, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "questions.yml").read_text(encoding="utf-8")
)
CONTENTS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "data" / "articles").glob("*.yml"))
}
TOPICS = {slug: content["topics"] for slug, content in CONTENTS.items()}
FIELDS = ("topics", "title", "questions", "answer", "body")


@pytest.fixture(scope="module")
def index(readers: dict[Language, Encoder]) -> ArticleIndex:
    rows = [
        Article(id=slug, **{name: content[name] for name in FIELDS}) for slug, content in CONTENTS.items()
    ]
    return ArticleIndex(rows, readers)


def test_every_article_has_three_test_questions_a_language(index: ArticleIndex) -> None:
    assert len(QUESTIONS) == len(index)
    assert {len(asked) for languages in QUESTIONS.values() for asked in languages.values()} == {3}


@pytest.mark.parametrize(("language", "least"), [("en", 0.66), ("zh", 0.63)])
def test_own_article_comes_first(index: ArticleIndex, language: Language, least: float) -> None:
    asked = [(slug, text) for slug, texts in QUESTIONS.items() for text in texts[language]]
    first = [index.search(text, language, k=1)[0].slug == slug for slug, text in asked]
    assert sum(first) / len(first) >= least


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_answered_is_mostly_answered_rightly(index: ArticleIndex, language: Language) -> None:
    asked = [(slug, text) for slug, texts in QUESTIONS.items() for text in texts[language]]
    answered = [
        (slug, hit) for slug, text in asked if (hit := index.search(text, language, k=1)[0]).good_enough
    ]
    right = [hit.slug == slug or hit.topic in TOPICS[slug] for slug, hit in answered]
    assert len(answered) >= 0.4 * len(asked)
    assert sum(right) / len(right) >= 0.84
