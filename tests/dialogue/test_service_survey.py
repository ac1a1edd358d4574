"""Two taps about the service: after a finished task, in no trouble, and not again after skip or stop."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from engine.events.log import append
from engine.gaps.reports.choices import choices_of
from engine.store.tables import ServiceAnswer
from engine.store.types import utc_now

ASKED, ASKED_ZH = "One question about our service", "回答一个关于服务的问题"


def answers(shop, customer):
    with shop.session(writes=False) as session:
        rows = session.scalars(select(ServiceAnswer).where(ServiceAnswer.customer_id == customer.id))
        return [(one.state, one.expected, one.experienced) for one in rows]


@pytest.fixture
def cancelled(chat, ordered):
    """A conversation in which the customer has just cancelled an order."""

    def done(customer, language="en"):
        order = ordered(customer, "pending", "desk-lamp-0")
        talk = chat(customer, language=language)
        if language == "zh":
            return talk.say(f"取消订单 {order.id}").press("不需要了").press("确认")
        return talk.say(f"cancel order {order.id}").press("No longer").press("Yes")

    return done


def test_two_taps_after_a_finished_task_are_kept_and_no_second_question_comes(cancelled, customer, shop):
    talk = cancelled(customer).hears("is cancelled", ASKED)
    talk.is_offered("1", "5", "Skip", "Stop asking")
    talk.press("5").ran("action_answer_question").hears("how was it with us").is_offered("1", "5")
    talk.say("3").ran("action_answer_question").hears("Thank you, noted")
    assert answers(shop, customer) == [("answered", 5, 3)]
    talk.say("thanks").hears_not("question", "interested in")
    cancelled(customer).hears("is cancelled").hears_not(ASKED)


def test_it_is_asked_neither_in_a_form_nor_without_a_task(chat, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer).say("hello").hears_not(ASKED).say("thanks").hears_not(ASKED)
    talk.say(f"cancel order {order.id}").hears_not(ASKED).is_in("cancel_order_form")


def test_not_in_trouble(cancelled, customer, shop):
    with shop.session() as session:
        append(session, "rating", customer_id=customer.id, value=1.0, at=utc_now() - timedelta(days=2))
    cancelled(customer).hears("is cancelled").hears_not(ASKED)


def test_not_in_a_bad_mood(chat, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer).say("this is a terrible service, I want to complain")
    talk.say(f"cancel order {order.id}").press("No longer").press("Yes")
    talk.hears("is cancelled").hears_not(ASKED)


def test_skip_and_stop_hold(cancelled, customer, shop):
    cancelled(customer).press("4").press("Skip").hears("do not ask it again")
    assert answers(shop, customer) == [("skipped", None, None)]
    with shop.session() as session:  # a year later
        session.execute(
            update(ServiceAnswer)
            .where(ServiceAnswer.customer_id == customer.id)
            .values(asked_at=utc_now() - timedelta(days=365))
        )
        skipped = session.scalar(
            select(ServiceAnswer.dimension).where(ServiceAnswer.customer_id == customer.id)
        )
    talk = cancelled(customer).hears(ASKED).press("Stop asking").hears("no more questions")
    with shop.session(writes=False) as session:
        asked = session.scalars(
            select(ServiceAnswer.dimension).where(ServiceAnswer.customer_id == customer.id)
        ).all()
        assert not choices_of(session, customer.id).ask
    assert len(asked) == len(set(asked)) == 2 and skipped in asked
    talk.say("thanks").hears_not(ASKED)


def test_zh(cancelled, chinese_customer, shop):
    talk = (
        cancelled(chinese_customer, "zh").hears("已取消", ASKED_ZH).is_offered("1", "5", "跳过", "别再问了")
    )
    talk.press("4").hears("在我们这里").press("5").hears("已记下")
    assert answers(shop, chinese_customer) == [("answered", 4, 5)]
