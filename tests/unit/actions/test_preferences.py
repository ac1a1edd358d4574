"""What customers say of themselves in the chat becomes statements."""

import pytest
from sqlalchemy.orm import Session

from actions.preferences import preferences_in, report_data
from engine.events.log import append
from engine.gaps.reports.lexicon import entries, name_of
from engine.gaps.reports.service import reports_of
from engine.gaps.reports.statements import Statement, checked, statements_of
from engine.gaps.reports.taking import take
from engine.store.tables import Product
from tests.builders import add_customer, add_product, add_shop


@pytest.fixture
def shop(session: Session) -> Session:
    add_shop(session)
    for id_, brand in (("tent", "Fernwood"), ("cup", "山茶"), ("pan", "Ox")):
        add_product(session, id_)
        session.get_one(Product, id_).brand = brand
    add_customer(session)
    session.flush()
    return session


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I like minimalist stuff", [("style", "minimalist", True)]),
        ("My taste is more on the classic side", [("style", "classic", True)]),
        ("it's a wedding present for a couple", [("occasion", "wedding", True)]),
        ("no pastel please, bright colours", [("style", "colourful", True), ("style", "pastel", False)]),
        ("I always buy Fernwood", [("brand", "fernwood", True)]),
        ("I don't like Fernwood", [("brand", "fernwood", False)]),
        ("an ox is strong, plainly", []),
        ("please deliver in the evening", [("delivery", "evening", True)]),
        ("leave it with my neighbour", [("delivery", "neighbour", True)]),
        ("我喜欢极简风格，送妈妈生日", [("style", "minimalist", True), ("occasion", "birthday", True)]),
        ("不喜欢复古的", [("style", "vintage", False)]),
        ("我只买山茶的杯子", [("brand", "山茶", True)]),
        ("麻烦放门口", [("delivery", "doorstep", True)]),
        ("size 42, wide feet", []),
    ],
)
def test_brand_style_occasion_and_delivery_are_heard(
    shop: Session, text: str, wanted: list[tuple[str, str, bool]]
) -> None:
    assert {(one.kind, one.value, one.wanted) for one in preferences_in(shop, text)} == set(wanted)


def test_one_message_becomes_a_statement_each_with_source_time_and_confidence(shop: Session) -> None:
    wish = {"category": "lighting", "avoid": ["garden"], "max_price_cents": 5000}
    said = preferences_in(shop, "something modern for a birthday, Fernwood if you can")
    event = append(shop, "report", "mei", data=report_data(wish, said))
    event.conversation_id = "talk"
    take(shop, [event])
    kept = {(one.kind, one.value): one for one in reports_of(shop, "mei")}
    assert set(kept) == {
        ("category", "lighting"),
        ("category", "garden"),
        ("budget", "5000"),
        ("style", "modern"),
        ("occasion", "birthday"),
        ("brand", "fernwood"),
    }
    assert not kept["category", "garden"].wanted
    assert {(one.source, one.confidence) for one in kept.values()} == {("chat", 0.7)}
    assert {one.said_at for one in kept.values()} == {event.at}


def test_a_message_that_says_nothing_that_can_be_kept_makes_no_statement(shop: Session) -> None:
    assert statements_of(report_data({}, preferences_in(shop, "he is 80 and hard of hearing"))) == []


def test_every_entry_has_names_in_both_languages_and_can_be_kept() -> None:
    for entry in entries():
        assert checked(entry.kind, entry.value) == Statement(entry.kind, entry.value)
        assert set(entry.name) == {"en", "zh"}
        assert name_of(entry.kind, entry.value) == entry.name
