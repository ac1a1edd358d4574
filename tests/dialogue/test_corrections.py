"""Second thoughts in the middle of a task: another order, another item, another way, and back again."""


def test_the_other_order_instead(chat, customer, ordered):
    first = ordered(customer, "pending", "desk-lamp-0")
    second = ordered(customer, "pending", "garden-hose-0")
    talk = chat(customer)
    talk.say(f"cancel order {first.id}").hears(f"#{first.id}", "Desk Lamp")
    talk.say("no, the other order").hears(f"#{second.id}", "Garden Hose", "$83.00").is_in("cancel_order_form")
    talk.press("Ordered by mistake")
    talk.press("Yes").hears(f"#{second.id} is cancelled")
    assert talk.order(customer.id, first.id).status == "pending"
    assert talk.order(customer.id, second.id).status == "cancelled"


def test_another_number_at_the_last_question(chat, customer, ordered):
    first = ordered(customer, "pending", "desk-lamp-0")
    second = ordered(customer, "pending", "garden-hose-0")
    talk = chat(customer)
    talk.say(f"cancel order {first.id}")
    talk.press("No longer needed").hears(f"Cancel order #{first.id}")
    talk.say(f"sorry, I meant {second.id}").hears(f"Cancel order #{second.id}", "no longer needed", "$83.00")
    talk.press("Yes")
    assert talk.order(customer.id, first.id).status == "pending"
    assert talk.order(customer.id, second.id).status == "cancelled"


def test_an_item_of_another_order_changes_the_order(chat, customer, ordered):
    lamp = ordered(customer, "delivered", "desk-lamp-0")
    kettle = ordered(customer, "delivered", "tea-kettle-0")
    talk = chat(customer)
    talk.say(f"I want to return order {lamp.id}").hears("Desk Lamp")
    talk.say("wait, I meant the kettle").hears(f"#{kettle.id}", "Tea Kettle", "$98.00")
    assert talk.order(customer.id, lamp.id).status == "delivered"


def test_another_item_of_the_same_order(chat, customer, ordered):
    order = ordered(customer, "delivered", "desk-lamp-0", "tea-kettle-0")
    talk = chat(customer)
    talk.say("I'd like to return the desk lamp").hears("Desk Lamp", "$45.00").hears_not("Tea Kettle")
    talk.say("no, I meant the kettle").hears("Tea Kettle", "$98.00").hears_not("Desk Lamp")
    talk.press("credit card")
    talk.press("Yes").hears("Tea Kettle")
    assert [line.state for line in talk.order(customer.id, order.id).lines] == ["ordered", "return_requested"]


def test_another_way_for_the_money_at_the_last_question(chat, customer, ordered):
    order = ordered(customer, "delivered", "desk-lamp-0")
    talk = chat(customer)
    talk.say(f"return order {order.id}")
    talk.press("credit card").hears("credit card ending in 4242")
    talk.say("no, to my gift card instead").hears("your gift card").hears_not("4242")
    talk.press("Yes")
    assert [r.method for r in talk.order(customer.id, order.id).refunds] == ["gift_card"]


def test_another_colour_at_the_last_question(chat, customer, ordered):
    order = ordered(customer, "pending", "water-bottle-1")
    talk = chat(customer)
    talk.say(f"change the size of an item in order {order.id}").is_offered("500ml, blue")
    talk.press("500ml").hears("Water Bottle (500ml, blue)")
    talk.say("don't change it").hears("stays as it was").is_in(None)
    assert talk.order(customer.id, order.id).status == "pending"


def test_another_address_at_the_last_question(chat, customer, ordered):
    order = ordered(customer, "pending")
    talk = chat(customer)
    talk.say(f"please change the shipping address of order {order.id}")
    talk.say("12 Oak Street, Denver, CO 80203, USA").hears("12 Oak Street")
    talk.say("sorry, 14 Elm Avenue, Boulder, CO 80301, USA").hears("14 Elm Avenue").hears_not("Oak")
    talk.press("Yes")
    assert talk.order(customer.id, order.id).address["line1"] == "14 Elm Avenue"


def test_the_other_reason(chat, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer)
    talk.say(f"cancel order {order.id}, I no longer need it").hears("no longer needed")
    talk.say("actually I ordered it by mistake").hears("ordered by mistake")
    talk.press("Yes")
    assert talk.order(customer.id, order.id).reason == "ordered_by_mistake"


def test_actually_do_not_then_actually_yes(chat, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer)
    talk.say("cancel my order")
    talk.press("Ordered by mistake")
    talk.say("actually don't").hears("nothing was cancelled").is_in(None)
    assert talk.order(customer.id, order.id).status == "pending"
    talk.say("actually yes").hears(f"Cancel order #{order.id}", "by mistake").is_in("cancel_order_form")
    talk.say("yes").hears("is cancelled")
    assert talk.order(customer.id, order.id).status == "cancelled"


