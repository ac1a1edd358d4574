"""What staff read of a feature, in English and Chinese, for much and for little of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.profiles.definitions import SHARE
from engine.store.types import LocalizedText


@dataclass(frozen=True)
class Words:
    """noun: people who are so, in the plural. phrase: what they do: "order often"."""

    noun: LocalizedText
    phrase: LocalizedText


def _words(noun_en: str, phrase_en: str, noun_zh: str, phrase_zh: str) -> Words:
    return Words({"en": noun_en, "zh": noun_zh}, {"en": phrase_en, "zh": phrase_zh})


MUCH: Mapping[str, Words] = {
    "recency": _words("Dormant customers", "have not bought for long", "沉睡顾客", "很久没有购买"),
    "frequency": _words("Regulars", "order often", "常客", "经常下单"),
    "value": _words("Big spenders", "spend much", "高消费顾客", "消费高"),
    "basket": _words("Big-basket buyers", "fill large baskets", "大单顾客", "单笔金额大"),
    "gap": _words("Slow re-buyers", "wait long between orders", "慢节奏顾客", "两次下单间隔长"),
    "price_level": _words("Premium buyers", "choose the dearer ones", "高端买家", "偏好价位高的商品"),
    "return_rate": _words("Frequent returners", "send much back", "常退货顾客", "退货多"),
    "views": _words("Browsers", "look at much", "爱逛的顾客", "浏览多"),
    "searches": _words("Searchers", "search often", "爱搜索的顾客", "经常搜索"),
    "support_load": _words("Help seekers", "often need help", "常求助的顾客", "经常需要帮助"),
    "mood": _words("Cheerful customers", "write in a good mood", "心情好的顾客", "言语愉快"),
    "mood_trend": _words("Warming customers", "grow happier", "渐趋满意的顾客", "越来越满意"),
    "stars": _words("Generous raters", "rate high", "好评顾客", "评分高"),
    "response": _words("Suggestion takers", "follow suggestions", "乐于接受推荐的顾客", "常点推荐"),
    "chat_share": _words("Chatters", "mostly come through the assistant", "助手用户", "多通过助手往来"),
    "focus": _words("Specialists", "stay with one category", "专一买家", "集中于一个品类"),
    "tenure": _words("Long-standing customers", "have been here for long", "老顾客", "来店已久"),
}

LITTLE: Mapping[str, Words] = {
    "recency": _words("Recent buyers", "bought lately", "近期买家", "近期购买过"),
    "frequency": _words("Occasional buyers", "order seldom", "偶尔光顾的顾客", "很少下单"),
    "value": _words("Small spenders", "spend little", "低消费顾客", "消费低"),
    "basket": _words("Small-basket buyers", "fill small baskets", "小单顾客", "单笔金额小"),
    "gap": _words("Quick re-buyers", "come back soon", "快节奏顾客", "两次下单间隔短"),
    "price_level": _words("Bargain hunters", "choose the cheaper ones", "实惠买家", "偏好价位低的商品"),
    "return_rate": _words("Keepers", "send little back", "少退货顾客", "退货少"),
    "views": _words("Quiet visitors", "look at little", "少浏览的顾客", "浏览少"),
    "searches": _words("Non-searchers", "search seldom", "少搜索的顾客", "很少搜索"),
    "support_load": _words("Self-reliant customers", "seldom need help", "自助顾客", "很少需要帮助"),
    "mood": _words("Unhappy customers", "write in a bad mood", "不满的顾客", "言语不满"),
    "mood_trend": _words("Cooling customers", "grow unhappier", "渐趋不满的顾客", "越来越不满"),
    "stars": _words("Critical raters", "rate low", "差评顾客", "评分低"),
    "response": _words("Unmoved by suggestions", "pass suggestions by", "不看推荐的顾客", "少点推荐"),
    "chat_share": _words("Shop visitors", "hardly use the assistant", "店铺访客", "少用助手"),
    "focus": _words("All-rounders", "take from many categories", "多品类买家", "涉猎多个品类"),
    "tenure": _words("New customers", "came not long ago", "新顾客", "刚来不久"),
}

AVERAGE = {"en": "Customers in the middle", "zh": "中间型顾客"}


def words_of(feature: str, much: bool, categories: Mapping[str, LocalizedText]) -> Words | None:
    """The words for much or little of a feature; None for little of a category, which says nothing.

    categories: names by id; an id without one is shown as it is.
    """
    if not feature.startswith(SHARE):
        return (MUCH if much else LITTLE)[feature]
    if not much:
        return None
    id_ = feature.removeprefix(SHARE)
    name = categories.get(id_, {})
    en, zh = name.get("en", id_), name.get("zh", name.get("en", id_))
    return _words(f"{en} fans", f"favour {en}", f"{zh}爱好者", f"偏爱{zh}")
