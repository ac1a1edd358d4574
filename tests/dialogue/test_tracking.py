"""Where is my order."""

from tests.dialogue.world import days_ago


def test_one_order_is_told_without_dates_where_the_shop_has_none(chat, customer, ordered):
    order = ordered(customer, "delivered", "desk-lamp-0", tracking="T-42")
    talk = chat(customer).say(f"where is order {order.id}")
    talk.hears(f"#{order.id}", "delivered", "Desk Lamp", "$45.00", "T-42").hears_not(
        "2026", "None", "Expected"
    )


def test_the_date_is_told_where_it_is_known(chat, customer, ordered):
    day = days_ago(3)
    order = ordered(customer, "processed", placed_at=day)
    chat(customer).say(f"track {order.id}").hears(f"Placed on {day.day} ", str(day.year))
    chat(customer, language="zh").say(f"订单 {order.id} 到哪了").hears(f"{day.month}月{day.day}日下单")


def test_several_open_orders_become_cards(chat, customer, ordered):
    first = ordered(customer, "pending", "desk-lamp-0")
    second = ordered(customer, "shipped", "garden-hose-0")
    ordered(customer, "delivered", "water-bottle-0")
    talk = chat(customer).say("where are my orders?")
    talk.hears("2 open orders", f"#{first.id}", f"#{second.id}").hears_not("Water Bottle")
    talk.press("Where is it").ran("action_track_order").is_in(None)


def test_unknown_and_foreign_orders_sound_alike_and_own_ones_are_shown(
    chat, customer, chinese_customer, ordered
):
    mine = ordered(customer, "pending", "desk-lamp-0")
    foreign = ordered(chinese_customer, "pending", "garden-hose-0")
    answers = []
    for number in (foreign.id, "W0000008"):
        talk = chat(customer).say(f"where is order {number}").hears(f"#{mine.id}").hears_not("Garden Hose")
        answers.append(talk.text.replace(number, "N"))
    assert answers[0] == answers[1]


def test_cancel_it_means_the_order_just_talked_about(chat, customer, ordered):
    ordered(customer, "pending", "garden-hose-0")
    order = ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer)
    talk.say(f"where is order {order.id}")
    talk.say("please cancel it").is_in("cancel_order_form").hears(f"#{order.id}", "Desk Lamp")


def test_a_late_parcel_gets_facts_and_a_person(chat, customer, ordered):
    order = ordered(customer, "shipped", tracking="T-9")
    talk = chat(customer).say("my parcel is late, it should have been here last week")
    talk.ran("action_delivery_problem").hears(f"#{order.id}", "on its way", "T-9").is_offered(
        "Talk to a person"
    )


def test_no_orders_yet(chat, customer):
    chat(customer).say("where is my order").hears("no orders in your account yet").is_in(None)


def test_tracking_in_the_middle_of_a_cancellation_leaves_it_open(chat, customer, ordered):
    shipped = ordered(customer, "shipped", "garden-hose-0", tracking="T-77")
    pending = ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer)
    talk.say(f"cancel order {pending.id}").is_in("cancel_order_form")
    talk.say(f"where is order {shipped.id}?").hears("T-77", "Why").is_in("cancel_order_form")
    talk.press("No longer needed")
    talk.press("Yes").hears(f"#{pending.id} is cancelled")
    assert talk.order(customer.id, shipped.id).status == "shipped"
