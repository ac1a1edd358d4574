"""What a customer told us, as they read it: in words, with where it comes from and what it is used for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from engine.gaps.reports.lexicon import name_of
from engine.gaps.reports.service import ReportView, reports_of
from engine.gaps.topics.names import DEED_NAMES, category_names
from engine.recommend.catalogue import currency_of
from engine.store.types import LocalizedText
from engine.text.money import format_money

MOST = 200
"""Statements that are shown: the newest. Who has said more can remove these and sees the next."""


@dataclass(frozen=True)
class Said:
    """One statement. label: its value in words. used: what it is kept for. gone: its category is no longer
    there. source: chat, onboarding, survey, import or customer. confidence: within (0, 1].
    """

    id: str
    kind: str
    value: str
    label: LocalizedText
    wanted: bool
    source: str
    said_at: datetime
    confidence: float
    contradicted: bool
    gone: bool
    used: LocalizedText


def said_by(session: Session, customer_id: str) -> tuple[list[Said], int]:
    """What holds of what the customer said, newest first, and how many statements there are in all."""
    categories, currency = category_names(session), currency_of(session)
    found = reports_of(session, customer_id)
    return [_said(one, categories, currency) for one in found[:MOST]], len(found)


def _said(one: ReportView, categories: Mapping[str, LocalizedText], currency: str) -> Said:
    gone = one.kind == "category" and one.value not in categories
    return Said(
        id=one.id,
        kind=one.kind,
        value=one.value,
        label=label_of(one.kind, one.value, categories, currency, wanted=one.wanted),
        wanted=one.wanted,
        source=one.source,
        said_at=one.said_at,
        confidence=round(one.confidence, 2),
        contradicted=one.contradicted,
        gone=gone,
        used=_GONE if gone else used_for(one.kind, one.wanted),
    )


def label_of(
    kind: str,
    value: str,
    categories: Mapping[str, LocalizedText],
    currency: str,
    *,
    wanted: bool = True,
) -> LocalizedText:
    """A statement's value as people write it: a category's name, money with its sign, else as it was said."""
    if kind == "category" and value in categories:
        return categories[value]
    if kind == "behaviour":
        return DEED_NAMES[value]
    if kind == "budget":
        price = {language: format_money(int(value), currency, language) for language in ("en", "zh")}
        # "Not wanted" stands beside it: of a limit, not of the sum.
        return price if wanted else {"en": f"a limit of {price['en']}", "zh": f"{price['zh']}的上限"}
    return name_of(kind, value) or {"en": value, "zh": value}


def used_for(kind: str, wanted: bool) -> LocalizedText:
    """Why a statement of this kind is kept."""
    if not wanted and kind in _AVOIDED:
        return _AVOIDED[kind]
    return _USED.get(kind, _KEPT)


_GONE: LocalizedText = {
    "en": "The shop no longer has this category, so it is not used.",
    "zh": "店里已没有这个品类，因此不再使用。",
}
_AVOIDED: Mapping[str, LocalizedText] = {
    "category": {
        "en": "Nothing new from this category is suggested to you.",
        "zh": "不会再向您推荐这个品类的新商品。",
    },
    "brand": {
        "en": "Nothing new by this brand is suggested to you.",
        "zh": "不会再向您推荐这个品牌的新商品。",
    },
    "budget": {
        "en": "So we set no limit on what our suggestions cost.",
        "zh": "因此推荐不设价格上限。",
    },
}
_KEPT: LocalizedText = {
    "en": "Kept so that we can go by it when we help you.",
    "zh": "保存下来，供我们为您服务时参考。",
}
_USED: Mapping[str, LocalizedText] = {
    "category": {
        "en": "Used when we choose suggestions for you.",
        "zh": "用于为您挑选推荐商品。",
    },
    "budget": {
        "en": "What costs more is moved to the end of our suggestions.",
        "zh": "超出预算的商品会排在推荐的最后。",
    },
    "behaviour": {
        "en": "Compared with what you do here, so that we see what we got wrong.",
        "zh": "与您在本店的实际情况对照，看看我们哪里理解得不对。",
    },
}
