"""The one question worth asking: at the right moment and no other, one tap, its answer has an effect."""

from datetime import timedelta

import numpy as np
import pytest

from engine.events.log import append
from engine.gaps.questions.learn import learn
from engine.gaps.questions.saved import Questions, save
from engine.gaps.reports.choices import choices_of
from engine.gaps.reports.service import reports_of
from engine.store.types import utc_now
from tests.dialogue.world import CATALOGUE

CATEGORIES = ("kitchen", "lighting", "outdoor")
QUESTION, QUESTION_ZH = "are you interested in", "感兴趣吗"


@pytest.fixture(autouse=True)
def learnt(settings, rasa_url):
    """What a rebuild learns of 400 customers: who likes kitchen things likes no outdoor ones, and vice
    versa; lighting is liked by chance. Each buys what they like."""
    random = np.random.default_rng(0)
    cook = random.random(400) < 0.5
    likes = np.stack([random.random(400) < np.where(cook, 0.9, 0.1), random.random(400) < 0.5, ~cook], axis=1)
    category = np.array([CATEGORIES.index(row[3]) for row in CATALOGUE])
    wants = random.random((400, len(CATALOGUE))) < np.where(likes[:, category], 0.6, 0.05)
    model = learn(CATEGORIES, likes, [row[0] for row in CATALOGUE], wants.astype(float), classes=[2])
    save(Questions(model, dict.fromkeys(CATEGORIES, 1 / 3)), settings.learnt_dir)
    yield
    save(None, settings.learnt_dir)


def bought(shop, customer, product="desk-lamp"):
    with shop.session() as session:
        append(session, "purchase", customer_id=customer.id, product_id=product, value=1.0)


@pytest.fixture
def regular(shop, customer):
    bought(shop, customer)
    return customer


@pytest.fixture
def chinese_regular(shop, chinese_customer):
    bought(shop, chinese_customer)
    return chinese_customer


def said(shop, customer):
    with shop.session(writes=False) as session:
        return [(one.value, one.wanted, one.source) for one in reports_of(session, customer.id)]


def topic_of(talk):
    return "Kitchen" if "in Kitchen" in talk.text else "Outdoor"


def categories(talk):
    by_id = {row[0]: row[3] for row in CATALOGUE}
    return {by_id[card["id"]] for card in talk.cards}


def test_below_suggestions_one_question_and_no_second_in_the_conversation(chat, regular):
    talk = chat(regular).say("recommend me something").hears(QUESTION)
    talk.is_offered("Yes, I am", "Not for me", "Skip", "Stop asking")
    talk.say("thanks").hears_not(QUESTION)
    talk.say("recommend me something").hears_not(QUESTION)


def test_after_a_thank_you(chat, regular):
    chat(regular).say("hello").hears_not(QUESTION).say("thanks a lot").hears(QUESTION)


def test_a_yes_brings_the_category_at_once_and_is_kept(chat, shop, regular):
    talk = chat(regular).say("thanks").hears(QUESTION)
    topic = topic_of(talk)
    talk.press("Yes, I am").hears("Noted", f"interested in {topic}", "show you now")
    assert topic.lower() in categories(talk)
    assert said(shop, regular) == [(topic.lower(), True, "chat")]


def test_a_no_takes_the_category_away_from_this_list_and_the_next(chat, shop, regular):
    talk = chat(regular).say("thanks").hears(QUESTION)
    topic = topic_of(talk).lower()
    talk.say("no").hears("Noted: nothing from")
    assert topic not in categories(talk)
    assert said(shop, regular) == [(topic, False, "chat")]
    other = chat(regular).say("recommend me something")
    assert other.cards
    assert topic not in categories(other)


def test_skip_is_for_good(chat, shop, regular):
    talk = chat(regular).say("thanks").hears(QUESTION)
    topic = topic_of(talk)
    talk.say("skip").hears("do not ask it again")
    assert said(shop, regular) == []
    chat(regular).say("thanks").hears_not(f"interested in {topic}")


