"""Words that actions put into responses and on buttons: statuses, dates, ways to pay, lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.orders.views import LineView, MethodView, OrderView, RefundView
from engine.text.dates import format_date
from engine.text.language import Language
from engine.text.localized import localized
from engine.text.money import format_money


@dataclass(frozen=True)
class Voice:
    """A language with the shop's own words in it. terms: for options and their values, from English."""

    language: Language
    terms: Mapping[str, str] = field(default_factory=dict[str, str])

    def term(self, value: object) -> str:
        """An option's name or value as this voice says it; localised values are taken as they are."""
        if isinstance(value, Mapping):
            return localized(value, self.language)
        return self.terms.get(str(value), str(value))


_WORDS: Mapping[str, tuple[str, str]] = {
    "talk_to_person": ("Talk to a person", "转人工客服"),
    "yes": ("Yes", "确认"),
    "no": ("No", "不用了"),
    "this_order": ("This one", "选这笔"),
    "all_items": ("Everything", "全部"),
    "no_longer_needed": ("No longer needed", "不需要了"),
    "ordered_by_mistake": ("Ordered by mistake", "下错单了"),
    "track": ("Where is it", "查物流"),
    "cancel": ("Cancel it", "取消订单"),
    "return": ("Send something back", "申请退货"),
    "exchange": ("Exchange an item", "申请换货"),
    "modify": ("Change the items", "修改商品"),
    "my_orders": ("My orders", "我的订单"),
    "more_like_this": ("More like this", "看相似款"),
    "not_this": ("Not this", "不要这个"),
    "recommend": ("Suggest something", "推荐商品"),
    "start_return": ("Start a return", "登记退货"),
    "original_method": ("The way it was paid", "原路退回"),
    "in_stock": ("in stock", "有货"),
    "out_of_stock": ("out of stock", "缺货"),
    "one_more": ("One more item", "再换一件"),
    "none_of_these": ("None of these", "都不是"),
    "exchange_once": ("An exchange can be asked for once an order.", "每笔订单只能申请一次换货。"),
    "change_once": ("The items can be changed only once.", "商品只能修改一次。"),
    "you_asked_for": ("You asked for {category}", "您想看{category}"),
    "within_budget": ("Within the price you named", "在您说的价位之内"),
    "something_else": ("Something else, from {category}", "换个品类：{category}"),
    "interested": ("Yes, I am", "感兴趣"),
    "not_interested": ("Not for me", "不感兴趣"),
    "like_brand": ("Yes, I like it", "喜欢"),
    "more_than": ("More than that", "更多"),
    "skip_question": ("Skip", "跳过"),
    "stop_asking": ("Stop asking", "别再问了"),
    "ask_me": ("Ask me another", "再问我一个"),
    "up_to_price": ("Up to {price}", "{price} 以内"),
    "any_price": ("Any price", "价格不限"),
    "from_price": ("from {price}", "{price} 起"),
}

_STATUS: Mapping[str, tuple[str, str]] = {
    "pending": ("pending", "待处理"),
    "pending_modified": ("pending, with changed items", "待处理（商品已修改）"),
    "processed": ("being prepared for dispatch", "备货中"),
    "shipped": ("on its way", "运输中"),
    "delivered": ("delivered", "已送达"),
    "cancelled": ("cancelled", "已取消"),
    "return_requested": ("delivered, return requested", "退货处理中"),
    "exchange_requested": ("delivered, exchange requested", "换货处理中"),
    "returned": ("sent back", "已退货"),
}

_METHOD: Mapping[str, tuple[str, str]] = {
    "credit_card": ("credit card", "信用卡"),
    "paypal": ("PayPal account", "PayPal 账户"),
    "gift_card": ("gift card", "礼品卡"),
    "alipay": ("Alipay account", "支付宝账户"),
    "wechat_pay": ("WeChat Pay account", "微信支付账户"),
    "invoice": ("invoice", "账单"),
    "original": ("original payment method", "原付款方式"),
}


def word(name: str, language: Language) -> str:
    """A short text by name."""
    return _WORDS[name][language == "zh"]


def sentence(name: str, language: Language) -> str:
    """A text by name that follows another sentence: with a space before it in English."""
    return word(name, language) if language == "zh" else f" {word(name, language)}"


def status_word(status: str, language: Language) -> str:
    """An order's status as customers read it."""
    return _STATUS[status][language == "zh"] if status in _STATUS else status.replace("_", " ")


def method_word(method: MethodView | RefundView, language: Language) -> str:
    """A way to pay: "credit card ending in 9212"."""
    kind = method.kind if isinstance(method, MethodView) else method.method
    name = _METHOD.get(kind, (kind.replace("_", " "), kind))[language == "zh"]
    if not method.last_four:
        return name
    return (
        f"{name}（尾号 {method.last_four}）" if language == "zh" else f"{name} ending in {method.last_four}"
    )