def test_there_is_no_other_order(chat, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0")
    ordered(customer, "delivered", "garden-hose-0")
    talk = chat(customer)
    talk.say("cancel my order")
    talk.say("no, the other order").hears("no other order", f"#{order.id}").is_in("cancel_order_form")


def test_orders_by_place_and_age(chat, customer, ordered):
    older = ordered(customer, "pending", "desk-lamp-0")
    newer = ordered(customer, "pending", "garden-hose-0")
    talk = chat(customer)
    talk.say("cancel my order please").say("the second one").hears(f"#{older.id}", "Desk Lamp")
    other = chat(customer)
    other.say("cancel my order please").say("the latest one").hears(f"#{newer.id}", "Garden Hose")


# The same in Chinese, in Chinese customers' own words.


def test_zh_the_other_order_instead(chat, chinese_customer, ordered):
    first = ordered(chinese_customer, "pending", "desk-lamp-0")
    second = ordered(chinese_customer, "pending", "garden-hose-0")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"取消订单 {first.id}").hears("台灯")
    talk.say("不是这个，是另一单").hears(f"#{second.id}", "花园水管").is_in("cancel_order_form")
    talk.press("下错单了").hears("确认取消", f"#{second.id}")
    talk.press("确认").hears("已取消")
    assert talk.order(chinese_customer.id, first.id).status == "pending"
    assert talk.order(chinese_customer.id, second.id).status == "cancelled"


def test_zh_another_number_at_the_last_question(chat, chinese_customer, ordered):
    first = ordered(chinese_customer, "pending", "desk-lamp-0")
    second = ordered(chinese_customer, "pending", "garden-hose-0")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"取消订单 {first.id}")
    talk.press("不需要了")
    talk.say(f"说错了，是 {second.id}").hears("确认取消", f"#{second.id}", "$83.00")
    assert talk.order(chinese_customer.id, first.id).status == "pending"


def test_zh_another_item(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "delivered", "desk-lamp-0", "tea-kettle-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我要退台灯").hears("台灯", "$45.00").hears_not("茶壶")
    talk.say("不是台灯，是茶壶").hears("茶壶", "$98.00").hears_not("台灯")
    talk.say("原路退回")
    talk.press("确认").hears("茶壶")
    lines = talk.order(chinese_customer.id, order.id).lines
    assert [line.state for line in lines] == ["ordered", "return_requested"]


def test_zh_an_item_of_another_order(chat, chinese_customer, ordered):
    lamp = ordered(chinese_customer, "delivered", "desk-lamp-0")
    kettle = ordered(chinese_customer, "delivered", "tea-kettle-0")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"我要退订单 {lamp.id}").hears("台灯")
    talk.say("我说的是茶壶").hears(f"#{kettle.id}", "茶壶", "$98.00")
    assert talk.order(chinese_customer.id, lamp.id).status == "delivered"


def test_zh_money_to_the_gift_card_after_all(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "delivered", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"退货，订单 {order.id}")
    talk.press("信用卡").hears("4242")
    talk.say("还是改成退到礼品卡").hears("礼品卡").hears_not("4242")
    talk.press("确认")
    assert [r.method for r in talk.order(chinese_customer.id, order.id).refunds] == ["gift_card"]


def test_zh_not_after_all_then_yes_after_all(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("取消订单")
    talk.press("不需要了")
    talk.say("还是不取消了").hears("没有取消").is_in(None)
    assert talk.order(chinese_customer.id, order.id).status == "pending"
    talk.say("还是取消吧").hears("确认取消", f"#{order.id}")
    talk.press("确认")
    assert talk.order(chinese_customer.id, order.id).status == "cancelled"


def test_zh_the_return_is_called_off_before_the_last_question(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "delivered", "desk-lamp-0", "tea-kettle-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我要退货").is_in("return_item_form")
    talk.say("还是不退了").hears("没有申请退货").is_in(None)
    assert talk.order(chinese_customer.id, order.id).status == "delivered"


def test_zh_another_address(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"订单 {order.id} 改一下收货地址")
    talk.say("上海市浦东新区世纪大道100号 200120").hears("世纪大道100号")
    talk.say("写错了，北京市朝阳区建国路88号 100022").hears("建国路88号").hears_not("世纪大道")
    talk.press("确认").hears("已改为")
    assert talk.order(chinese_customer.id, order.id).address["city"] == "北京市"


def test_zh_there_is_no_other_order(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我想取消订单")
    talk.say("不是这单，是另一单").hears("没有其他可以取消的订单", f"#{order.id}").is_in("cancel_order_form")


def test_zh_orders_by_place_and_age(chat, chinese_customer, ordered):
    older = ordered(chinese_customer, "pending", "desk-lamp-0")
    newer = ordered(chinese_customer, "pending", "garden-hose-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我想取消订单").say("第二个").hears(f"#{older.id}", "台灯")
    other = chat(chinese_customer, language="zh")
    other.say("我想取消订单").say("最近那单").hears(f"#{newer.id}", "花园水管")


def test_zh_a_yes_that_changes_nothing_else(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "delivered", "desk-lamp-0", "tea-kettle-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我要退茶壶")
    talk.say("原路退回").hears("茶壶")
    talk.say("对，退茶壶").hears("退货已登记", "茶壶")
    lines = talk.order(chinese_customer.id, order.id).lines
    assert [line.state for line in lines] == ["ordered", "return_requested"]
