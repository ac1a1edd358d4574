"""What a group of features says of one customer, in plain words."""

from collections.abc import Mapping

_FACTS = {
    "en": {
        "silence": "last purchase {recency:.0f} days ago, where {own_gap:.0f} days between visits are usual",
        "silence_never": "nothing bought yet in {tenure:.0f} days",
        "frequency": "{baskets:.0f} orders in {tenure:.0f} days, {baskets_90d:.0f} of them in the last 90",
        "rhythm": "{gap_mean:.0f} days between visits on average, give or take {gap_spread:.0f}",
        "rhythm_none": "too few visits to see a rhythm",
        "money": "{money:.0f} spent in all, {money_90d:.0f} in the last 90 days, {basket_money:.0f} an order",
        "range": "{items:.0f} different items, {basket_lines:.0f} an order",
        "returns": "{return_rate:.0%} of the pieces returned",
        "attention": "{views_30d:.0f} views, {searchs_30d:.0f} searches, {questions_30d:.0f} questions "
        "in the last 30 days",
        "season": "the time of the year and how busy the shop is",
    },
    "zh": {
        "silence": "上次购买在 {recency:.0f} 天前，通常每 {own_gap:.0f} 天来一次",
        "silence_never": "{tenure:.0f} 天来还没有购买过",
        "frequency": "{tenure:.0f} 天内 {baskets:.0f} 个订单，最近 90 天 {baskets_90d:.0f} 个",
        "rhythm": "平均每 {gap_mean:.0f} 天来一次，前后相差约 {gap_spread:.0f} 天",
        "rhythm_none": "来访次数太少，看不出规律",
        "money": "总消费 {money:.0f}，最近 90 天 {money_90d:.0f}，每单 {basket_money:.0f}",
        "range": "买过 {items:.0f} 种商品，每单 {basket_lines:.0f} 种",
        "returns": "退货占所购件数的 {return_rate:.0%}",
        "attention": "最近 30 天浏览 {views_30d:.0f} 次、搜索 {searchs_30d:.0f} 次、"
        "提问 {questions_30d:.0f} 次",
        "season": "当前季节和店铺的繁忙程度",
    },
}
_MOVES = {
    "en": ("raises the chance by {points:.0f} points", "lowers the chance by {points:.0f} points"),
    "zh": ("使概率上升 {points:.0f} 个百分点", "使概率下降 {points:.0f} 个百分点"),
}
_JOIN = {"en": "{fact}: {move}", "zh": "{fact}：{move}"}


def sentence(group: str, values: Mapping[str, float], points: float, language: str) -> str:
    """A fact of the group and what it does to the chance. values: all features by name. language: "en" or
    "zh".
    """
    which = group
    if group == "silence" and not values["baskets"]:
        which = "silence_never"
    elif group == "rhythm" and not values["gap_mean"]:
        which = "rhythm_none"
    fact = _FACTS[language][which].format(**values)
    move = _MOVES[language][int(points < 0)].format(points=abs(100 * points))
    return _JOIN[language].format(fact=fact[0].upper() + fact[1:], move=move)
