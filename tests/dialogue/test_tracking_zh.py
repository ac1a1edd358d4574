"""Where is my order, and who asks, in Chinese."""

from tests.dialogue.world import days_ago


def test_one_order(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "shipped", "desk-lamp-0", tracking="T-42")
    talk = chat(chinese_customer, language="zh").say(f"订单 {order.id} 到哪了")
    talk.hears(f"#{order.id}", "运输中", "台灯", "$45.00", "T-42").hears_not("None", "预计")


def test_the_day_is_told_where_it_is_known(chat, chinese_customer, ordered):
    day = days_ago(3)
    order = ordered(chinese_customer, "pending", placed_at=day)
    talk = chat(chinese_customer, language="zh").say(f"查一下订单 {order.id}")
    talk.hears("待处理", f"{day.month}月{day.day}日下单")


def test_several_open_orders_become_cards(chat, chinese_customer, ordered):
    first = ordered(chinese_customer, "pending", "desk-lamp-0")
    second = ordered(chinese_customer, "shipped", "garden-hose-0")
    ordered(chinese_customer, "delivered", "water-bottle-0")
    talk = chat(chinese_customer, language="zh").say("我的订单到哪了")
    talk.hears("2 笔进行中的订单", f"#{first.id}", f"#{second.id}").hears_not("水壶")
    talk.press("查物流").ran("action_track_order").is_in(None)


def test_an_unknown_number_shows_the_own_orders(chat, chinese_customer, ordered):
    mine = ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh").say("订单 W0000008 到哪了")
    talk.hears("没有订单号为 #W0000008", f"#{mine.id}")


def test_no_orders_yet(chat, chinese_customer):
    chat(chinese_customer, language="zh").say("我的订单到哪了").hears("还没有订单").is_in(None)


def test_cancel_it_means_the_order_just_talked_about(chat, chinese_customer, ordered):
    ordered(chinese_customer, "pending", "garden-hose-0")
    order = ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh").say(f"订单 {order.id} 到哪了")
    talk.say("帮我取消这个订单").is_in("cancel_order_form").hears(f"#{order.id}", "台灯")


def test_a_late_parcel_gets_facts_and_a_person(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "shipped", tracking="T-9")
    talk = chat(chinese_customer, language="zh").say("快递怎么还没到，都晚了一个星期了")
    talk.ran("action_delivery_problem").hears("抱歉", f"#{order.id}", "T-9").is_offered("转人工客服")
    talk.say("好的")
    assert talk.handoff == ("asked", "delivery_problem")


def test_a_late_item_finds_its_order(chat, chinese_customer, ordered):
    ordered(chinese_customer, "pending", "garden-hose-0")
    order = ordered(chinese_customer, "shipped", "water-bottle-0", tracking="T-10")
    talk = chat(chinese_customer, language="zh").say("我买的水壶怎么还没到啊")
    talk.ran("action_delivery_problem").hears(f"#{order.id}", "T-10").hears_not("花园水管")


def test_email_then_number(chat, chinese_customer, ordered):
    ordered(chinese_customer, "pending")
    order = ordered(chinese_customer, "delivered", tracking="T-779")
    talk = chat(language="zh").say("我的订单到哪了")
    talk.say(chinese_customer.email).hears("订单号")
    talk.say(f"{order.id}").hears(f"#{order.id}", "已送达", "T-779")
    assert talk.verified == chinese_customer.id


def test_proof_in_the_first_message(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "processed")
    talk = chat(language="zh").say(f"订单 {order.id} 到哪了，我的邮箱是 {chinese_customer.email}")
    talk.hears(f"#{order.id}", "备货中").is_in(None)
    assert talk.verified == chinese_customer.id


def test_wrong_details_get_one_neutral_sentence(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending")
    sentences = set()
    for details in ("王小明 99999", f"李雷 {chinese_customer.postcode}", f"nobody@example.org {order.id}"):
        talk = chat(language="zh").say("查一下我的订单")
        talk.say(details).is_in("track_order_form")
        assert talk.verified is None
        sentences.add(talk.messages[0]["text"])
    assert len(sentences) == 1


def test_three_wrong_tries_offer_a_person(chat):
    talk = chat(language="zh").say("查一下我的订单")
    talk.say("李雷 11111").hears("对不上")
    talk.say("李雷 22222").hears("对不上")
    talk.say("李雷 33333").hears("还是对不上").is_offered("转人工客服").is_in(None)
    assert talk.verified is None


def test_leaving_the_check(chat):
    talk = chat(language="zh").say("我的订单到哪了").is_in("track_order_form")
    talk.say("算了").hears("先不查了").is_in(None)