def test_stop_asking_is_for_good_and_no_invitation_undoes_it(chat, shop, regular):
    chat(regular).say("thanks").hears(QUESTION).press("Stop asking").hears("no more questions")
    with shop.session(writes=False) as session:
        assert not choices_of(session, regular.id).ask
    chat(regular).say("recommend me something").hears_not(QUESTION)
    chat(regular).say("ask me").hears("chosen not to be asked")


def test_stop_asking_in_words(chat, shop, regular):
    chat(regular).say("stop asking me questions").ran("action_stop_asking")
    chat(regular).say("thanks").hears_not(QUESTION)


def test_who_invites_more_is_asked_more_but_nothing_twice(chat, regular):
    talk = chat(regular).say("ask me something").hears(QUESTION)
    topic = topic_of(talk)
    talk.say("not interested").hears("Noted: nothing from")
    talk.say("ask me another").hears_not(f"are you interested in {topic}")


def test_a_later_answer_wins_and_both_stay(chat, shop, regular):
    talk = chat(regular).say("thanks").hears(QUESTION)
    topic = topic_of(talk).lower()
    old = next(button for button in talk.buttons if button["title"] == "Not for me")["payload"]
    talk.press("Yes, I am").send(old)
    assert said(shop, regular) == [(topic, False, "chat")]
    with shop.session(writes=False) as session:
        states = [one.state for one in reports_of(session, regular.id, all_states=True)]
    assert sorted(states) == ["current", "replaced"]


def test_nobody_is_asked_in_trouble_in_a_complaint_or_in_a_form(chat, shop, regular, ordered):
    chat(regular).say("this is a terrible service, I want to complain").hears_not(QUESTION).say(
        "thanks"
    ).hears_not(QUESTION)
    order = ordered(regular, "pending", "desk-lamp-0")
    talk = chat(regular).say(f"cancel order {order.id}").is_in("cancel_order_form")
    talk.say("recommend me something").hears_not(QUESTION)


def test_nobody_is_asked_after_a_bad_experience(chat, shop, regular):
    with shop.session() as session:
        append(session, "rating", customer_id=regular.id, value=1.0, at=utc_now() - timedelta(days=2))
    chat(regular).say("recommend me something").hears_not(QUESTION).say("thanks").hears_not(QUESTION)


def test_strangers_and_customers_without_a_past_are_not_asked(chat, customer):
    chat().say("recommend me something").hears_not(QUESTION).say("ask me").hears("sign in")
    chat(customer).say("thanks").hears_not(QUESTION)


def test_skip_without_a_question_is_an_ordinary_word(chat, regular):
    talk = chat(regular).say("hello").say("skip")
    assert "action_answer_question" not in talk.last["actions"]


def test_zh_a_question_below_suggestions_and_its_answer(chat, shop, chinese_regular):
    talk = chat(chinese_regular, language="zh").say("给我推荐点什么吧").hears(QUESTION_ZH)
    talk.is_offered("感兴趣", "不感兴趣", "跳过", "别再问了").press("感兴趣").hears("记下了", "优先推荐")
    assert talk.cards
    assert [wanted for _, wanted, _ in said(shop, chinese_regular)] == [True]


def test_zh_no_in_words_changes_the_next_list(chat, shop, chinese_regular):
    talk = chat(chinese_regular, language="zh").say("谢谢").hears(QUESTION_ZH)
    talk.say("不感兴趣").hears("不再推荐")
    (topic, wanted, _) = said(shop, chinese_regular)[0]
    assert not wanted
    assert topic not in categories(talk)


def test_zh_skip_and_stop(chat, shop, chinese_regular):
    chat(chinese_regular, language="zh").say("谢谢").hears(QUESTION_ZH).press("跳过").hears("不会再问")
    chat(chinese_regular, language="zh").say("别问了").hears("不再问您")
    with shop.session(writes=False) as session:
        assert not choices_of(session, chinese_regular.id).ask
    chat(chinese_regular, language="zh").say("问我吧").hears("不被询问")


def test_zh_not_in_a_complaint(chat, chinese_regular):
    talk = chat(chinese_regular, language="zh").say("我要投诉，服务太差了").hears_not(QUESTION_ZH)
    talk.say("谢谢").hears_not(QUESTION_ZH)
