"""A customer of whom nothing is known is asked what they like, once; taps change what is shown at once."""

from engine.gaps.reports.choices import choices_of
from engine.gaps.reports.service import reports_of
from tests.builders import add_event

FIRST, FIRST_ZH = "What do you like most", "您最喜欢哪一类"


def kept(shop, customer) -> set:
    with shop.session(writes=False) as session:
        return {(one.kind, one.value, one.source) for one in reports_of(session, customer.id)}


def categories(talk) -> list[str]:
    return [card["category"] for card in talk.cards]


def test_taps_become_statements_and_change_the_suggestions_in_the_same_turn(chat, customer, shop):
    talk = chat(customer).say("can you recommend something?").hears(FIRST)
    assert set(categories(talk)) == {"outdoor"}, "what sells, as nothing is known"
    talk.is_offered("Kitchen", "Lighting", "Outdoor", "Skip", "Stop asking")
    talk.press("Kitchen").ran("action_onboard").hears("Noted: Kitchen", "because you like Kitchen")
    assert categories(talk)[0] == "kitchen"
    assert kept(shop, customer) == {("category", "kitchen", "onboarding")}
    talk.hears("And which of these").press("Lighting").hears("Noted: Lighting", "because you like Lighting")
    talk.hears("how much would you like to spend").is_offered("Up to $", "Any price", "Skip")
    talk.press("Up to $").ran("action_onboard").hears("Noted: up to $")
    assert {kind for kind, _, _ in kept(shop, customer)} == {"category", "budget"}


def test_it_is_asked_once_even_where_nobody_answers(chat, customer):
    chat(customer).say("can you recommend something?").hears(FIRST)
    chat(customer).say("can you recommend something?").hears_not(FIRST)


def test_skipping_goes_on_and_keeps_nothing(chat, customer, shop):
    talk = chat(customer).say("can you recommend something?").hears(FIRST)
    talk.press("Skip").ran("action_onboard")
    talk.hears("how much would you like to spend").press("Skip").hears("no more questions")
    assert kept(shop, customer) == set()
    chat(customer).say("can you recommend something?").hears_not(FIRST)


def test_stop_asking_is_for_good(chat, customer, shop):
    talk = chat(customer).say("can you recommend something?").hears(FIRST)
    talk.press("Stop asking").hears("no more questions of that kind")
    with shop.session(writes=False) as session:
        assert not choices_of(session, customer.id).ask
    chat(customer).say("can you recommend something?").hears_not(FIRST)


def test_who_has_a_past_or_asks_for_something_or_is_a_stranger_is_not_asked(chat, customer, shop):
    chat().say("can you recommend something?").hears_not(FIRST)
    chat(customer).say("can you recommend something for my kitchen?").hears_not(FIRST)
    with shop.session() as session:
        add_event(session, "purchase", customer.id, "water-bottle", value=1)
    chat(customer).say("can you recommend something?").hears_not(FIRST)


def test_an_old_question_is_closed(chat, customer, shop):
    talk = chat(customer).say("can you recommend something?").hears(FIRST)
    talk.press("Kitchen")
    talk.send('/onboard{"topic": "interest", "confirm": "lighting"}').ran("action_onboard")
    assert kept(shop, customer) == {("category", "kitchen", "onboarding")}


def test_zh_taps_change_the_suggestions_in_the_same_turn(chat, chinese_customer, shop):
    talk = chat(chinese_customer, language="zh").say("有什么推荐的吗").hears(FIRST_ZH)
    talk.is_offered("厨房", "灯具", "跳过", "别再问了")
    talk.press("厨房").ran("action_onboard").hears("记下了：厨房", "因为您喜欢厨房")
    assert categories(talk)[0] == "kitchen"
    assert kept(shop, chinese_customer) == {("category", "kitchen", "onboarding")}
    talk.hears("还喜欢哪一类").press("跳过").hears("您想花多少钱").is_offered("价格不限")


def test_zh_stop_asking_is_for_good(chat, chinese_customer, shop):
    chat(chinese_customer, language="zh").say("有什么推荐的吗").press("别再问了").hears("以后不再问")
    with shop.session(writes=False) as session:
        assert not choices_of(session, chinese_customer.id).ask
    chat(chinese_customer, language="zh").say("有什么推荐的吗").hears_not(FIRST_ZH)
