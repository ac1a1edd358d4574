"""Returns, exchanges, changes and refunds in Chinese."""

from tests.dialogue.world import new_customer


def test_everything_to_a_gift_card(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "delivered", "desk-lamp-0", "garden-hose-0")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"我要把订单 {order.id} 退掉")
    talk.say("全部都退").hears("$128.00")
    talk.say("退到礼品卡").hears("礼品卡")
    talk.say("确认").hears("退货已登记", "$128.00")
    refunds = talk.order(chinese_customer.id, order.id).refunds
    assert [(r.amount_cents, r.method) for r in refunds] == [(12800, "gift_card")]


def test_no_more_is_asked_than_needed(chat, shop, ordered):
    with shop.session() as session:
        plain = new_customer(session, first_name="小明", last_name="王", gift_card=False)
    order = ordered(plain, "delivered", "desk-lamp-0")
    talk = chat(plain, language="zh").say(f"退货，订单 {order.id}").hears("确认退回", "台灯", "信用卡")
    talk.press("确认").hears("已登记")
    assert talk.order(plain.id, order.id).status == "return_requested"


def test_an_order_on_its_way_has_to_arrive_first(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "shipped")
    talk = chat(chinese_customer, language="zh").say(f"我要退订单 {order.id}")
    talk.hears("运输中", "送达之后才能").is_in(None)


def test_a_pending_order_can_be_cancelled_instead(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending")
    talk = chat(chinese_customer, language="zh").say(f"我要退订单 {order.id}").hears("现在可以取消")
    talk.press("取消订单").is_in("cancel_order_form").hears(f"#{order.id}")


def test_a_second_return_needs_a_person(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "return_requested")
    talk = chat(chinese_customer, language="zh").say(f"我要退订单 {order.id}").hears("只能申请一次")
    talk.press("转人工客服")
    assert talk.state == "waiting"


def test_leaving_a_return_changes_nothing(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "delivered", "desk-lamp-0", "garden-hose-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我要退货")
    talk.say("算了").hears("没有申请退货").is_in(None)
    assert talk.order(chinese_customer.id, order.id).status == "delivered"


def test_the_item_may_be_named_at_once(chat, chinese_customer, ordered):
    ordered(chinese_customer, "delivered", "desk-lamp-0", "water-bottle-0")
    order = ordered(chinese_customer, "delivered", "garden-hose-0", "tea-kettle-0")
    talk = chat(chinese_customer, language="zh").say("我要退花园水管")
    talk.hears(f"#{order.id}", "花园水管", "$83.00").hears_not("茶壶")


def test_exchange_for_another_size(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "delivered", "hiking-boots-0", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"订单 {order.id} 我想换货").is_offered("登山靴")
    talk.press("登山靴").is_offered("9，brown")
    talk.press("9，brown").hears("登山靴（8，brown）", "登山靴（9，brown）", "价格不变")
    talk.press("确认").hears("换货已登记")
    stored = talk.order(chinese_customer.id, order.id)
    assert (stored.status, stored.lines[0].exchange_variant_id) == ("exchange_requested", "hiking-boots-1")


def test_exchange_with_a_difference_to_pay(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "delivered", "water-bottle-0")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"订单 {order.id} 我想换货").is_offered("1000ml，blue")
    talk.press("1000ml").hears("差价", "$6.00").is_offered("信用卡", "PayPal", "礼品卡")
    talk.say("用PayPal").hears("PayPal", "$6.00")
    talk.press("确认").hears("换货已登记", "$6.00")
    assert talk.order(chinese_customer.id, order.id).status == "exchange_requested"


def test_exchange_of_two_items_at_once(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "delivered", "hiking-boots-0", "water-bottle-1")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"订单 {order.id} 我想换货")
    talk.press("登山靴").press("9，brown").is_offered("再换一件")
    talk.press("再换一件").hears("水壶").is_offered("500ml，blue")
    talk.press("500ml").hears("登山靴（9，brown）和水壶（500ml，blue）", "$6.00")
    talk.press("确认").hears("换货已登记")
    lines = talk.order(chinese_customer.id, order.id).lines
    assert [line.exchange_variant_id for line in lines] == ["hiking-boots-1", "water-bottle-0"]


def test_change_an_item_before_dispatch(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"订单 {order.id} 里的商品想换个颜色，帮我修改订单").is_in("change_order_form")
    talk.press("white").hears("台灯（black，battery）", "台灯（white，usb）", "只能修改一次")
    talk.press("确认").hears("已修改")
    stored = talk.order(chinese_customer.id, order.id)
    assert (stored.status, stored.lines[0].variant_id) == ("pending_modified", "desk-lamp-1")


def test_a_processed_order_keeps_its_address(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "processed")
    talk = chat(chinese_customer, language="zh").say(f"订单 {order.id} 改一下收货地址")
    talk.hears("备货中", "不能再修改").is_in(None)


def test_an_address_that_is_none_is_asked_again(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending")
    before = dict(chat(chinese_customer).order(chinese_customer.id, order.id).address)
    talk = chat(chinese_customer, language="zh")
    talk.say(f"订单 {order.id} 改一下收货地址")
    talk.say("老地方").hears("没能识别").is_in("change_address_form")
    talk.say("算了").hears("地址保持不变").is_in(None)
    assert talk.order(chinese_customer.id, order.id).address == before


def test_refund_after_a_cancellation(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"取消订单 {order.id}").press("不需要了").press("确认").hears("已取消")
    talk.say("我的退款到哪了").hears(f"#{order.id}", "$45.00", "5 到 7 个工作日").is_in(None)


def test_buying_the_same_again(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "delivered", "water-bottle-0")
    talk = chat(chinese_customer, language="zh").say("上次买的想再买一次").ran("action_reorder")
    talk.hears(f"#{order.id}", "水壶")
    assert talk.cards[0]["url"] == "/p/water-bottle"
