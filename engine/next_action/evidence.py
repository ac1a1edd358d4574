"""The numbers behind an action, each in words of both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.store.types import LocalizedText


@dataclass(frozen=True)
class Evidence:
    """code: what was measured or assumed. value: cents, a share, days, bits or a number, as the code says.
    text: in words; of sums only the label, as their currency is the reader's. assumed: not measured here.
    """

    code: str
    value: float
    text: LocalizedText
    assumed: bool = False


def share(code: str, value: float) -> Evidence:
    """A chance or a share, 0 to 1."""
    en, zh = _SHARES[code]
    return Evidence(
        code, round(value, 4), {"en": f"{en} {value:.0%}", "zh": f"{zh} {value:.0%}"}, code in ASSUMED
    )


def cents(code: str, value: float) -> Evidence:
    """A sum in the shop's currency."""
    en, zh = SUMS[code]
    return Evidence(code, round(value), {"en": en, "zh": zh})


def days(code: str, value: float) -> Evidence:
    """So many days."""
    number = round(value)
    en, zh = _DAYS[code]
    return Evidence(code, round(value, 1), {"en": en.format(n=number), "zh": zh.format(n=number)})


def count(code: str, value: int) -> Evidence:
    """So many of something."""
    return Evidence(
        code,
        value,
        {
            "en": f"{value} messages of the last 30 days were not understood",
            "zh": f"最近 30 天有 {value} 条消息未被理解",
        },
    )


ASSUMED = frozenset(
    {"taken", "kept", "healed", "guided", "worth", "answered", "asking", "trouble_lost", "late_lost"}
)

_SHARES: Mapping[str, tuple[str, str]] = {
    "purchase": ("chance of a purchase within 30 days", "30 天内购买的可能性"),
    "churn": ("chance of losing the customer", "流失的可能性"),
    "taken": ("assumed: a suggestion adds", "假定：推荐可带来的增量"),
    "kept": ("assumed: a word in time keeps", "假定：及时沟通可挽留"),
    "healed": ("assumed: a person keeps", "假定：人工服务可挽回"),
    "trouble_lost": ("assumed: chance of losing them over it", "假定：因此流失的可能性"),
    "late_lost": ("assumed: chance of losing them over the delay", "假定：因延误而流失的可能性"),
    "guided": ("assumed: an answer is worth, of an order", "假定：一次解答相当于一笔订单的"),
    "worth": ("assumed: a bit is worth, of an order", "假定：每比特信息相当于一笔订单的"),
    "answered": ("assumed: a bit is worth, of an order", "假定：每比特信息相当于一笔订单的"),
    "asking": ("assumed: asking costs, of an order", "假定：提问的代价相当于一笔订单的"),
}
SUMS: Mapping[str, tuple[str, str]] = {
    "expected_spend": ("expected spending within 30 days", "30 天内预计消费"),
    "stake": ("what is at stake: spent so far, or what is typical", "相关价值：累计消费或一般水平"),
    "order": ("a typical order", "一般订单金额"),
}
_DAYS: Mapping[str, tuple[str, str]] = {
    "trouble": ("told of trouble {n} days ago", "{n} 天前反映过问题"),
    "late": ("a parcel is, or came, {n} days late", "包裹晚了 {n} 天"),
}
