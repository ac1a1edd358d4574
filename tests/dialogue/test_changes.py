"""Changing an order that has not been sent: its items and its address."""


def test_change_the_colour(chat, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0", "garden-hose-0")
    talk = chat(customer)
    talk.say(f"I want to change the color of an item in order {order.id}").is_offered("Desk Lamp")
    talk.press("Desk Lamp").is_offered("white, usb")
    talk.say("white").hears("Desk Lamp (black, battery)", "Desk Lamp (white, usb)", "only once")
    talk.press("Yes").ran("action_change_order").hears("now has Desk Lamp (white, usb)")
    stored = talk.order(customer.id, order.id)
    assert (stored.status, stored.lines[0].variant_id) == ("pending_modified", "desk-lamp-1")


def test_a_changed_order_cannot_be_cancelled(chat, customer, ordered):
    order = ordered(customer, "pending_modified")
    chat(customer).say(f"cancel order {order.id}").hears("were changed before").is_in(None)


def test_a_delivered_order_is_exchanged_instead(chat, customer, ordered):
    order = ordered(customer, "delivered", "hiking-boots-0")
    talk = chat(customer)
    talk.say(f"I need to change the size in my order {order.id}, can you modify the order?")
    talk.hears(f"#{order.id}")
    assert talk.order(customer.id, order.id).status == "delivered"


def test_change_the_address(chat, customer, ordered):
    order = ordered(customer, "pending")
    talk = chat(customer)
    talk.say(f"please change the shipping address of order {order.id}").hears("street").is_in(
        "change_address_form"
    )
    talk.say("hmm").is_in("change_address_form")
    talk.say("12 Oak Street, Apt 4, Denver, CO 80203, USA").hears(
        "12 Oak Street, Apt 4, Denver, CO, 80203, USA"
    )
    talk.press("Yes").ran("action_change_address").hears("12 Oak Street")
    address = talk.order(customer.id, order.id).address
    assert (address["line1"], address["city"], address["postcode"]) == ("12 Oak Street", "Denver", "80203")


def test_change_the_address_in_chinese(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"订单 {order.id} 改一下收货地址").hears("寄到哪里")
    talk.say("上海市浦东新区世纪大道100号 200120").hears("世纪大道100号")
    talk.press("确认").hears("已改为")
    assert talk.order(chinese_customer.id, order.id).address["city"] == "上海市"


def test_a_processed_order_keeps_its_address(chat, customer, ordered):
    order = ordered(customer, "processed")
    chat(customer).say(f"change the delivery address of order {order.id}").hears(
        "can no longer be changed"
    ).is_in(None)


def test_reorder_shows_what_was_bought(chat, customer, ordered):
    order = ordered(customer, "delivered", "water-bottle-0")
    chat(customer).say("I want to order the same again").ran("action_reorder").hears(
        f"#{order.id}", "Water Bottle"
    )
