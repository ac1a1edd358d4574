"""The committed texts: complete, in both languages, short enough, true to the rules of the engine."""

import re
from pathlib import Path
from typing import Any

import pytest

from engine.events.adapters.attune_models import ArticleRecord, CatalogueFile, ProductRecord, ShopFile
from engine.events.reading import parse, parse_file, read_yaml
from engine.orders.policy import rulebook

DATA = Path(__file__).parents[2] / "data"
CHINESE = re.compile("[\u4e00-\u9fff]")
WORDS, CHARACTERS = 60, 120


def load_articles(folder: str) -> dict[str, ArticleRecord]:
    paths = sorted((DATA / folder).glob("*.yml"))
    return {path.stem: parse_file(ArticleRecord, path, read_yaml(path)) for path in paths}


def load_products() -> list[tuple[str, ProductRecord]]:
    files = [p for p in sorted((DATA / "catalogue").glob("*.yml")) if p.name != "terms.yml"]
    catalogues = [parse_file(CatalogueFile, path, read_yaml(path)) for path in files]
    parsed = [(c.category, parse(ProductRecord, raw)) for c in catalogues for raw in c.products]
    assert not [product for _, product in parsed if isinstance(product, str)]
    return [(category, product) for category, product in parsed if isinstance(product, ProductRecord)]


def both(text: dict[str, str]) -> bool:
    return set(text) == {"en", "zh"} and bool(CHINESE.search(text["zh"])) and not CHINESE.search(text["en"])


@pytest.mark.parametrize(("folder", "least"), [("articles", 32), ("articles_tau", 10)])
def test_articles_are_complete_in_both_languages(folder: str, least: int) -> None:
    articles = load_articles(folder)
    assert len(articles) >= least
    for slug, article in articles.items():
        assert both(article.title), slug
        assert both(article.answer), slug
        assert both(article.body), slug
        assert len(article.answer["en"].split()) <= WORDS, slug
        assert len(article.answer["zh"]) <= CHARACTERS, slug
        for language in ("en", "zh"):
            assert 3 <= len(article.questions[language]) <= 5, slug
        assert "!" not in article.answer["en"] + article.body["en"], slug


def test_articles_say_the_numbers_that_the_order_rules_follow() -> None:
    rules, articles = rulebook("standard"), load_articles("articles")
    low, high = rules.refund_days
    for slug in ("refund-times", "cancel-order"):
        assert f"{low} to {high} business days" in articles[slug].answer["en"]
        assert f"{low}–{high} 个工作日" in articles[slug].answer["zh"]
    for slug in ("return-policy", "exchanges"):
        assert f"{rules.return_days} days" in articles[slug].answer["en"]
        assert f"{rules.return_days} 天" in articles[slug].answer["zh"]


def test_articles_say_the_delivery_prices_that_the_shop_states() -> None:
    path = DATA / "shop.yml"
    extra: dict[str, Any] = dict(parse_file(ShopFile, path, read_yaml(path)).model_extra or {})
    standard = extra["delivery"]["standard"]
    answer = load_articles("articles")["shipping-cost"].answer["en"]
    assert f"S${standard['price']:.2f}" in answer
    assert f"free from S${standard['free_from']}" in answer
    days = load_articles("articles")["delivery-times"].answer["en"]
    assert "{} to {} working days".format(*standard["days"]) in days


def test_the_catalogue_is_complete_in_both_languages() -> None:
    products = load_products()
    assert len(products) >= 64
    assert len({category for category, _ in products}) >= 5
    assert len({product.id for _, product in products}) == len(products)
    for _, product in products:
        assert both(product.name), product.id
        assert both(product.description), product.id
        assert product.brand, product.id
        assert product.level, product.id
        assert product.tags, product.id
        assert len(product.attributes) >= 2, product.id
    stocks = [variant.stock for _, product in products for variant in product.variants]
    assert 0.05 < stocks.count(0) / len(stocks) < 0.25


def test_every_option_and_attribute_has_a_chinese_word() -> None:
    terms = read_yaml(DATA / "catalogue" / "terms.yml")["zh"]
    products = [product for _, product in load_products()]
    names = {name for product in products for name in product.attributes}
    values: set[str] = set()
    for product in products:
        for variant in product.variants:
            names |= set(variant.options)
            values |= set(variant.options.values())
    assert names <= set(terms)
    spoken = {value for value in values if re.search("[a-z]{2}", value)}
    assert spoken <= set(terms)
