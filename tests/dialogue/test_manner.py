"""How customers are met by what is known of them: tone, apology, offer, place in the queue."""

from datetime import timedelta

import pytest

from engine.conversations.service import latest_handoff
from engine.events.log import append
from engine.gaps.reports.choices import store_choices
from engine.gaps.service_quality.asking import note_asked
from engine.next_action.service import next_action_of
from engine.store.types import utc_now
from tests.unit.engine.manner.learnt import expects, in_segment


@pytest.fixture
def regular(shop, customer, ordered):
    """Noah has ordered four times, and will most likely buy again."""
    for _ in range(4):
        ordered(customer, "pending", "desk-lamp-0")
    known(shop, customer, purchase=0.8, churn=0.05, often=1.0)
    return customer


def known(shop, customer, *, purchase, churn, often=0.0):
    with shop.session() as session:
        expects(session, customer.id, purchase=purchase, churn=churn)
        in_segment(session, customer.id, frequency=often, value=5_000.0)


def was_let_down(shop, customer):
    with shop.session() as session:
        append(session, "rating", customer_id=customer.id, value=1.0, at=utc_now() - timedelta(days=4))


def test_a_regular_is_welcomed_back_and_offered_something_once(chat, regular):
    talk = chat(regular).say("hello").hears("Noah", "back").hears_not("likely", "predict")
    talk.say("thanks").hears("welcome").is_offered("Suggest something")
    talk.say("thank you").hears("welcome").hears_not("could fit you")


def test_yes_takes_the_offer(chat, regular):
    talk = chat(regular).say("thanks a lot").hears("if you like").is_offered("Suggest something")
    talk.say("yes").ran("action_affirm")
    assert talk.cards


def test_no_leaves_it(chat, regular):
    talk = chat(regular).say("thanks a lot").is_offered("Suggest something")
    talk.say("no thanks").hears_not("could fit you")
    assert not talk.cards


def test_nothing_is_offered_where_a_purchase_is_not_likely(chat, shop, regular):
    known(shop, regular, purchase=0.1, churn=0.05)
    chat(regular).say("thanks").ran("action_thank").hears_not("could fit you")


def test_nothing_is_offered_where_another_action_is_worth_more(chat, shop, regular):
    """Questions of theirs that nobody understood weigh more than a suggestion that they may take."""
    for text in ("flurb the gronkle wibbly", "zzkx qpwv blorp", "brrk mnnf ploot"):
        chat(regular).say(text)
    with shop.session(writes=False) as session:
        assert next_action_of(session, regular.id).as_dict()["kind"] == "guide"
    chat(regular).say("thanks").ran("action_thank").hears_not("could fit you")


def test_nothing_is_offered_while_a_person_is_waited_for_elsewhere(chat, shop, regular):
    chat(regular).say("I want to talk to a person")
    chat(regular).say("thanks").ran("action_thank").hears_not("could fit you")


def test_who_switched_personalisation_off_is_offered_nothing(chat, shop, regular):
    with shop.session() as session:
        store_choices(session, regular.id, personalise=False)
    chat(regular).say("thanks").ran("action_thank").hears_not("could fit you")


def test_after_trouble_the_apology_comes_first_and_nothing_is_sold(chat, shop, regular):
    was_let_down(shop, regular)
    talk = chat(regular).say("hello").hears("sorry").hears_not("back", "Noah")
    talk.say("hello").hears_not("sorry")
    talk.say("thanks").hears("You're welcome.").hears_not("could fit you", "back")


def test_after_trouble_a_new_problem_begins_with_an_apology(chat, shop, regular):
    was_let_down(shop, regular)
    talk = chat(regular).say("where is my refund?")
    assert talk.text.startswith("I am sorry")
    talk.say("where is my order?").hears_not("sorry")


def test_who_may_leave_is_met_soberly_without_being_told_why(chat, shop, customer):
    known(shop, customer, purchase=0.9, churn=0.9, often=1.0)
    talk = chat(customer).say("hello").hears("Hello").hears_not("sorry", "leave", "back")
    talk.say("thanks").hears_not("could fit you")


def test_a_changed_address_may_end_with_an_offer(chat, shop, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0")
    known(shop, customer, purchase=0.8, churn=0.05)
    with shop.session() as session:  # so that the question about the service is not due
        asked = utc_now() - timedelta(days=3)
        note_asked(session, customer.id, "empathy", key=order.id, conversation_id="earlier", now=asked)
    talk = chat(customer).say(f"change the address of order {order.id}")
    talk.say("99 Oak Avenue, Denver, 80279").press("Yes")
    talk.hears("now goes to").is_offered("Suggest something")


def test_a_hand_off_carries_what_is_at_stake(chat, shop, regular):
    known(shop, regular, purchase=0.2, churn=0.9)
    talk = chat(regular).say("I want to talk to a person")
    assert talk.state == "waiting"
    with shop.session(writes=False) as session:
        stake = latest_handoff(session, talk.id).card["stake"]
    assert stake["churn"] == 0.9
    assert stake["spent_cents"] == 4 * 4_500
    assert 5 < stake["minutes"] < 10


def test_zh_a_regular_and_the_offer(chat, shop, chinese_customer, ordered):
    for _ in range(4):
        ordered(chinese_customer, "pending", "desk-lamp-0")
    known(shop, chinese_customer, purchase=0.8, churn=0.05, often=1.0)
    talk = chat(chinese_customer, language="zh").say("你好").hears("王小明")
    assert "欢迎回来" in talk.text or "一直光顾" in talk.text
    talk.say("谢谢").hears("不客气").is_offered("推荐商品")
    talk.say("好的")
    assert talk.cards


def test_zh_after_trouble(chat, shop, chinese_customer):
    known(shop, chinese_customer, purchase=0.9, churn=0.05)
    was_let_down(shop, chinese_customer)
    talk = chat(chinese_customer, language="zh").say("你好").hears("抱歉")
    talk.say("谢谢").hears("不客气").hears_not("适合的商品")
