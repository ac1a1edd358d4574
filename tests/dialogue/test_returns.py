"""Returns, exchanges and refunds."""

import pytest

from tests.dialogue.world import days_ago, new_customer


def test_return_one_item_with_buttons(chat, customer, ordered):
    order = ordered(customer, "delivered", "desk-lamp-0", "garden-hose-0")
    talk = chat(customer)
    talk.say("I want to return something").is_offered("Desk Lamp", "Garden Hose", "Everything")
    talk.press("Garden Hose").hears("$83.00").is_offered("credit card ending in 4242", "gift card")
    talk.press("credit card").hears("Garden Hose", "5 to 7 business days after the goods are back")
    assert talk.order(customer.id, order.id).status == "delivered"
    talk.press("Yes").ran("action_return_item").hears(f"#{order.id}", "Garden Hose", "e-mail").is_in(None)
    stored = talk.order(customer.id, order.id)
    assert stored.status == "return_requested"
    assert [line.state for line in stored.lines] == ["ordered", "return_requested"]
    assert [(r.amount_cents, r.due) for r in stored.refunds] == [(8300, True)]


def test_return_everything_in_words_to_a_gift_card(chat, customer, ordered):
    order = ordered(customer, "delivered", "desk-lamp-0", "garden-hose-0")
    talk = chat(customer)
    talk.say(f"I'd like to send back order {order.id}")
    talk.say("all of it").hears("$128.00")
    talk.say("to my gift card please").hears("gift card")
    talk.say("yes").hears("$128.00 goes back to your gift card")
    refunds = talk.order(customer.id, order.id).refunds
    assert [(r.amount_cents, r.method) for r in refunds] == [(12800, "gift_card")]


def test_return_asks_no_more_than_it_must(chat, shop, ordered):
    with shop.session() as session:
        plain = new_customer(session, gift_card=False)
    order = ordered(plain, "delivered", "desk-lamp-0")
    talk = chat(plain)
    talk.say(f"return order {order.id}").hears("Send back Desk Lamp", "credit card")
    talk.press("Yes").hears("is noted")
    assert talk.order(plain.id, order.id).status == "return_requested"


@pytest.mark.parametrize("way", ["原路退回", "原路返回", "钱退到原来的卡"])
def test_return_in_chinese(chat, chinese_customer, ordered, way):
    order = ordered(chinese_customer, "delivered", "desk-lamp-0", "garden-hose-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我要退货").is_offered("台灯", "花园水管", "全部")
    talk.say("退台灯").is_offered("信用卡")
    talk.say(way).hears("台灯", "收到退货后")
    talk.say("确认").hears("退货已登记", "$45.00")
    assert talk.order(chinese_customer.id, order.id).status == "return_requested"


def test_not_delivered_yet_can_be_cancelled_instead(chat, customer, ordered):
    order = ordered(customer, "pending")
    talk = chat(customer)
    talk.say(f"return order {order.id}").hears("can still be cancelled").is_in(None)
    talk.press("Cancel it").is_in("cancel_order_form").hears(f"#{order.id}")


def test_on_its_way_means_waiting(chat, customer, ordered):
    order = ordered(customer, "shipped")
    chat(customer).say(f"I want to send back order {order.id}").hears(
        "on its way", "when it has been delivered"
    )


def test_a_second_return_needs_a_person(chat, customer, ordered):
    order = ordered(customer, "return_requested")
    chat(customer).say(f"return order {order.id}").hears("under way already").is_offered("Talk to a person")


def test_leaving_a_return_changes_nothing(chat, customer, ordered):
    order = ordered(customer, "delivered", "desk-lamp-0", "garden-hose-0")
    talk = chat(customer)
    talk.say("I want to return something")
    talk.say("never mind").hears("nothing is sent back").is_in(None)
    assert talk.order(customer.id, order.id).status == "delivered"


def test_an_old_line_button_of_another_order_is_not_taken(chat, customer, ordered):
    ordered(customer, "delivered", "desk-lamp-0", "garden-hose-0")
    talk = chat(customer)
    talk.say("I want to return something")
    talk.send('/choose{"line_id": "W1111111-0"}').hears("no longer open").is_in("return_item_form")


def test_exchange_for_another_size(chat, customer, ordered):
    order = ordered(customer, "delivered", "hiking-boots-0", "desk-lamp-0")
    talk = chat(customer)
    talk.say(f"I want to exchange an item from order {order.id}").is_offered("Hiking Boots")
    talk.press("Hiking Boots").is_offered("9, brown").hears_not("10, brown")
    talk.say("size 9 please").hears(
        "Hiking Boots (8, brown)", "Hiking Boots (9, brown)", "price stays the same"
    )
    talk.press("Yes").ran("action_exchange_item").hears("exchange is noted", "9, brown").is_in(None)
    stored = talk.order(customer.id, order.id)
    assert stored.status == "exchange_requested"
    assert stored.lines[0].exchange_variant_id == "hiking-boots-1"


