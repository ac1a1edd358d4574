"""Why a product is shown, in one true sentence of each language."""

from collections.abc import Mapping

from engine.store.types import LocalizedText
from engine.text.localized import localized

_TEXTS: Mapping[str, Mapping[str, str]] = {
    "bought": {"en": "because you bought {name}", "zh": "因为您买过“{name}”"},
    "looked": {"en": "because you looked at {name}", "zh": "因为您看过“{name}”"},
    "looked_itself": {"en": "you looked at it", "zh": "您看过它"},
    "again": {"en": "you bought it {n} times", "zh": "您已买过 {n} 次"},
    "again_once": {"en": "you bought it before", "zh": "您之前买过"},
    "together": {
        "en": "bought together with {name} by {n} customers",
        "zh": "{n} 位顾客同时买了它和“{name}”",
    },
    "same_category": {"en": "like {name}, from {category}", "zh": "和“{name}”同属{category}"},
    "alike": {"en": "similar to {name}", "zh": "和“{name}”相近"},
    "goes_with": {"en": "goes with {name}", "zh": "常与“{name}”一起购买"},
    "popular_segment": {"en": "what customers like you buy", "zh": "与您相近的顾客常买"},
    "popular_category_season": {
        "en": "popular in {category} this season",
        "zh": "{category}里近期的热销商品",
    },
    "popular_category": {"en": "popular in {category}", "zh": "{category}里的热销商品"},
    "popular_season": {"en": "popular in our shop this season", "zh": "本店近期的热销商品"},
    "popular": {"en": "popular in our shop", "zh": "本店的热销商品"},
    "interest": {"en": "because you like {category}", "zh": "因为您喜欢{category}"},
    "interest_brand": {"en": "because you like {key}", "zh": "因为您喜欢 {key}"},
    "interest_budget": {"en": "fits the budget that you named", "zh": "符合您说的预算"},
    "part_interest": {"en": "your interest in {category}", "zh": "您喜欢{category}"},
    "part_interest_brand": {"en": "your interest in {key}", "zh": "您喜欢 {key}"},
    "part_interest_budget": {"en": "your budget", "zh": "您的预算"},
    "part_bought": {"en": "{name}, which you bought", "zh": "您买过的“{name}”"},
    "part_looked": {"en": "{name}, which you looked at", "zh": "您看过的“{name}”"},
    "part_day": {"en": "bought on {key}", "zh": "{key} 的购买"},
    "part_order": {"en": "bought {key} orders ago", "zh": "{key} 笔订单之前的购买"},
    "part_last_order": {"en": "bought in the last order", "zh": "最近一笔订单中的购买"},
}

_SOURCES: Mapping[str, Mapping[str, str]] = {
    "popularity": {"en": "what our shop sells most", "zh": "本店热销"},
    "category_popularity": {
        "en": "what sells most in categories that you look at",
        "zh": "您关注的品类中的热销",
    },
    "segment_popularity": {"en": "what customers like you buy", "zh": "相近顾客的购买"},
    "item_knn": {"en": "what the same customers buy", "zh": "同一批顾客的购买"},
    "user_knn": {"en": "what customers with similar purchases buy", "zh": "购买相近的顾客的选择"},
    "als": {"en": "patterns in everybody's purchases", "zh": "全体顾客的购买规律"},
    "ease": {"en": "what is bought by the same customers", "zh": "同一批顾客的购买"},
    "goes_with": {"en": "what is bought together", "zh": "常被一起购买"},
    "buy_again": {"en": "your own purchases", "zh": "您自己的购买"},
    "stated_interests": {"en": "what you told us you like", "zh": "您说过的喜好"},
    "content": {"en": "how alike they are", "zh": "商品的相近程度"},
}


_DAY_LENGTH = len("2026-11-01")


def reason(
    code: str,
    language: str,
    *,
    name: LocalizedText | None = None,
    category: LocalizedText | None = None,
    n: int = 0,
    key: str = "",
) -> str:
    """The sentence of this code, with a product's or category's name in the same language."""
    text = localized(_TEXTS[code], language)
    return text.format(name=localized(name, language), category=localized(category, language), n=n, key=key)


def part_label(key: str, language: str) -> str:
    """A part of a score as people read it: a day, an order counted from the last, or a source."""
    if key in _SOURCES:
        return localized(_SOURCES[key], language)
    if key.startswith("segment "):
        return localized(_SOURCES["segment_popularity"], language)
    if key.startswith("order -"):
        ago = key.removeprefix("order -")
        code = "part_last_order" if ago == "0" else "part_order"
        return localized(_TEXTS[code], language).format(key=ago)
    if len(key) == _DAY_LENGTH and key[4] == key[7] == "-":
        return localized(_TEXTS["part_day"], language).format(key=key)
    return key.replace("_", " ")
