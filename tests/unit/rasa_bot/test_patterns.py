"""Entities with a form."""

import itertools

import pytest

from rasa_bot.components.patterns import find


def values(text: str, entity: str) -> list:
    return [found.value for found in find(text) if found.entity == entity]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("where is W1234567", "W1234567"),
        ("where is #w1234567?", "W1234567"),
        ("# W123 4567 please", "W1234567"),
        ("order a1000234", "A1000234"),
        ("A-1000234", "A1000234"),
        ("订单Ｗ１２３４５６７到哪了", "W1234567"),
        ("订单号：1234567", "1234567"),
        ("order number is 1234567", "1234567"),
        ("1234567", "1234567"),
    ],
)
def test_order_number_is_read_as_written_by_people(text: str, value: str) -> None:
    assert values(text, "order_id") == [value]


@pytest.mark.parametrize(
    "text", ["I have a 1234567", "W12345678", "W123456", "it cost 1234567 yuan", "SW1234567"]
)
def test_other_numbers_are_no_order_number(text: str) -> None:
    assert values(text, "order_id") == []


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("my mail is Mei.Chen+x@Example.com.", "email", "mei.chen+x@example.com"),
        ("call +44 7700 900461", "phone", "+447700900461"),
        ("电话13812345678", "phone", "13812345678"),
        ("(555) 123-4567 is my cell", "phone", "5551234567"),
        ("Yusuf Rossi, 19122", "postcode", "19122"),
        ("邮编是200030，谢谢", "postcode", "200030"),
        ("SW1A 1AA", "postcode", "SW1A 1AA"),
        ("under $1,250.50 please", "amount", 1250.5),
        ("50 dollars at most", "amount", 50.0),
        ("预算两百以内，最多300元", "amount", 300.0),
        ("5 stars", "rating", 5),
        ("打四星", "rating", 4),
        ("8/10", "rating", 4),
        ("给5分", "rating", 5),
        ("⭐⭐⭐", "rating", 3),
        ("3⭐", "rating", 3),
        ("4 of 5", "rating", 4),
        ("4", "rating", 4),
        ("it came last week", "date", "last week"),
        ("on May 3rd", "date", "May 3rd"),
        ("上周五买的", "date", "上周五"),
        ("2026-11-03 到货", "date", "2026-11-03"),
    ],
)
def test_other_entities(text: str, entity: str, value: object) -> None:
    assert values(text, entity) == [value]


@pytest.mark.parametrize("text", ["星期五到", "三天前", "我买了2件", "10 minutes", "waited 3 days"])
def test_counts_are_no_rating(text: str) -> None:
    assert values(text, "rating") == []


def test_entities_never_overlap_and_lie_inside_the_text() -> None:
    text = "W1234567 13812345678 a@b.co $50 5 stars 12345 last week 5月3日 4/5"
    found = find(text)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert found[-1].end <= len(text)


@pytest.mark.timeout(5)
@pytest.mark.parametrize("text", ["1 " * 5000, "a@" * 5000, "((((" * 2500, "a." * 5000 + "@", "1-" * 5000])
def test_long_hostile_text_is_read_in_linear_time(text: str) -> None:
    find(text)
