"""When orders arrive, money is there and people answer is promised by the shop's own record, and followed."""

from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import select

from engine.conversations.service import start
from engine.orders.refunded import settle_refund
from engine.promises.meet import step
from engine.promises.service import Records, settle
from engine.promises.tasks import tasks
from engine.shop_time import at_home
from engine.store import new_id
from engine.store.tables import Handoff, Message, Order, Payment, Promise
from engine.store.types import utc_now
from tests.builders import add_customer, add_order
from tests.dialogue.world import days_ago

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(scope="module")
def record(shop):
    """Two hundred orders that came within two to five days, all of a day that the shop had named: other
    tests' orders, for which none was named, are not compared with them."""
    with shop.session() as session:
        add_customer(session, "of-the-record", postcode=None)
        for n in range(200):
            placed = days_ago(60) + n * HOUR / 10
            order = add_order(
                session, "of-the-record", id=f"R{n:07d}", status="delivered", lines=[("desk-lamp-0", 1)],
                placed_at=placed, delivered_at=placed + (48 + n * 0.36) * HOUR,
            )  # fmt: skip
            order.shipped_at, order.promised_at = placed + 20 * HOUR, placed + 96 * HOUR
    return shop


@pytest.fixture
def under_way(record, ordered):
    """Places an order so many hours ago that was sent 20 hours later."""

    def placed(customer, hours: float) -> Order:
        at = utc_now() - hours * HOUR
        order = ordered(customer, "shipped", placed_at=at, tracking="T-9")
        with record.session() as session:
            row = session.get_one(Order, order.id)
            row.promised_at, row.shipped_at = at + 96 * HOUR, at + 20 * HOUR
        return order

    return placed


def promise_of(shop, order):
    with shop.session(writes=False) as session:
        return session.scalars(select(Promise).where(Promise.order_id == order.id)).one()


def test_a_promise_is_stated_by_the_record_stored_and_followed(chat, customer, under_way, record):
    order = under_way(customer, 24)
    talk = chat(customer).say(f"where is order {order.id}")
    promise = promise_of(record, order)
    with record.session(writes=False) as session:
        due = at_home(session, promise.due_at)
    talk.hears("nine of ten such orders arrive by", f"{due.day} ", f"{due:%H:%M}").hears_not("Expected on")
    assert (promise.customer_id, promise.conversation_id, promise.state) == (customer.id, talk.id, "open")
    assert (promise.share, promise.evidence) == (0.9, 200)
    talk.say(f"where is order {order.id}").hears(f"{due:%H:%M}")
    assert promise_of(record, order).id == promise.id, "asked twice, promised once"
    with record.session() as session:
        row = session.get_one(Order, order.id)
        row.status, row.delivered_at = "delivered", promise.due_at - HOUR
        session.flush()
        assert settle(session, utc_now()) >= 1
    assert promise_of(record, order).state == "kept"


def test_a_promise_in_chinese(chat, chinese_customer, under_way, record):
    order = under_way(chinese_customer, 24)
    talk = chat(chinese_customer, language="zh").say(f"订单 {order.id} 到哪了")
    due = promise_of(record, order).due_at
    talk.hears("十单中有九单在", f"{due.month}月{due.day}日", "前送达")


@pytest.mark.parametrize(
    "said",
    [
        ("en", "where is order {}", "may come later than I told you"),
        ("zh", "订单 {} 到哪了", "可能会晚于之前告知的时间"),
    ],
)
def test_a_breaking_promise_triggers_the_message_before_the_customer_asks(
    chat, customer, under_way, record, said
):
    language, ask, words = said
    order = under_way(customer, 90)
    talk = chat(customer, language=language).say(ask.format(order.id))
    promise = promise_of(record, order)
    # Late enough that a sixth of such orders would miss it, while the record still knows of thirty.
    soon = promise.due_at - 9 * HOUR
    with record.session() as session:
        done = step(session, Records(record).at(soon), soon, below=0.9)
    mine = [one for one in done.said if one.conversation_id == talk.id]
    assert [words in one.text and order.id in one.text for one in mine] == [True]
    with record.session() as session:
        assert order.id in [task.order_id for task in tasks(session)]
        again = step(session, Records(record).at(soon), soon + HOUR / 4, below=0.9)
    assert [one for one in again.said if one.conversation_id == talk.id] == []


