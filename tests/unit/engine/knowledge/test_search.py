"""Questions find their article, in both languages; what no article answers is told apart."""

import pytest
from sqlalchemy.orm import Session

from engine.knowledge.search import GOOD_ENOUGH, ArticleIndex
from engine.store.tables import Article
from engine.text.language import Language
from engine.text.vectors import Encoder

Readers = dict[Language, Encoder]


@pytest.mark.parametrize(
    ("asked", "language", "slug"),
    [
        ("how many days do I have to send this back", "en", "return-policy"),
        ("what's the price of delivery", "en", "shipping-cost"),
        ("is anybody there on Saturday", "en", "opening-hours"),
        ("can I use my visa card", "en", "payment-methods"),
        ("my kettle stopped working after 7 months", "en", "warranty"),
        ("请问退货期限几天", "zh", "return-policy"),
        ("买多少可以包邮", "zh", "shipping-cost"),
        ("周末有人上班吗", "zh", "opening-hours"),
        ("能用支付宝付款吗", "zh", "payment-methods"),
        ("东西坏了能维修吗", "zh", "warranty"),
    ],
)
def test_question_in_other_words_finds_its_article(
    articles: Session, readers: Readers, asked: str, language: Language, slug: str
) -> None:
    first, second = ArticleIndex.build(articles, readers).search(asked, language, k=2)
    assert first.slug == slug
    assert 0.0 <= second.score <= first.score <= 1.0


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("how many days do I have to send this back", "en"),
        ("what's the price of delivery", "en"),
        ("how long does the guarantee last", "en"),
        ("which cards can I pay with", "en"),
        ("退货期限几天", "zh"),
        ("支持支付宝付款吗", "zh"),
    ],
)
def test_question_close_to_a_known_way_of_asking_is_good_enough(
    articles: Session, readers: Readers, asked: str, language: Language
) -> None:
    assert ArticleIndex.build(articles, readers).search(asked, language)[0].good_enough


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("what is the capital of France", "en"),
        ("write me a poem about the sea", "en"),
        ("asdf qwer", "en"),
        ("今天天气怎么样", "zh"),
        ("给我讲个笑话", "zh"),
        ("😀😀", "zh"),
    ],
)
def test_what_no_article_answers_is_not_good_enough(
    articles: Session, readers: Readers, asked: str, language: Language
) -> None:
    found = ArticleIndex.build(articles, readers).search(asked, language)
    assert all(hit.score < GOOD_ENOUGH for hit in found)


def test_answer_and_title_come_in_the_language_asked_in(articles: Session, readers: Readers) -> None:
    index = ArticleIndex.build(articles, readers)
    assert index.search("退货期限是多久", "zh")[0].answer == "送达后 30 天内可以退货。"
    assert index.search("How long can I return it?", "en")[0].answer.startswith("You can return")


def test_topics_keep_other_articles_out(articles: Session, readers: Readers) -> None:
    index = ArticleIndex.build(articles, readers)
    (only,) = index.search("How much is delivery?", "en", topics={"warranty", "recommend"})
    assert (only.slug, only.topic) == ("warranty", "warranty")
    assert index.search("How much is delivery?", "en", topics={"recommend"}) == []


def test_article_without_chinese_is_not_found_in_chinese(articles: Session, readers: Readers) -> None:
    article = articles.get_one(Article, "warranty")
    article.questions, article.title = {"en": ["How long is the guarantee?"]}, {"en": "Warranty"}
    article.answer = {"en": "Two years."}
    articles.flush()
    found = ArticleIndex.build(articles, readers).search("保修期多长", "zh", k=10)
    assert "warranty" not in {hit.slug for hit in found}


def test_index_is_built_anew_only_when_an_article_changed(articles: Session, readers: Readers) -> None:
    index = ArticleIndex.build(articles, readers)
    assert index.refreshed(articles) is index
    article = articles.get_one(Article, "warranty")
    article.answer = {**article.answer, "en": "Three years."}
    articles.flush()
    newer = index.refreshed(articles)
    assert newer is not index
    assert newer.search("How long is the guarantee?", "en")[0].answer == "Three years."


@pytest.mark.parametrize("asked", ["", "   ", "?"])
def test_empty_question_and_empty_shop_do_not_fail(session: Session, readers: Readers, asked: str) -> None:
    index = ArticleIndex.build(session, readers)
    assert len(index) == 0
    assert index.search(asked, "en") == []
    assert index.search("How long is the guarantee?", "zh") == []
