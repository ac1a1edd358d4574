"""Products, stock and suggestions."""

from sqlalchemy import select

from engine.store.tables import Event


def test_product_info_from_the_catalogue(chat):
    chat().say("what is the desk lamp made of?").ran("action_product_info").hears(
        "Desk Lamp", "steel", "from $45.00"
    )


def test_product_info_in_chinese(chat):
    chat(language="zh").say("登山靴是什么材质的").ran("action_product_info").hears("登山靴", "钢")


def test_stock_of_a_size(chat):
    talk = chat()
    talk.say("do you have the hiking boots in size 9?").ran("action_stock_availability").hears(
        "in stock", "9, brown"
    )
    talk.say("are the hiking boots in stock in size 10?").hears("out of stock", "8, brown")


def test_out_of_stock(chat):
    chat().say("is the wall clock in stock?").hears("Wall Clock", "out of stock")


def test_stock_in_chinese(chat):
    chat(language="zh").say("台灯还有货吗").ran("action_stock_availability").hears("台灯", "有现货")


def test_an_unknown_product_is_not_made_up(chat):
    chat().say("is the flying carpet in stock?").hears_not("in stock:", "$").hears("product")


def test_recommend_shows_cards_with_reasons_and_logs_them(chat, shop, customer, ordered):
    ordered(customer, "delivered", "water-bottle-0")
    talk = chat(customer).say("can you recommend something?").ran("action_recommend")
    assert len(talk.cards) == 3
    assert all(card["kind"] == "product" for card in talk.cards)
    assert all(card[key] for card in talk.cards for key in ("reason", "price", "category"))
    with shop.session(writes=False) as session:
        shown = session.scalars(
            select(Event).where(Event.conversation_id == talk.id, Event.type == "impression")
        )
        ranks = {event.product_id: event.data["rank"] for event in shown}
    assert ranks == {card["id"]: rank for rank, card in enumerate(talk.cards, start=1)}


def test_why_tells_the_same_reason_as_the_card(chat):
    talk = chat().say("recommend me something")
    reasons = [card["reason"] for card in talk.cards]
    talk.say("why did you recommend this?").ran("action_recommend_why").hears(*reasons)


def test_not_these_shows_others_and_logs_the_rejection(chat, shop):
    talk = chat().say("recommend me something")
    first = {card["id"] for card in talk.cards}
    talk.say("I don't like these, show me something else").ran("action_recommend_reject")
    assert not first & {card["id"] for card in talk.cards}
    with shop.session(writes=False) as session:
        rejected = session.scalars(
            select(Event.product_id).where(Event.conversation_id == talk.id, Event.type == "reject")
        )
        assert set(rejected) == first


def test_not_this_button_rejects_one(chat, shop):
    talk = chat().say("recommend me something")
    refused = talk.cards[0]["id"]
    talk.press("Not this").ran("action_recommend_reject")
    with shop.session(writes=False) as session:
        rejected = session.scalars(
            select(Event.product_id).where(Event.conversation_id == talk.id, Event.type == "reject")
        )
        assert list(rejected) == [refused]


def test_similar_to_a_named_product(chat):
    talk = chat().say("show me something similar to the water bottle").ran("action_recommend_similar")
    talk.hears("Close to Water Bottle")
    assert "water-bottle" not in {card["id"] for card in talk.cards}


def test_recommend_in_chinese(chat):
    talk = chat(language="zh").say("有什么推荐的吗").ran("action_recommend")
    assert talk.cards
    assert all(any("一" <= char <= "鿿" for char in card["reason"]) for card in talk.cards)


def test_a_stated_preference_narrows_down(chat):
    talk = chat().say("I'm looking for something for my kitchen, under 100 dollars").hears("Kitchen")
    assert {card["id"] for card in talk.cards} == {"tea-kettle"}


def test_why_without_anything_shown(chat):
    talk = chat().say("why did you recommend that?").hears("not suggested anything")
    talk.say("yes please")
    assert talk.cards