def test_exchange_with_a_difference_to_pay(chat, customer, ordered):
    order = ordered(customer, "delivered", "water-bottle-0")
    talk = chat(customer)
    talk.say(f"exchange an item of order {order.id}").is_offered("1000ml, blue (+$6.00)")
    talk.press("1000ml").is_offered("credit card", "PayPal", "gift card")
    talk.press("PayPal").hears("$6.00", "PayPal")
    talk.press("Yes").hears("$6.00 will be charged to your PayPal")
    assert talk.order(customer.id, order.id).status == "exchange_requested"


def test_two_items_are_exchanged_together(chat, customer, ordered):
    order = ordered(customer, "delivered", "hiking-boots-0", "water-bottle-0", "desk-lamp-0")
    talk = chat(customer)
    talk.say("I want to exchange the hiking boots and the water bottle").is_offered("9, brown")
    talk.press("9, brown").hears("Water Bottle").is_offered("1000ml, blue (+$6.00)")
    talk.press("1000ml").press("PayPal").is_offered("One more item")
    talk.hears("Hiking Boots (9, brown) and Water Bottle (1000ml, blue)", "$6.00", "PayPal")
    talk.press("Yes").hears("exchange is noted", "$6.00").is_in(None)
    lines = talk.order(customer.id, order.id).lines
    assert [line.exchange_variant_id for line in lines] == ["hiking-boots-1", "water-bottle-1", None]


def test_one_more_item_at_the_last_question(chat, customer, ordered):
    order = ordered(customer, "delivered", "hiking-boots-0", "water-bottle-1")
    talk = chat(customer).say(f"I want to exchange the hiking boots from order {order.id} for size 9")
    talk.hears("price stays the same").press("One more item").hears("Water Bottle")
    talk.press("500ml").hears("$6.00 goes back", "Hiking Boots (9, brown) and Water Bottle (500ml, blue)")
    talk.press("No").hears("nothing is exchanged").is_in(None)
    assert talk.order(customer.id, order.id).status == "delivered"


def test_exchange_in_chinese_without_another_variant(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "delivered", "garden-hose-0")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"订单 {order.id} 我想换货").hears("花园水管", "没有其他规格").is_in(None)
    assert talk.order(chinese_customer.id, order.id).status == "delivered"


def test_refund_status(chat, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer)
    talk.say("where is my refund?").hears("No refund is noted").is_offered("Talk to a person")
    talk.say(f"cancel order {order.id}")
    talk.press("No longer needed")
    talk.press("Yes")
    talk.say("where is my refund?").hears(f"#{order.id}", "$45.00", "5 to 7 business days").is_in(None)


def test_refund_status_in_chinese(chat, chinese_customer, ordered):
    ordered(chinese_customer, "delivered")
    chat(chinese_customer, language="zh").say("我的退款到哪了").hears("退款").is_offered("转人工客服")


def test_damaged_item_gets_an_answer_a_person_and_a_return(chat, customer, ordered):
    ordered(customer, "delivered", "desk-lamp-0")
    talk = chat(customer)
    talk.say("the lamp arrived broken").ran("action_item_problem").is_offered(
        "Talk to a person", "Start a return"
    )
    talk.press("Start a return").is_in("return_item_form")


def test_return_rules_are_an_article(chat):
    chat().say("what is your return policy?").ran("action_answer_from_articles").hears("30 days")


def test_delivery_day_does_not_matter_where_the_rules_set_no_last_day(chat, customer, ordered):
    order = ordered(customer, "delivered", "desk-lamp-0", placed_at=days_ago(400))
    chat(customer).say(f"return order {order.id}").is_in("return_item_form")


def test_the_item_may_be_named_at_once(chat, customer, ordered):
    ordered(customer, "delivered", "desk-lamp-0", "water-bottle-0")
    order = ordered(customer, "delivered", "garden-hose-0", "tea-kettle-0")
    talk = chat(customer)
    talk.say("I want to return the garden hose").hears(f"#{order.id}", "Garden Hose", "$83.00").hears_not(
        "Tea Kettle"
    )


def test_item_and_new_size_named_at_once(chat, customer, ordered):
    order = ordered(customer, "delivered", "hiking-boots-0", "desk-lamp-0")
    talk = chat(customer)
    talk.say(f"I'd like to exchange the hiking boots from order {order.id} for size 9")
    talk.hears("Hiking Boots (8, brown)", "Hiking Boots (9, brown)")


def test_a_bare_cancel_leaves_a_return(chat, customer, ordered):
    ordered(customer, "delivered", "desk-lamp-0", "garden-hose-0")
    talk = chat(customer)
    talk.say("I want to return something")
    talk.say("cancel").hears("nothing is sent back").is_in(None)
