"""Taking a message apart into requests; nothing happens to messages that are short or in one piece."""

import asyncio
from typing import Any

import pytest

from rasa_bot.channels.requests import clauses, two_requests
from rasa_bot.channels.spoken_buttons import _BASKET, _POINTING

INTENTS = {
    "where": "track_order",
    "cost": "shipping_cost",
    "late": "delivery_problem",
    "open": "contact_hours",
    "到哪": "track_order",
    "运费": "shipping_cost",
    "kettle": "product_info",
}


async def parse(text: str) -> dict[str, Any]:
    name = next((intent for word, intent in INTENTS.items() if word in text.lower()), "nlu_fallback")
    return {"intent": {"name": name, "confidence": 0.9}, "entities": []}


def found(text: str, entities: Any = ()) -> Any:
    return asyncio.run(two_requests(text, {"entities": list(entities)}, parse))


@pytest.mark.parametrize(
    "text", ["where is my order?", "hi. where?", "订单到哪了？", "12 Oak Street, Denver, CO 80203"]
)
def test_short_or_undivided_messages_are_left_alone(text: str) -> None:
    assert len(clauses(text)) < 2


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("Where is my order? And what does delivery cost?", "what does delivery cost?"),
        ("where is my order and what does delivery cost", "what does delivery cost"),
        ("Hello there. Where is my order? Please tell me when you are open.", "when you are open"),
        ("我的订单到哪了？另外运费多少钱", "运费多少钱"),
        ("我的订单到哪了，顺便问下运费", "顺便问下运费"),
    ],
)
def test_the_second_request_is_found(text: str, second: str) -> None:
    requests = found(text)
    assert requests is not None
    assert requests.first["intent"]["name"] == "track_order"
    assert second.rstrip("?？") in requests.second_clause.text
    assert text[requests.second_clause.start :].startswith(requests.second_clause.text[:4])


@pytest.mark.parametrize(
    "text",
    [
        "My parcel is late. Where is my order?",
        "Where is my order? I ordered it a week ago and I need it.",
        "Where is my order, I have been waiting and where is it now",
        "Where is my order with the lamp and the kettle in it",
    ],
)
def test_one_matter_is_one_request(text: str) -> None:
    assert found(text) is None


def test_what_a_mere_comma_sets_off_may_be_background() -> None:
    whole = {"intent": {"name": "shipping_cost", "confidence": 0.9}}
    text = "the parcel is late you know, so what does delivery cost me then"
    assert len(clauses(text.replace("so ", ""))) > 1
    assert asyncio.run(two_requests(text.replace("so ", ""), whole, parse)) is None


def test_a_mere_also_sets_the_next_part_apart() -> None:
    whole = {"intent": {"name": "shipping_cost", "confidence": 0.9}}
    requests = asyncio.run(two_requests("Where is my order? Also, what does delivery cost?", whole, parse))
    assert requests is not None
    assert requests.second["intent"]["name"] == "shipping_cost"


def test_entities_stay_with_the_request_that_names_them() -> None:
    text = "Where is order W1234567? What does delivery cost for W7654321?"
    entities = [
        {"entity": "order_id", "value": "W1234567", "start": 15},
        {"entity": "order_id", "value": "W7654321", "start": 54},
    ]
    assert [one["value"] for one in found(text, entities).first["entities"]] == ["W1234567"]


@pytest.mark.parametrize(
    "text", ["add it to my basket", "please put two in the cart", "帮我加入购物车", "放进购物车吧"]
)
def test_the_basket_in_so_many_words(text: str) -> None:
    assert _BASKET.search(text)


@pytest.mark.parametrize("text", ["my basket is empty", "购物车在哪", "add my name"])
def test_not_every_basket(text: str) -> None:
    assert not _BASKET.search(text)


@pytest.mark.parametrize(
    "text", ["the second one", "what about the last one?", "第二个", "最便宜的那个", "第一款怎么样？"]
)
def test_pointing(text: str) -> None:
    assert _POINTING.fullmatch(text)


@pytest.mark.parametrize("text", ["the second one is broken", "second", "第二个坏了"])
def test_pointing_and_more(text: str) -> None:
    assert text == "second" or not _POINTING.fullmatch(text)
