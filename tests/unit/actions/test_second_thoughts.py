"""Reading second thoughts: what calls off, what agrees, which entry of a list is meant."""

import pytest

from actions.line_choice import _positive  # pyright: ignore[reportPrivateUsage]
from actions.ordinals import ordinal
from actions.second_thoughts import (
    _DO_NOT,  # pyright: ignore[reportPrivateUsage]
    means_other,
    means_other_order,
    says_yes,
)
from actions.wishes import merged, too_dear


@pytest.mark.parametrize(
    "text",
    [
        "actually don't", "don't cancel it", "please do not send it back", "I'd rather not", "keep the order",
        "I'll keep it", "don't do that", "还是不退了", "别取消", "不取消了", "先不换了",
        "我还是留着吧", "不用退了",
    ],
)  # fmt: skip
def test_calls_off(text: str) -> None:
    assert _DO_NOT.search(text)


@pytest.mark.parametrize(
    "text",
    ["I don't need it", "I don't want to pay for the lamp", "don't you have it in blue", "不是这个",
     "不想要了", "保留时间多久"],
)  # fmt: skip
def test_does_not_call_off(text: str) -> None:
    assert not _DO_NOT.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "actually yes",
        "ok, do it",
        "no wait, yes",
        "好的",
        "嗯，可以",
        "还是确认",
        "确认取消",
        "好的吧",
    ],
)
def test_says_yes(text: str) -> None:
    assert says_yes(text)


@pytest.mark.parametrize("text", ["yesterday", "no", "right-hand side is broken", "好像坏了", "不行"])
def test_does_not_say_yes(text: str) -> None:
    assert text.startswith("right") or not says_yes(text)


def test_other_orders_and_other_items() -> None:
    assert means_other_order("no, the other order")
    assert means_other_order("不是这个，是另一单")
    assert means_other("the other one") and not means_other_order("the other one")
    assert not means_other("order it")


@pytest.mark.parametrize(
    ("text", "count", "index"),
    [
        ("the second one", 3, 1), ("number 3", 3, 2), ("the last one", 3, 2), ("第二个", 2, 1),
        ("最后那款", 4, 3),
        ("第三个有货吗", 3, 2), ("the third one", 2, None), ("my first name is Ann", 3, None),
        ("a second time", 3, None), ("last week", 3, None), ("第二天", 3, None), ("the first", 0, None),
    ],
)  # fmt: skip
def test_ordinals(text: str, count: int, index: int | None) -> None:
    assert ordinal(text, count) == index


def test_what_is_ruled_out_is_not_meant() -> None:
    assert "lamp" not in _positive("not the lamp, the kettle")
    assert "kettle" in _positive("not the lamp, the kettle")
    assert "台灯" not in _positive("不是台灯，是茶壶")
    assert "茶壶" in _positive("不是台灯，是茶壶")


def test_prices() -> None:
    assert too_dear("that's too expensive")
    assert too_dear("有点贵，有便宜的吗")
    assert not too_dear("贵店在哪里")


def test_a_newer_wish_goes_first_and_dislikes_add_up() -> None:
    old = {"category": "kitchen", "avoid": ["outdoor"], "max_price_cents": 100}
    assert merged(old, {"category": "outdoor"}) == {"category": "outdoor", "max_price_cents": 100}
    assert merged(old, {"avoid": ["kitchen"]}) == {"avoid": ["kitchen", "outdoor"], "max_price_cents": 100}
