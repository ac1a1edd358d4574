"""Greetings, knowledge, persons and what is not understood."""

import pytest
from sqlalchemy import select

from engine.store.tables import Event


def test_greets_by_name_only_whom_it_knows(chat, customer):
    chat(customer).say("hello").hears("Noah")
    chat().say("hello").hears("Hello").hears_not("Noah")


def test_greets_in_chinese(chat, chinese_customer):
    chat(chinese_customer, language="zh").say("你好").hears("王小明", "您")


def test_the_answer_follows_the_language_of_the_message(chat):
    talk = chat().say("hello").hears("Hello")
    talk.say("你好").hears("您好")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much does shipping cost?", "60"),
        ("Which ways to pay do you accept?", "card"),
        ("When are you open?", "18:00"),
        ("What is your warranty?", "year"),
        ("How do I unsubscribe from the newsletter?", "newsletter"),
    ],
)
def test_general_questions_are_answered_from_articles(chat, question, said):
    chat().say(question).ran("action_answer_from_articles").hears(said)


@pytest.mark.parametrize(
    ("question", "said"), [("运费多少钱", "60"), ("可以用支付宝吗", "支付"), ("怎么开发票", "发票")]
)
def test_general_questions_in_chinese(chat, question, said):
    chat(language="zh").say(question).ran("action_answer_from_articles").hears(said)


def test_what_a_person_has_to_do_comes_with_a_person(chat):
    talk = chat().say("I need an invoice with my company's name").ran("action_answer_from_articles")
    talk.hears("GST").is_offered("Talk to a person")


def test_honest_about_being_a_program(chat):
    chat().say("are you a robot?").hears("program")


def test_capabilities_are_buttons(chat):
    talk = (
        chat().say("what can you do?").is_offered("Where is my order", "Cancel an order", "Talk to a person")
    )
    talk.press("Where is my order").is_in("track_order_form")


def test_a_person_on_request(chat, customer):
    talk = chat(customer).say("I want to talk to a human").ran("action_handoff").hears("person")
    assert talk.state == "waiting"


def test_a_person_on_request_in_chinese(chat):
    talk = chat(language="zh").say("转人工").ran("action_handoff").hears("人工客服")
    assert talk.state == "waiting"


def test_a_person_out_of_a_form(chat):
    talk = chat()
    talk.say("where is my order")
    talk.say("just give me a real person").ran("action_handoff").is_in(None)
    assert talk.state == "waiting"


def test_complaint_then_yes_brings_a_person(chat):
    talk = (
        chat()
        .say("your service is terrible, I am really disappointed")
        .hears("sorry")
        .is_offered("Talk to a person")
    )
    talk.say("yes")
    assert talk.state == "waiting"


CONFUSING = (
    "could be either the first or maybe not",
    "how about the weather and my account blue",
    "gnarf gnarf quux plonk",
    "so the other would then be what it was before or not at all",
    "seven purple over there by the with",
    "Noah Brown 80279",
)


def test_not_understood_offers_guesses(chat):
    talks = [chat().say(text) for text in CONFUSING]
    unsure = [talk for talk in talks if talk.last["nlu"]["intent"]["name"] == "nlu_fallback"]
    assert unsure, "the model is sure of everything"
    guessing = [talk for talk in unsure if len(talk.buttons) > 1]
    assert guessing, [talk.text for talk in unsure]
    for talk in guessing:
        talk.ran("action_fallback").is_offered("None of these")
        assert 2 <= len(talk.buttons) <= 4
        talk.press("None of these")
        assert talk.state == "waiting" or talk.is_offered("Talk to a person")


def test_not_understood_twice_in_a_row_brings_a_person(chat):
    talk = chat().send("/nlu_fallback").is_offered("Talk to a person")
    assert talk.state == "bot"
    talk.send("/nlu_fallback").hears("pass this on to a person")
    assert talk.state == "waiting"


def test_not_understood_twice_with_something_between_does_not(chat):
    talk = chat().send("/nlu_fallback").say("hello").send("/nlu_fallback")
    assert talk.state == "bot"


def test_out_of_scope_is_said_honestly(chat):
    chat().say("what is the capital of France?").hears("outside").is_offered("What can you do")


def test_start_over_drops_the_task_and_keeps_the_language(chat, chinese_customer, ordered):
    ordered(chinese_customer, "pending")
    talk = chat(chinese_customer, language="zh")
    talk.say("我要取消订单").is_in("cancel_order_form")
    talk.say("重新开始").ran("action_restart").hears("重新开始").is_in(None)
    assert talk.last["slots"]["language"] == "zh"


def test_a_rating_is_noted(chat, shop):
    talk = chat().say("I'd rate this 5 stars").hears("5 of 5")
    with shop.session(writes=False) as session:
        event = session.scalars(
            select(Event).where(Event.conversation_id == talk.id, Event.type == "rating")
        ).one()
    assert event.value == 5


def test_a_low_rating_offers_a_person(chat):
    talk = chat().send('/rate_service{"rating": "1"}')
    talk.hears("1 of 5").is_offered("Talk to a person")


def test_praise_thanks_goodbye(chat):
    talk = chat().say("you guys are great, I love this shop").hears("good to hear")
    talk.say("thank you")
    talk.say("bye").ran("utter_goodbye")
