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


@pytest.mark.parametrize(
    ("text", "written", "value"),
    [
        ("under 50 quid", "50 quid", 50.0),
        ("something for $30-40", "$30-40", 40.0),
        ("$30 to $40", "$30 to $40", 40.0),
        ("between 30 and 40 euro", "30 and 40 euro", 40.0),
        ("a laptop under 800", "800", 800.0),
        ("my budget is 60, please", "60", 60.0),
        ("around fifty dollars", "fifty dollars", 50.0),
        ("a hundred and twenty pounds", "a hundred and twenty pounds", 120.0),
        ("I can spend $1.5k", "$1.5k", 1500.0),
        ("CHF 36", "CHF 36", 36.0),
        ("三百块", "三百块", 300.0),
        ("五十元左右", "五十元", 50.0),
        ("两百以内", "两百", 200.0),
        ("500以内有什么好的", "500", 500.0),
        ("预算一千五", "一千五", 1500.0),
        ("两三百块的", "两三百块", 300.0),
        ("三百多块", "三百多块", 300.0),
        ("200到300元", "200到300元", 300.0),
        ("1.2万元", "1.2万元", 12_000.0),
        ("一万两千块钱", "一万两千块钱", 12_000.0),
        ("扣了我129", "129", 129.0),
    ],
)
def test_sum_of_money_is_read_with_and_without_currency(text: str, written: str, value: float) -> None:
    assert [(text[one.start : one.end], one.value) for one in find(text)] == [(written, value)]


def test_two_sums_are_two_entities() -> None:
    assert values("预算两百以内，最多300元", "amount") == [200.0, 300.0]


@pytest.mark.parametrize(
    "text",
    [
        "under 3 days",
        "toys under 5",
        "我们一块去",
        "两块蛋糕",
        "三天以内到",
        "一元二次方程",
        "一刀两断",
        "买了200个",
        "two pounds over the limit",
        "38码左右",
    ],
)
def test_other_counts_are_no_sum_of_money(text: str) -> None:
    assert values(text, "amount") == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("by the 3rd of May", "3rd of May"),
        ("before Dec 24", "Dec 24"),
        ("bought on the 14th", "14th"),
        ("since March", "March"),
        ("ordered this morning", "this morning"),
        ("it was last night", "last night"),
        ("before Christmas Eve", "Christmas Eve"),
        ("2 hours ago", "2 hours ago"),
        ("a couple of weeks ago", "a couple of weeks ago"),
        ("at the end of this month", "the end of this month"),
        ("上上周买的", "上上周"),
        ("双十一买的", "双十一"),
        ("下周三前能到吗", "下周三"),
        ("六月一号那单", "六月一号"),
        ("去年8月", "去年8月"),
        ("10号前要", "10号"),
        ("月底发货吗", "月底"),
        ("今早下的单", "今早"),
        ("国庆前补货吗", "国庆"),
        ("三月买的", "三月"),
    ],
)
def test_date_is_read_as_written(text: str, written: str) -> None:
    assert values(text, "date") == [written]


@pytest.mark.parametrize(
    "text", ["you may cancel it", "the 2nd item", "3个月", "38号的鞋", "market 5", "decide 2", "第3号"]
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert values(text, "date") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("nine out of ten", 4), ("3.5 out of 5", 4), ("打九分", 4), ("五颗星", 5), ("给七分", 4)],
)
def test_rating_in_words_is_on_the_scale_of_five(text: str, value: int) -> None:
    assert values(text, "rating") == [value]


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
