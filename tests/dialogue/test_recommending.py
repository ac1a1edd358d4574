"""The loop of suggestions: not these, cheaper, why, and wishes that change what comes next."""

from sqlalchemy import select

from engine.store.tables import Event


def rejected(shop, talk) -> dict:
    with shop.session(writes=False) as session:
        rows = session.scalars(select(Event).where(Event.conversation_id == talk.id, Event.type == "reject"))
        return {event.product_id: event.data for event in rows}


def test_too_dear_brings_something_cheaper(chat, shop):
    talk = chat().say("tell me about the espresso machine").hears("$290.00")
    talk.say("that is too expensive, do you have something cheaper?")
    assert talk.cards
    assert all(float(card["price"].removeprefix("$")) < 290 for card in talk.cards)
    assert rejected(shop, talk) == {"espresso-machine": {"why": "price"}}


def test_nothing_cheaper_is_said_with_the_lowest_price(chat):
    talk = chat().say("how much is the water bottle?").hears("$20.00")
    talk.say("too expensive, anything cheaper?").hears("nothing cheaper", "Water Bottle", "$20.00")


def test_what_is_not_liked_stays_away(chat):
    talk = chat().say("can you recommend something?")
    talk.say("I don't like outdoor stuff").ran("action_inform_preference")
    assert talk.cards
    assert not {"hiking-boots", "water-bottle", "garden-hose"} & {card["id"] for card in talk.cards}


def test_a_wish_holds_for_the_next_suggestions(chat):
    talk = chat().say("I'm looking for something for my kitchen").hears("Kitchen")
    assert {card["id"] for card in talk.cards} <= {"tea-kettle", "espresso-machine"}
    first = {card["id"] for card in talk.cards}
    talk.say("I don't like these, show me something else")
    assert not first & {card["id"] for card in talk.cards}
    assert not {"hiking-boots", "garden-hose"} & {card["id"] for card in talk.cards}


def test_a_budget_without_a_currency(chat):
    talk = chat().say("I'm looking for something for my kitchen under 100").hears("Kitchen")
    assert {card["id"] for card in talk.cards} == {"tea-kettle"}


def test_why_the_second_one(chat):
    talk = chat().say("recommend me something")
    names = [card["title"] for card in talk.cards]
    talk.say("why did you recommend the second one?").hears(names[1]).hears_not(names[0], names[2])


def test_zh_too_dear_brings_something_cheaper(chat, shop):
    talk = chat(language="zh").say("咖啡机有货吗").hears("咖啡机")
    talk.say("太贵了，有没有便宜点的").ran("action_recommend_reject")
    assert talk.cards
    assert "espresso-machine" not in {card["id"] for card in talk.cards}
    assert all(float(card["price"].removeprefix("US$")) < 290 for card in talk.cards)
    assert rejected(shop, talk) == {"espresso-machine": {"why": "price"}}


def test_zh_nothing_cheaper(chat):
    talk = chat(language="zh").say("水壶多少钱").hears("$20.00")
    talk.say("太贵了，有没有便宜点的").hears("没有更便宜", "水壶", "$20.00")


def test_zh_what_is_not_liked_stays_away(chat):
    talk = chat(language="zh").say("有什么推荐的吗")
    talk.say("我不喜欢户外的东西").ran("action_inform_preference")
    assert talk.cards
    assert not {"hiking-boots", "water-bottle", "garden-hose"} & {card["id"] for card in talk.cards}


def test_zh_not_these(chat, shop):
    talk = chat(language="zh").say("有什么推荐的吗")
    first = {card["id"] for card in talk.cards}
    talk.say("这些都不喜欢，换一批").ran("action_recommend_reject")
    assert not first & {card["id"] for card in talk.cards}
    assert set(rejected(shop, talk)) == first


def test_zh_not_this_button(chat, shop):
    talk = chat(language="zh").say("推荐几款商品")
    refused = talk.cards[0]["id"]
    talk.press("不要这个")
    assert list(rejected(shop, talk)) == [refused]


def test_zh_why(chat):
    talk = chat(language="zh").say("有什么推荐的吗")
    reasons = [card["reason"] for card in talk.cards]
    talk.say("为什么给我推荐这些").ran("action_recommend_why").hears(*reasons)


def test_zh_why_without_anything_shown(chat):
    talk = chat(language="zh").say("为什么推荐这个").hears("还没有推荐过")
    talk.say("好的")
    assert talk.cards


def test_zh_similar(chat):
    talk = chat(language="zh").say("有没有和水壶类似的").ran("action_recommend_similar").hears("水壶")
    assert talk.cards
    assert "water-bottle" not in {card["id"] for card in talk.cards}


def test_zh_a_wish_with_a_budget(chat):
    talk = chat(language="zh").say("想给厨房买点东西，100元以内").hears("厨房")
    assert {card["id"] for card in talk.cards} == {"tea-kettle"}


def test_zh_suggestions_go_back_to_what_was_bought(chat, chinese_customer, ordered, shop):
    ordered(chinese_customer, "delivered", "water-bottle-0")
    talk = chat(chinese_customer, language="zh").say("给我推荐点什么吧").ran("action_recommend")
    assert talk.cards
    with shop.session(writes=False) as session:
        shown = session.scalars(
            select(Event).where(Event.conversation_id == talk.id, Event.type == "impression")
        ).all()
    assert {event.customer_id for event in shown} == {chinese_customer.id}
    assert [event.data["rank"] for event in shown] == [1, 2, 3]
    assert {event.data["propensity"] for event in shown} == {1.0}
    assert len({event.data["policy"] for event in shown}) == 1
