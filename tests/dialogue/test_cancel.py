"""Cancelling an order, and why not."""

import uuid


def test_cancel_by_number_with_buttons(chat, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer)
    talk.say(f"I want to cancel order {order.id}").hears(f"#{order.id}", "Desk Lamp", "$45.00")
    talk.press("Ordered by mistake").hears("$45.00", "credit card ending in 4242", "5 to 7 business days")
    assert talk.order(customer.id, order.id).status == "pending"
    talk.press("Yes").ran("action_cancel_order").hears("is cancelled", "$45.00", "5 to 7").is_in(None)
    stored = talk.order(customer.id, order.id)
    assert (stored.status, stored.reason) == ("cancelled", "ordered_by_mistake")
    assert [refund.amount_cents for refund in stored.refunds] == [4500]


def test_cancel_in_words(chat, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0", paid_with="gift")
    talk = chat(customer)
    talk.say("please cancel my order").hears(f"#{order.id}")
    talk.say("I no longer need it").hears("gift card right away")
    talk.say("yes please").hears("is cancelled")
    assert talk.order(customer.id, order.id).status == "cancelled"


def test_cancel_chooses_among_several_orders(chat, customer, ordered):
    first = ordered(customer, "pending", "desk-lamp-0")
    second = ordered(customer, "pending", "garden-hose-0")
    ordered(customer, "delivered", "water-bottle-0")
    talk = chat(customer)
    talk.say("cancel my order please").hears(f"#{first.id}", f"#{second.id}").hears_not("Water Bottle")
    talk.say("the one with the garden hose").hears(f"#{second.id}", "$83.00")
    talk.press("No longer needed")
    talk.press("Yes").hears(f"#{second.id} is cancelled")
    assert talk.order(customer.id, first.id).status == "pending"
    assert talk.order(customer.id, second.id).status == "cancelled"


def test_cancel_in_chinese_with_identity_check(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(language="zh")
    talk.say(f"我要取消订单 {order.id}").hears(f"#{order.id}", "姓名和邮编")
    talk.say(f"王小明，邮编 {chinese_customer.postcode}").hears("台灯", "$45.00")
    talk.press("不需要了").hears("确认取消", "信用卡（尾号 4242）")
    talk.press("确认").hears("已取消", "$45.00", "5 到 7 个工作日")
    assert talk.order(chinese_customer.id, order.id).status == "cancelled"


def test_no_at_the_end_changes_nothing(chat, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer)
    talk.say("cancel my order")
    talk.press("No longer needed")
    talk.press("No").hears("nothing was cancelled").is_in(None)
    assert talk.order(customer.id, order.id).status == "pending"


def test_a_delivered_order_is_refused_with_a_return_offered(chat, customer, ordered):
    order = ordered(customer, "delivered", "desk-lamp-0")
    talk = chat(customer)
    talk.say(f"cancel order {order.id}").hears("was delivered", "only while an order is pending").is_in(None)
    talk.press("Send something back").ran("return_item_form").hears(f"#{order.id}", "Desk Lamp")
    assert talk.order(customer.id, order.id).status == "delivered"


def test_yes_to_the_offered_return(chat, customer, ordered):
    order = ordered(customer, "delivered", "desk-lamp-0")
    talk = chat(customer)
    talk.say(f"cancel order {order.id}")
    talk.say("yes").is_in("return_item_form").hears(f"#{order.id}")


def test_a_processed_order_is_refused_with_what_to_do_instead(chat, customer, ordered):
    order = ordered(customer, "processed")
    talk = chat(customer)
    talk.say(f"cancel {order.id} please").hears("being prepared", "Once it is delivered").is_in(None)
    assert talk.order(customer.id, order.id).status == "processed"


def test_an_order_already_cancelled(chat, customer, ordered):
    order = ordered(customer, "cancelled")
    chat(customer).say(f"cancel order {order.id}").hears("cancelled already").is_in(None)


def test_nothing_to_cancel(chat, customer, ordered):
    ordered(customer, "delivered")
    chat(customer).say("I want to cancel my order").hears("only while it is pending").is_in(None)


def test_somebody_elses_order_and_an_unknown_one_sound_alike(chat, customer, chinese_customer, ordered):
    mine = ordered(customer, "pending")
    foreign = ordered(chinese_customer, "pending")
    answers = []
    for number in (foreign.id, "W0000009"):
        talk = chat(customer)
        talk.say(f"cancel order {number}").is_in("cancel_order_form").hears(f"#{mine.id}")
        answers.append(talk.messages[0]["text"].replace(number, "N"))
    assert answers[0] == answers[1]


def test_a_question_in_the_middle_is_answered_and_the_task_goes_on(chat, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer)
    talk.say("cancel my order")
    talk.say("which payment methods do you accept?").ran("action_answer_from_articles")
    talk.is_in("cancel_order_form").hears("Why should it be cancelled")
    talk.press("No longer needed")
    talk.say("what does delivery cost?").is_in("cancel_order_form").hears(f"Cancel order #{order.id}")
    assert talk.order(customer.id, order.id).status == "pending"
    talk.press("Yes").hears("is cancelled")


def test_another_task_leaves_the_first(chat, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0")
    delivered = ordered(customer, "delivered", "garden-hose-0")
    talk = chat(customer)
    talk.say(f"cancel order {order.id}").is_in("cancel_order_form")
    talk.say("I would like to return something instead").is_in("return_item_form").hears(f"#{delivered.id}")
    assert talk.order(customer.id, order.id).status == "pending"


def test_an_old_yes_button_does_not_confirm_a_newer_question(chat, customer, ordered):
    first = ordered(customer, "pending", "desk-lamp-0")
    second = ordered(customer, "pending", "garden-hose-0")
    talk = chat(customer)
    talk.say(f"cancel order {first.id}")
    talk.press("No longer needed")
    old = next(button["payload"] for button in talk.buttons if button["title"] == "Yes")
    talk.say("never mind").is_in(None)
    talk.say(f"cancel order {second.id}")
    talk.press("Ordered by mistake")
    talk.send(old).hears("no longer open").is_in("cancel_order_form")
    assert talk.order(customer.id, first.id).status == "pending"
    assert talk.order(customer.id, second.id).status == "pending"


def test_an_old_choice_after_the_task_has_ended(chat, customer, ordered):
    ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer)
    talk.say("cancel my order")
    old = talk.buttons[0]["payload"]
    talk.say("never mind").hears("nothing was cancelled")
    talk.send(old).hears("no longer open").is_in(None)


def test_a_repeated_message_cancels_once(chat, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer)
    talk.say("cancel my order")
    talk.press("No longer needed")
    yes = next(button["payload"] for button in talk.buttons if button["title"] == "Yes")
    message_id = uuid.uuid4().hex
    first = talk.send(yes, message_id=message_id).text
    again = talk.send(yes, message_id=message_id).text
    assert first == again
    assert len(talk.order(customer.id, order.id).refunds) == 1


def test_what_cannot_be_read_is_asked_again(chat, customer, ordered):
    ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer)
    talk.say("cancel my order")
    talk.say("qwrt zzz plff").is_in("cancel_order_form").hears("Why should it be cancelled")


def test_the_reason_may_come_first(chat, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer)
    talk.say(f"cancel order {order.id}, I bought it by mistake").hears("ordered by mistake", "$45.00")
    talk.press("Yes").hears("is cancelled")
    assert talk.order(customer.id, order.id).reason == "ordered_by_mistake"


def test_not_wanting_it_any_more_is_a_reason_not_a_refusal(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"取消订单 {order.id}")
    talk.say("不想要了").hears("确认取消").is_in("cancel_order_form")
