"""What the catalogue knows of a product: the property that was asked for, else the outline."""

from collections.abc import Mapping, Sequence

import regex

from actions.catalogue import ProductView, VariantView
from actions.words import Voice, join_words, options_text, word
from engine.text.localized import localized
from engine.text.money import format_money

LISTED = 6

_ASKED: Mapping[str, str] = {
    "material": r"made of|made from|material|fabric|材质|材料|面料|什么做的",
    "weight": r"weigh|heavy|重量|多重|重不重",
    "dimensions": r"dimension|how (?:big|large|tall|wide|long|deep)|measure|尺寸|多大|多高|多长|多宽",
    "length": r"how long|length|长度|多长",
    "capacity": r"capacity|how much (?:water )?does it hold|volume|litres?|容量|能装",
    "warranty": r"warranty|guarantee|保修|质保",
    "care": r"wash|clean|care|怎么洗|清洗|保养|护理",
    "origin": r"where (?:is|are|does|do).*(?:made|from|come)|origin|产地|哪里产",
    "ingredients": r"ingredient|contain|成分|配料",
    "water_resistance": r"water ?proof|water.?resist|rain|防水",
    "waterproof": r"water ?proof|防水",
    "dishwasher": r"dishwasher|洗碗机",
    "battery": r"battery|电池|续航",
    "power": r"power|watt|功率",
    "caffeine": r"caffeine|咖啡因",
    "vegan": r"vegan|纯素",
    "fits": r"compatible|fit|适用|适配",
    "fit": r"fit|版型",
    "color": r"colou?rs?|颜色|色",
    "size": r"sizes?\b|尺码|规格",
}
_PRICE = regex.compile(
    r"how much (?:is|are|does it cost|do)|price|cost|多少钱|价格|价钱", flags=regex.IGNORECASE
)


def product_facts(item: ProductView, question: str, voice: Voice) -> str:
    """One line on the product; nothing that the catalogue does not say."""
    known = _properties(item, voice)
    price = price_text(item, voice)
    asked = [key for key in known if _is_asked(key, question, voice)]
    facts = [f"{voice.terms.get(key, key.replace('_', ' '))}{_colon(voice)}{known[key]}" for key in asked]
    if price and (_PRICE.search(question) or not facts):
        facts.append(f"价格 {price}" if voice.language == "zh" else f"price {price}")
    if not asked and not _PRICE.search(question):
        facts.insert(0, localized(item.description, voice.language))
    text = ("；" if voice.language == "zh" else "; ").join(fact.rstrip(".。") for fact in facts if fact)
    return text + ("。" if voice.language == "zh" else ".")


def price_text(item: ProductView, voice: Voice) -> str:
    """One price, or the lowest with "from"."""
    prices = sorted({variant.price_cents for variant in item.variants})
    if not prices:
        return ""
    lowest = format_money(prices[0], item.currency, voice.language)
    return lowest if len(prices) == 1 else word("from_price", voice.language).format(price=lowest)


def variants_text(variants: Sequence[VariantView], voice: Voice) -> str:
    """The variants by their options, a handful of them."""
    texts = [text for variant in variants if (text := options_text(variant.options, voice))]
    zh = voice.language == "zh"
    listed = ("；" if zh else "; ").join(texts[:LISTED])
    return listed + (("……" if zh else ", …") if len(texts) > LISTED else "")


def _properties(item: ProductView, voice: Voice) -> dict[str, str]:
    """Attributes, and the options with the values that exist, by name."""
    known = {name: plain_text(value, voice) for name, value in item.attributes.items()}
    values: dict[str, dict[str, None]] = {}
    for variant in item.variants:
        for name, value in variant.options.items():
            values.setdefault(name, {})[voice.term(value)] = None
    comma = "、" if voice.language == "zh" else ", "
    for name, found in values.items():
        known.setdefault(name, comma.join(found))
    return {name: value for name, value in known.items() if value}


def _is_asked(key: str, question: str, voice: Voice) -> bool:
    label = key.replace("_", " ")
    patterns = [_ASKED.get(key, regex.escape(label)), regex.escape(voice.terms.get(key, label))]
    return bool(question) and any(regex.search(p, question, flags=regex.IGNORECASE) for p in patterns)


def plain_text(value: object, voice: Voice) -> str:
    """An attribute's value: localised, yes or no, a list, or as it is."""
    if isinstance(value, bool):
        return ("是" if value else "否") if voice.language == "zh" else ("yes" if value else "no")
    if isinstance(value, list):
        return join_words((plain_text(part, voice) for part in value), voice.language)
    return "" if value is None else voice.term(value)


def _colon(voice: Voice) -> str:
    return "：" if voice.language == "zh" else ": "
