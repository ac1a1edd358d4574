"""When an order arrives is promised by the shop's own record, and the promise is followed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from engine.promises.meet import step
from engine.promises.service import Records, settle
from engine.promises.tasks import tasks
from engine.promises.words import at_home
from engine.store.tables import Order, Promise
from engine.store.types import utc_now
from tests.builders import add_customer, add_order
from tests.dialogue.world import days_ago

HOUR = timedelta(hours=1)


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
    # Late enough that a good quarter of such orders would miss it, while the record still knows of thirty.
    soon = promise.due_at - 8.5 * HOUR
    with record.session() as session:
        done = step(session, Records(record).at(soon), soon, below=0.8)
    mine = [one for one in done.said if one.conversation_id == talk.id]
    assert [words in one.text and order.id in one.text for one in mine] == [True]
    with record.session() as session:
        assert order.id in [task.order_id for task in tasks(session)]
        again = step(session, Records(record).at(soon), soon + HOUR / 4, below=0.8)
    assert [one for one in again.said if one.conversation_id == talk.id] == []
