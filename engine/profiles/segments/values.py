"""A feature's value as people read it, in English and Chinese."""

from engine.profiles.definitions import definition
from engine.store.types import LocalizedText
from engine.text.money import format_money

_COUNTS = {
    "orders": ("order", "orders", "单"),
    "looks": ("look", "looks", "次浏览"),
    "searches": ("search", "searches", "次搜索"),
    "contacts": ("contact", "contacts", "次求助"),
    "stars": ("star", "stars", "星"),
    "days": ("day", "days", "天"),
}
_EXACT_BELOW = 10


def said(feature: str, value: float, currency: str) -> LocalizedText:
    """`value` with its unit: 12 days, $40.00, 35 %."""
    unit = definition(feature).unit
    if unit == "cents":
        text = format_money(round(value), currency)
        return {"en": text, "zh": text}
    if unit == "share":
        return {"en": f"{value:.0%}", "zh": f"{value:.0%}"}
    if unit == "ratio":
        return {"en": f"{value:.2f} × the mean price", "zh": f"均价的 {value:.2f} 倍"}
    if unit in _COUNTS:
        one, many, zh = _COUNTS[unit]
        number = f"{value:.1f}".removesuffix(".0") if abs(value) < _EXACT_BELOW else f"{value:,.0f}"
        return {"en": f"{number} {one if number == '1' else many}", "zh": f"{number} {zh}"}
    return {"en": f"{value:+.2f}", "zh": f"{value:+.2f}"}
