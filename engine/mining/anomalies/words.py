"""The reasons in plain words, in both languages."""

from collections.abc import Callable, Mapping

from engine.text.money import format_money

Values = Mapping[str, float | str]

_TEXTS: Mapping[str, Mapping[str, str]] = {
    "order_value": {
        "en": "The order is worth {cents}: {times} times what orders usually are ({usual_cents}), "
        "and {own_times} times what this customer usually spends.",
        "zh": "订单金额 {cents}，是平常订单（{usual_cents}）的 {times} 倍，是该顾客平时的 {own_times} 倍。",
    },
    "order_value_first": {
        "en": "A first order worth {cents}: {times} times what orders usually are ({usual_cents}).",
        "zh": "首次下单金额即为 {cents}，是平常订单（{usual_cents}）的 {times} 倍。",
    },
    "return_rate": {
        "en": "{returned} of {bought} lines bought came back ({share}); of all others' it is {usual_share}.",
        "zh": "购买的 {bought} 项中退回 {returned} 项（{share}）；其他顾客平均为 {usual_share}。",
    },
    "velocity": {
        "en": "{orders} orders within 24 hours, until {day}; nearly all customers stay at {usual} or below.",
        "zh": "截至 {day} 的 24 小时内下了 {orders} 单；几乎所有顾客都不超过 {usual} 单。",
    },
    "shared_address": {
        "en": "{customers} customers with {names} different last names share one address: {ids}.",
        "zh": "{customers} 位顾客（{names} 个不同的姓）使用同一个地址：{ids}。",
    },
    "unusual_cents": {"en": "Worth {value}; usual is {usual}.", "zh": "金额为 {value}，平常为 {usual}。"},
    "unusual_pieces": {
        "en": "{value} pieces in all; usual are {usual}.",
        "zh": "共 {value} 件，平常为 {usual} 件。",
    },
    "unusual_products": {
        "en": "{value} different products; usual are {usual}.",
        "zh": "共 {value} 种商品，平常为 {usual} 种。",
    },
    "unusual_most_pieces": {
        "en": "{value} pieces of one product; usual are {usual}.",
        "zh": "同一商品 {value} 件，平常为 {usual} 件。",
    },
    "unusual_price": {
        "en": "{value} a piece on average; usual is {usual}.",
        "zh": "平均每件 {value}，平常为 {usual}。",
    },
    "unusual_gap_days": {
        "en": "{value} days after the customer's order before; usual are {usual}.",
        "zh": "距该顾客上一单 {value} 天，平常为 {usual} 天。",
    },
    "unusual_to_own": {
        "en": "{value} times what this customer's orders usually were; others' are at {usual} times theirs.",
        "zh": "是该顾客以往订单的 {value} 倍；其他顾客通常为 {usual} 倍。",
    },
}
CODES = tuple(_TEXTS)
_MONEY = {("unusual_cents", "value"), ("unusual_cents", "usual"), ("unusual_price", "value")} | {
    ("unusual_price", "usual")
}


def reason(code: str, values: Values, currency: str, language: str) -> str:
    """The sentence of a reason, money in the shop's currency. code: one of CODES."""
    told = {name: _told(code, name, value, currency, language) for name, value in values.items()}
    return _TEXTS[code]["zh" if language == "zh" else "en"].format(**told)


def _told(code: str, name: str, value: float | str, currency: str, language: str) -> str:
    if isinstance(value, str):
        return value
    if name.endswith("cents") or (code, name) in _MONEY:
        return format_money(round(value), currency, language)
    write: Callable[[float], str] = _percent if name.endswith("share") else _number
    return write(value)


def _percent(value: float) -> str:
    return f"{value:.0%}" if value >= 0.1 else f"{value:.1%}"  # noqa: PLR2004 - below, one place tells more


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 or value == round(value) else f"{value:,.2g}"  # noqa: PLR2004
