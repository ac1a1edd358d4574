"""Why a product is shown, in one true sentence of each language."""

from collections.abc import Mapping

from engine.store.types import LocalizedText
from engine.text.localized import localized

_TEXTS: Mapping[str, Mapping[str, str]] = {
    "bought": {"en": "because you bought {name}", "zh": "因为您买过“{name}”"},
    "looked": {"en": "because you looked at {name}", "zh": "因为您看过“{name}”"},
    "again": {"en": "you bought it {n} times", "zh": "您已买过 {n} 次"},
    "again_once": {"en": "you bought it before", "zh": "您之前买过"},
    "together": {
        "en": "bought together with {name} by {n} customers",
        "zh": "{n} 位顾客同时买了它和“{name}”",
    },
    "same_category": {"en": "like {name}, from {category}", "zh": "和“{name}”同属{category}"},
    "alike": {"en": "similar to {name}", "zh": "和“{name}”相近"},
    "popular_category_season": {
        "en": "popular in {category} this season",
        "zh": "{category}里近期的热销商品",
    },
    "popular_category": {"en": "popular in {category}", "zh": "{category}里的热销商品"},
    "popular_season": {"en": "popular in our shop this season", "zh": "本店近期的热销商品"},
    "popular": {"en": "popular in our shop", "zh": "本店的热销商品"},
}


def reason(
    code: str,
    language: str,
    *,
    name: LocalizedText | None = None,
    category: LocalizedText | None = None,
    n: int = 0,
) -> str:
    """The sentence of this code, with a product's or category's name in the same language."""
    text = localized(_TEXTS[code], language)
    return text.format(name=localized(name, language), category=localized(category, language), n=n)
