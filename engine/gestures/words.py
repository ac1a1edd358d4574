"""What gestures are called, and what customers are told of one."""

from collections.abc import Mapping

from engine.gestures.rules import Kind, Reason
from engine.store.types import LocalizedText
from engine.text.money import format_money

NAMES: Mapping[Kind, LocalizedText] = {
    "shipping_refund": {"en": "Refund of the shipping", "zh": "退还运费"},
    "coupon": {"en": "Coupon", "zh": "优惠券"},
    "free_return": {"en": "Free return", "zh": "免费退货"},
    "note": {"en": "Handwritten note", "zh": "手写卡片"},
}
_SORRY: Mapping[Reason, LocalizedText] = {
    "broken_promise": {
        "en": "We did not keep what we had promised you, and we are sorry.",
        "zh": "我们没有兑现对您的承诺，非常抱歉。",
    },
    "second_problem": {
        "en": "This was not your first trouble with us lately, and we are sorry.",
        "zh": "近期您已不止一次遇到问题，非常抱歉。",
    },
    # Nobody is told what a model guesses: the reason that they hear is the trouble that they had.
    "high_stake": {"en": "You had trouble with us, and we are sorry.", "zh": "给您带来了麻烦，非常抱歉。"},
}
_GIFT: Mapping[Kind, LocalizedText] = {
    "shipping_refund": {
        "en": "We refund {amount} of your shipping, to the way you paid.",
        "zh": "我们将按原支付方式退还您 {amount} 运费。",
    },
    "coupon": {
        "en": "{amount} is taken off your next order: give us this reference with it.",
        "zh": "您的下一笔订单可减 {amount}，下单时请告知以下编号。",
    },
    "free_return": {
        "en": "If you send something of it back, the return is free of charge.",
        "zh": "如需退货，运费由我们承担。",
    },
    "note": {
        "en": "A few handwritten lines from us are on their way to you.",
        "zh": "我们给您寄了一张手写卡片。",
    },
}
_REFERENCE: LocalizedText = {"en": "Reference: {reference}", "zh": "编号：{reference}"}


def told(kind: Kind, reason: Reason, cents: int, currency: str, reference: str) -> LocalizedText:
    """The message to the customer, in both languages."""
    texts: LocalizedText = {}
    for language in ("en", "zh"):
        amount = format_money(cents, currency, language)
        parts = (_SORRY[reason][language], _GIFT[kind][language].format(amount=amount))
        ending = _REFERENCE[language].format(reference=reference)
        texts[language] = (" " if language == "en" else "").join(parts) + f"\n{ending}"
    return texts
