"""Cancelling an order in Chinese, and why not."""

import uuid


def test_in_words_only(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending", "desk-lamp-0", paid_with="gift")
    talk = chat(chinese_customer, language="zh")
    talk.say("帮我取消订单").hears(f"#{order.id}", "台灯")
    talk.say("用不着了").hears("确认取消", "礼品卡")
    talk.say("确认").hears("已取消")
    assert talk.order(chinese_customer.id, order.id).status == "cancelled"


def test_among_several_orders_by_an_item(chat, chinese_customer, ordered):
    first = ordered(chinese_customer, "pending", "desk-lamp-0")
    second = ordered(chinese_customer, "pending", "garden-hose-0")
    ordered(chinese_customer, "delivered", "water-bottle-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我想取消订单").hears(f"#{first.id}", f"#{second.id}").hears_not("水壶")
    talk.say("有花园水管的那单").hears(f"#{second.id}", "$83.00")
    talk.press("下错单了")
    talk.press("确认").hears(f"#{second.id} 已取消")
    assert talk.order(chinese_customer.id, first.id).status == "pending"


def test_no_at_the_end_changes_nothing(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我想取消订单")
    talk.press("不需要了")
    talk.press("不用了").hears("没有取消").is_in(None)
    assert talk.order(chinese_customer.id, order.id).status == "pending"


def test_a_delivered_order_is_refused_and_yes_means_the_return(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "delivered", "desk-lamp-0", "garden-hose-0")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"取消订单 {order.id}").hears("已送达", "只有待处理的订单才能取消").is_in(None)
    talk.say("好的").is_in("return_item_form").hears(f"#{order.id}").is_offered("花园水管")
    assert talk.order(chinese_customer.id, order.id).status == "delivered"


def test_a_shipped_order_is_refused(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "shipped")
    talk = chat(chinese_customer, language="zh").say(f"把订单 {order.id} 取消掉")
    talk.hears("运输中", "不能再取消").is_in(None)
    assert talk.order(chinese_customer.id, order.id).status == "shipped"


def test_a_changed_order_is_refused(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending_modified")
    chat(chinese_customer, language="zh").say(f"取消订单 {order.id}").hears("修改后不能再取消").is_in(None)


def test_an_order_already_cancelled(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "cancelled")
    chat(chinese_customer, language="zh").say(f"取消订单 {order.id}").hears("之前已经取消").is_in(None)


def test_nothing_to_cancel(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "delivered")
    talk = chat(chinese_customer, language="zh").say("我想取消订单")
    talk.hears("没有可以取消的订单", f"#{order.id}").is_in(None)


def test_somebody_elses_order_sounds_like_an_unknown_one(chat, customer, chinese_customer, ordered):
    foreign = ordered(customer, "pending", "garden-hose-0")
    mine = ordered(chinese_customer, "pending", "desk-lamp-0")
    answers = []
    for number in (foreign.id, "W0000009"):
        talk = chat(chinese_customer, language="zh").say(f"取消订单 {number}")
        talk.hears(f"#{mine.id}").hears_not("花园水管")
        answers.append(talk.messages[0]["text"].replace(number, "N"))
    assert answers[0] == answers[1]


def test_reason_in_the_first_message(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"取消订单 {order.id}，我拍错了").hears("确认取消", "下错单了")
    talk.press("确认").hears("已取消")
    assert talk.order(chinese_customer.id, order.id).reason == "ordered_by_mistake"


def test_what_cannot_be_read_is_asked_again(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我想取消订单")
    talk.say("嘛哩嘛哩哄").is_in("cancel_order_form").hears("取消的原因").is_offered("不需要了")
    assert talk.order(chinese_customer.id, order.id).status == "pending"


def test_an_old_yes_does_not_confirm_a_newer_question(chat, chinese_customer, ordered):
    first = ordered(chinese_customer, "pending", "desk-lamp-0")
    second = ordered(chinese_customer, "pending", "garden-hose-0")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"取消订单 {first.id}")
    talk.press("不需要了")
    old = next(button["payload"] for button in talk.buttons if button["title"] == "确认")
    talk.say("算了").is_in(None)
    talk.say(f"取消订单 {second.id}")
    talk.press("下错单了")
    talk.send(old).hears("已经失效").is_in("cancel_order_form")
    assert {talk.order(chinese_customer.id, one.id).status for one in (first, second)} == {"pending"}


def test_a_repeated_press_cancels_once(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我想取消订单")
    talk.press("不需要了")
    yes = next(button["payload"] for button in talk.buttons if button["title"] == "确认")
    message_id = uuid.uuid4().hex
    assert talk.send(yes, message_id=message_id).text == talk.send(yes, message_id=message_id).text
    assert len(talk.order(chinese_customer.id, order.id).refunds) == 1
