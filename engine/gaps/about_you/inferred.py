"""What we make of a customer's past, in plain words, each with what it was told from and what it is for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.behaviour.service import Expected
from engine.gaps.topics.service import FamilyGap
from engine.profiles.service import Profile
from engine.store.types import LocalizedText

NAMED = 3
"""Categories that are named."""
TENTHS = 10


@dataclass(frozen=True)
class Inference:
    """code: segment, taste, purchase, churn or gap. text: what we infer. why: from what, and for what."""

    code: str
    text: LocalizedText
    why: LocalizedText


def inferences(profile: Profile, expected: Expected, gaps: Sequence[FamilyGap]) -> list[Inference]:
    """All that is inferred of a customer and used; nothing where there is not enough evidence."""
    return [*_taste(profile), *_segment(profile), *_purchase(expected), *_churn(expected), *_gaps(gaps)]


def in_ten(chance: float) -> LocalizedText:
    """A chance as people say it: "about 6 in 10"; never a certainty."""
    tenths = round(chance * TENTHS)
    if tenths <= 0:
        return {"en": "less than 1 in 20", "zh": "不到二十分之一"}
    if tenths >= TENTHS:
        return {"en": "more than 19 in 20", "zh": "超过二十分之十九"}
    return {"en": f"about {tenths} in {TENTHS}", "zh": f"约十分之{'一二三四五六七八九'[tenths - 1]}"}


def _taste(profile: Profile) -> Iterator[Inference]:
    first = profile.favourite_categories[:NAMED]
    if not first:
        return
    en = ", ".join(f"{_of(one.name, 'en')} ({one.share:.0%})" for one in first)
    zh = "、".join(f"{_of(one.name, 'zh')}（{one.share:.0%}）" for one in first)
    yield Inference(
        "taste",
        {"en": f"You mostly buy and look at: {en}.", "zh": f"您主要购买和浏览：{zh}。"},
        {
            "en": f"Counted from {profile.orders} orders and {profile.views} products looked at."
            " Used to choose suggestions.",
            "zh": f"根据 {profile.orders} 笔订单和 {profile.views} 次商品浏览统计，用于挑选推荐商品。",
        },
    )


def _segment(profile: Profile) -> Iterator[Inference]:
    segment = profile.standing.segment if profile.standing else None
    if segment is None:
        return
    yield Inference(
        "segment",
        {
            "en": f"We count you among: {_of(segment.name, 'en')}. {_of(segment.sentence, 'en')}",
            "zh": f"我们把您归入：{_of(segment.name, 'zh')}。{_of(segment.sentence, 'zh')}",
        },
        {
            "en": "By comparing your orders and visits with other customers';"
            f" {segment.share:.0%} of them are in this group. Used where we know little else.",
            "zh": f"通过比较您与其他顾客的订单和访问得出，{segment.share:.0%} 的顾客属于这一组；"
            "在了解不多时用作参考。",
        },
    )


def _purchase(expected: Expected) -> Iterator[Inference]:
    if expected.purchase is None:
        return
    chance = in_ten(expected.purchase)
    yield Inference(
        "purchase",
        {
            "en": f"How likely you are to order within 30 days: {chance['en']}.",
            "zh": f"您在 30 天内下单的可能性：{chance['zh']}。",
        },
        _model(expected, "whether we offer you suggestions", "决定是否主动给您推荐"),
    )


def _churn(expected: Expected) -> Iterator[Inference]:
    if expected.churn is None:
        return
    chance, days = in_ten(expected.churn), round(expected.horizon_days or 0)
    yield Inference(
        "churn",
        {
            "en": f"How likely it is that you order nothing for {days} days: {chance['en']}.",
            "zh": f"您在 {days} 天内不再下单的可能性：{chance['zh']}。",
        },
        _model(
            expected,
            "how we speak with you, and how soon a person takes over",
            "决定我们与您沟通的方式，以及人工客服接入的先后",
        ),
    )


def _model(expected: Expected, en: str, zh: str) -> LocalizedText:
    day = expected.at.date().isoformat() if expected.at else ""
    return {
        "en": f"Estimated on {day} by a model learnt from all customers' orders and visits. Used for {en}.",
        "zh": f"由根据全体顾客的订单和访问建立的模型于 {day} 估算，用于{zh}。",
    }


def _gaps(families: Sequence[FamilyGap]) -> Iterator[Inference]:
    for family in families:
        for topic in family.topics:
            if not topic.flagged:
                continue
            more = topic.delta > 0
            name_en, name_zh = _of(topic.name, "en"), _of(topic.name, "zh")
            en = "more often than we see it" if more else "less often than we see it"
            zh = "比我们看到的多" if more else "比我们看到的少"
            yield Inference(
                "gap",
                {"en": f"You mention “{name_en}” {en}.", "zh": f"您提到“{name_zh}”的次数{zh}。"},
                {
                    "en": f"{topic.said} of your {family.said} statements; we expected {topic.expected:.0%}."
                    " It tells us where we know you badly.",
                    "zh": f"您的 {family.said} 条说明中有 {topic.said} 条；我们预计为 {topic.expected:.0%}。"
                    "这说明我们在哪方面还不够了解您。",
                },
            )


def _of(text: Mapping[str, str], language: str) -> str:
    return text.get(language) or text.get("en", "")