def join_words(parts: Iterable[str], language: Language) -> str:
    """A list as running text: "a, b and c", "a、b和c"."""
    words = list(parts)
    if len(words) < 2:  # noqa: PLR2004
        return "".join(words)
    comma, last = ("、", "和") if language == "zh" else (", ", " and ")
    return comma.join(words[:-1]) + last + words[-1]


def join_sentences(sentences: Iterable[str], language: Language) -> str:
    """Sentences one after the other, each with a space before it in English."""
    found = [sentence for sentence in sentences if sentence]
    return "".join(found) if language == "zh" else "".join(f" {sentence}" for sentence in found)


def options_text(options: Mapping[str, Any], voice: Voice) -> str:
    """The options of a variant: "1000ml, glass, blue". Values may be localised texts."""
    texts = [voice.term(value) for value in options.values()]
    return ("，" if voice.language == "zh" else ", ").join(text for text in texts if text)


def line_text(line: LineView, voice: Voice) -> str:
    """One order line: "Water Bottle (1000ml, glass, blue) × 2"."""
    name = item_text(localized(line.name, voice.language), line.options, voice)
    return f"{name} × {line.quantity}" if line.quantity > 1 else name


def item_text(name: str, options: Mapping[str, Any], voice: Voice) -> str:
    """A product with its options in brackets."""
    chosen = options_text(options, voice)
    if not chosen:
        return name
    return f"{name}（{chosen}）" if voice.language == "zh" else f"{name} ({chosen})"


def lines_text(lines: Iterable[LineView], voice: Voice) -> str:
    return join_words((line_text(line, voice) for line in lines), voice.language)


def order_facts(order: OrderView, language: Language, promise: str = "") -> str:
    """Dates and tracking numbers of an order as sentences; nothing where the shop does not know them.

    promise: the sentence that says when it arrives, instead of the day on the order.
    """
    zh = language == "zh"
    facts: list[str] = []
    if order.delivered_at and order.status not in ("cancelled", "pending", "processed", "shipped"):
        day = format_date(order.delivered_at, language)
        facts.append(f"{day}送达。" if zh else f"Delivered on {day}.")
    elif order.status in ("pending", "pending_modified", "processed", "shipped"):
        if promise:
            facts.append(promise)
        elif order.expected_at:
            day = format_date(order.expected_at, language)
            facts.append(f"预计 {day} 送达。" if zh else f"Expected on {day}.")
        elif order.placed_at:
            day = format_date(order.placed_at, language)
            facts.append(f"{day}下单。" if zh else f"Placed on {day}.")
    if order.tracking:
        numbers = join_words(order.tracking, language)
        facts.append(f"运单号 {numbers}。" if zh else f"Tracking number {numbers}.")
    return join_sentences(facts, language)


def refund_text(refund: RefundView, currency: str, language: Language, *, promised: bool = False) -> str:
    """What comes back, how and when, in a sentence. promised: without the days, as a moment follows."""
    amount = format_money(refund.amount_cents, currency, language)
    method = method_word(refund, language)
    if refund.settled_at is not None:
        day = format_date(refund.settled_at, language)
        return (
            f"{amount} 已于{day}退回您的{method}。"
            if language == "zh"
            else f"{amount} went back to your {method} on {day}."
        )
    zh = language == "zh"
    days = f"{refund.days_low} 到 {refund.days_high} 个工作日" if zh else _days_en(refund)
    if zh and refund.due:
        when = "收到退货后立即" if refund.immediate else "收到退货后"
        tail = "" if refund.immediate or promised else f"，需 {days}"
        return f"{when}将 {amount} 退回您的{method}{tail}。"
    if zh:
        when = "立即" if refund.immediate else "将" if promised else f"将在 {days}内"
        return f"{amount} {when}退回您的{method}。"
    if refund.due:
        at_once = "as soon as the goods are back"
        when = (
            at_once
            if refund.immediate
            else "once the goods are back"
            if promised
            else f"{days} after the goods are back"
        )
    else:
        when = "right away" if refund.immediate else "" if promised else f"in {days}"
    return f"{amount} goes back to your {method} {when}".rstrip() + "."


def _days_en(refund: RefundView) -> str:
    return f"{refund.days_low} to {refund.days_high} business days"


def refunds_text(
    refunds: Iterable[RefundView], currency: str, language: Language, *, promised: bool = False
) -> str:
    sentences = (refund_text(refund, currency, language, promised=promised) for refund in refunds)
    return ("" if language == "zh" else " ").join(sentences)


def address_text(address: Mapping[str, Any], language: Language) -> str:
    """An address on one line, the large first in Chinese."""
    western = ("line1", "line2", "city", "region", "postcode", "country")
    chinese = ("country", "region", "city", "line1", "line2", "postcode")
    parts = chinese if language == "zh" else western
    return ("，" if language == "zh" else ", ").join(
        str(address[part]) for part in parts if address.get(part)
    )