@pytest.fixture(scope="module")
def refunds(shop):
    """Sixty returns whose money was on the card within three to six days."""
    with shop.session() as session:
        order = add_order(
            session, "of-the-record", id="R9000000", status="delivered", lines=[("desk-lamp-0", 1)]
        )
        order.lines[0].state = "returned"
        for n in range(60):
            noted = days_ago(90) + n * HOUR
            order.payments.append(
                Payment(
                    id=f"R9000000-r{n}", position=n + 1, kind="refund", amount_cents=4500,
                    method_id="of-the-record-card", created_at=noted, settled_at=noted + (72 + n) * HOUR,
                )
            )  # fmt: skip
    return shop


def test_what_is_sent_back_is_promised_a_refund_that_is_followed(chat, customer, ordered, record, refunds):
    order = ordered(customer, "delivered", "desk-lamp-0")
    talk = chat(customer).say(f"return order {order.id}").press("credit card").press("Yes")
    promise = promise_of(refunds, order)
    with refunds.session(writes=False) as session:
        due = at_home(session, promise.due_at)
    talk.hears("$45.00 goes back", "nine of ten such refunds are there by", f"{due:%H:%M}")
    talk.hears_not("business days")
    assert (promise.kind, promise.customer_id, promise.evidence) == ("refund", customer.id, 60)
    talk.say("where is my refund?").hears(f"{due.day} ", f"{due:%H:%M}")
    with refunds.session() as session:
        assert settle_refund(session, order.id, promise.due_at - HOUR) == 1
        assert settle(session, utc_now()) >= 1
    assert promise_of(refunds, order).state == "kept"
    talk.say("where is my refund?").hears("$45.00 went back to your credit card").hears_not("nine of ten")


def test_what_a_cheaper_exchange_gives_back_is_promised_too(chat, customer, ordered, record, refunds):
    order = ordered(customer, "delivered", "water-bottle-1")
    talk = chat(customer).say(f"exchange the water bottle from order {order.id}").press("500ml").press("Yes")
    with refunds.session(writes=False) as session:
        due = at_home(session, promise_of(refunds, order).due_at)
    talk.hears("$6.00 goes back", "nine of ten such refunds are there by", f"{due:%H:%M}")


def test_a_refund_in_chinese(chat, chinese_customer, ordered, record, refunds):
    order = ordered(chinese_customer, "delivered", "desk-lamp-0")
    talk = (
        chat(chinese_customer, language="zh").say(f"订单 {order.id} 我要退货").press("信用卡").press("确认")
    )
    due = promise_of(refunds, order).due_at
    talk.hears("十笔中有九笔在", f"{due.month}月{due.day}日", "前到账")


@pytest.fixture
def answers(shop):
    """Fifty weeks in which who was passed on at this hour of this weekday was answered within the hour."""
    now = utc_now()
    with shop.session() as session:
        # In five minutes, too: the hour may end between now and the test's own question.
        for n, soon in product(range(1, 51), (0, 5)):
            at = now - n * 7 * DAY + soon * HOUR / 60
            talk, _ = start(session, language="en")
            session.add(Handoff(id=new_id(), conversation_id=talk.id, reason="asked", card={},
                                requested_at=at, closed_at=at + 2 * HOUR))  # fmt: skip
            session.add(Message(id=new_id(), conversation_id=talk.id, seq=1, author="staff", text="Hello",
                                content={}, created_at=at + (n + 1) * HOUR / 60))  # fmt: skip
    return shop


@pytest.mark.parametrize(
    "said",
    [
        ("en", "I want to talk to a person", "nine of ten people who ask at this hour are answered by"),
        ("zh", "我要转人工客服", "十位中有九位在"),
    ],
)
def test_who_asks_for_a_person_is_promised_when_one_answers(chat, customer, answers, said):
    language, ask, words = said
    talk = chat(customer, language=language).say(ask).ran("action_handoff").hears(words)
    with answers.session(writes=False) as session:
        promise = session.scalars(select(Promise).where(Promise.conversation_id == talk.id)).one()
        assert (promise.kind, promise.state, promise.share) == ("callback", "open", 0.9)
        due = at_home(session, promise.due_at)
    talk.hears(f"{due:%H:%M}")


def test_a_late_parcel_is_answered_with_what_was_said_and_how_it_stands(chat, customer, under_way, record):
    order = under_way(customer, 24)
    talk = chat(customer).say(f"where is order {order.id}")
    talk.say(f"my parcel {order.id} is late").ran("action_delivery_problem")
    promise = promise_of(record, order)
    talk.hears("I told you that it would probably be there by", "has not passed yet")
    with record.session() as session:
        session.get_one(Promise, promise.id).due_at = utc_now() - HOUR
    talk.say(f"my parcel {order.id} is late").hears("that was not kept", "sorry")
