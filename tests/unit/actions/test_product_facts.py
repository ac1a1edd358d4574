"""Answers about a product: what was asked, and nothing that the catalogue does not say."""

import pytest

from actions.catalogue import ProductView, VariantView
from actions.product_facts import product_facts
from actions.words import Voice

PEN = ProductView(
    id="pen",
    name={"en": "Pebble Fountain Pen", "zh": "卵石钢笔"},
    description={"en": "A light resin pen.", "zh": "树脂笔身轻巧。"},
    brand=None,
    category_id="desk",
    category={"en": "Desk", "zh": "文具"},
    attributes={
        "material": {"en": "resin, steel nib", "zh": "树脂、钢尖"},
        "weight": "19 g",
        "warranty": {"en": "2 years", "zh": "2 年"},
    },
    variants=[
        VariantView("a", {"color": "slate", "nib": "fine"}, 5800, in_stock=True, stock=2),
        VariantView("b", {"color": "clay", "nib": "medium"}, 6000, in_stock=True, stock=2),
    ],
    currency="USD",
)
EN = Voice("en")
ZH = Voice(
    "zh",
    {
        "color": "颜色",
        "nib": "笔尖",
        "slate": "石板灰",
        "clay": "陶土色",
        "material": "材质",
        "weight": "重量",
    },
)


@pytest.mark.parametrize(
    ("question", "voice", "answer"),
    [
        ("what is the pen made of?", EN, "material: resin, steel nib."),
        ("how heavy is it", EN, "weight: 19 g."),
        ("which colours does it come in", EN, "color: slate, clay."),
        ("how much is the pen", EN, "price from $58.00."),
        ("tell me about the pen", EN, "A light resin pen; price from $58.00."),
        ("这支笔是什么材质的", ZH, "材质：树脂、钢尖。"),
        ("笔尖有哪些", ZH, "笔尖：fine、medium。"),
        ("有哪些颜色", ZH, "颜色：石板灰、陶土色。"),
        ("多少钱", ZH, "价格 US$58.00 起。"),
    ],
)
def test_answers(question: str, voice: Voice, answer: str) -> None:
    assert product_facts(PEN, question, voice) == answer
