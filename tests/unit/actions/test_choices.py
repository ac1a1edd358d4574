"""What a customer means: lines of an order, variants, products."""

import pytest

from actions.catalogue import ProductView, VariantView, matching_products
from actions.line_choice import means_all, named_lines
from actions.swap_choice import variants_meant
from actions.words import Voice
from engine.orders.views import LineView, OrderView


def line(number: int, en: str, zh: str, **options: str) -> LineView:
    return LineView(f"W1-{number}", f"p{number}", f"v{number}", {"en": en, "zh": zh}, options, 1, 1000)


def order(*lines: LineView) -> OrderView:
    return OrderView(
        "W1", "#W1", "mei", "delivered", None, None, None, None, list(lines), 1000, "USD", [], {}, []
    )


VOICE = Voice("zh", {"white": "白色", "black": "黑色", "brown": "棕色"})

LAMP = line(0, "Desk Lamp", "台灯", color="black")
WHITE_LAMP = line(1, "Desk Lamp", "台灯", color="white")
HOSE = line(2, "Garden Hose", "花园水管", length="25ft")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the desk lamp", [LAMP, WHITE_LAMP]),
        ("the white desk lamp", [WHITE_LAMP]),
        ("白的台灯", [WHITE_LAMP]),
        ("garden hoze please", [HOSE]),
        ("退花园水管", [HOSE]),
        ("desk lamp and garden hose", [LAMP, WHITE_LAMP, HOSE]),
        ("something else", []),
    ],
)
def test_named_lines(text: str, expected: list[LineView]) -> None:
    assert named_lines(order(LAMP, WHITE_LAMP, HOSE), text, VOICE) == expected


@pytest.mark.parametrize("text", ["all of it", "Everything", "both please", "全部", "都退"])
def test_all(text: str) -> None:
    assert means_all(text)


@pytest.mark.parametrize("text", ["the small one", "退一件", "actually the hose"])
def test_not_all(text: str) -> None:
    assert not means_all(text)


def variant(id: str, **options: object) -> VariantView:
    return VariantView(id, options, 1000, in_stock=True, stock=None)


SIZES = [
    variant("a", size="8", color="brown"),
    variant("b", size="9", color="brown"),
    variant("c", size="9", color={"en": "black", "zh": "黑色"}),
]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("size 9 in black", ["c"]),
        ("9", ["b", "c"]),
        ("黑色", ["c"]),
        ("brown", ["a", "b"]),
        ("棕色", ["a", "b"]),
        ("green", []),
    ],
)
def test_variants(text: str, ids: list[str]) -> None:
    assert [found.id for found in variants_meant(SIZES, text, VOICE)] == ids


def product(id: str, en: str, zh: str = "") -> ProductView:
    return ProductView(id, {"en": en, "zh": zh}, {}, None, "c", {}, {}, [], "USD")


CATALOGUE = [
    product("lamp", "Desk Lamp", "台灯"),
    product("bottle", "Water Bottle", "水壶"),
    product("tea", "Tea"),
]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("what is the desk lamp made of", ["lamp"]),
        ("is the watter bottle in stock", ["bottle"]),
        ("水壶有货吗", ["bottle"]),
        ("is there a steak", []),
        ("do you have tea", ["tea"]),
        ("hello", []),
    ],
)
def test_products(text: str, ids: list[str]) -> None:
    assert [found.id for found in matching_products(CATALOGUE, text)] == ids
