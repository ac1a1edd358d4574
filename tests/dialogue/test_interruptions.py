"""Something else in the middle of a task: it is answered, then the open question comes again, shortly."""


def test_return_rules_in_the_middle_of_a_return(chat, customer, ordered):
    order = ordered(customer, "delivered", "desk-lamp-0", "garden-hose-0")
    talk = chat(customer)
    talk.say("I want to return something").hears("What from order")
    talk.say("what is your return policy?").hears("30 days", f"Back to order #{order.id}: which items?")
    talk.is_offered("Desk Lamp", "Everything").press("Desk Lamp").hears("$45.00")


def test_a_product_question_in_the_middle_of_a_return(chat, customer, ordered):
    ordered(customer, "delivered", "desk-lamp-0", "garden-hose-0")
    talk = chat(customer)
    talk.say("I want to return something")
    talk.say("what is the desk lamp made of?").hears("steel", "which items?").is_in("return_item_form")


def test_a_shipping_question_in_the_middle_of_an_address(chat, customer, ordered):
    order = ordered(customer, "pending")
    talk = chat(customer)
    talk.say(f"please change the shipping address of order {order.id}")
    talk.say("how much does shipping cost?").hears("4.90", "separated by commas").is_in("change_address_form")
    talk.say("12 Oak Street, Denver, CO 80203, USA").hears("12 Oak Street")


def test_a_refund_question_in_the_middle_of_a_return(chat, customer, ordered):
    order = ordered(customer, "delivered", "desk-lamp-0", "garden-hose-0")
    talk = chat(customer).say("I want to send back the lamp").hears("Desk Lamp", "$45.00")
    talk.say("wait, how long does the refund take?").hears("5 to 7", f"#{order.id}").is_in("return_item_form")
    talk.press("credit card").hears("Send back Desk Lamp")


def test_a_complaint_in_the_middle_keeps_the_way_to_a_person_in_sight(chat, customer, ordered):
    ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer)
    talk.say("cancel my order")
    talk.say("I want to complain about your service").hears("sorry", "why should it be cancelled")
    talk.is_in("cancel_order_form")
    assert "Talk to a person" in [button["title"] for button in talk.messages[-1]["buttons"]]


def test_starting_over_in_the_middle(chat, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer)
    talk.say("cancel my order").is_in("cancel_order_form")
    talk.say("start over").hears("nothing was changed").is_in(None)
    talk.say("yes").is_in(None)
    assert talk.order(customer.id, order.id).status == "pending"


def test_zh_shipping_in_the_middle_of_a_return(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "delivered", "desk-lamp-0", "garden-hose-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我要退货").hears("要退哪些商品")
    talk.say("运费多少钱").hears("4.90", f"回到订单 #{order.id}").is_in("return_item_form")
    talk.press("台灯").hears("$45.00")


def test_zh_payment_in_the_middle_of_a_cancellation(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我想取消订单")
    talk.say("你们支持哪些付款方式").ran("action_answer_from_articles").hears(f"回到订单 #{order.id}")
    talk.press("不需要了")
    talk.press("确认").hears("已取消")


def test_zh_return_rules_in_the_middle_of_a_return(chat, chinese_customer, ordered):
    ordered(chinese_customer, "delivered", "desk-lamp-0", "garden-hose-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我要退货")
    talk.say("退货政策是什么").hears("30 天", "是哪些商品").is_in("return_item_form")


def test_zh_a_question_in_the_middle_of_the_identity_check(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "processed", "desk-lamp-0")
    talk = chat(language="zh")
    talk.say("我的订单到哪了")
    talk.say("运费多少钱").hears("4.90", "邮编").is_in("track_order_form")
    talk.say(f"王小明 {chinese_customer.postcode}").hears(f"#{order.id}", "备货中").is_in(None)


def test_zh_a_question_in_the_middle_of_an_address(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"订单 {order.id} 改一下收货地址")
    talk.say("运费多少钱？").hears("4.90", "新地址").is_in("change_address_form")
    talk.say("上海市浦东新区世纪大道100号 200120").hears("世纪大道100号")


def test_zh_tracking_in_the_middle_of_a_cancellation(chat, chinese_customer, ordered):
    shipped = ordered(chinese_customer, "shipped", "garden-hose-0", tracking="T-88")
    pending = ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"取消订单 {pending.id}")
    talk.say(f"订单 {shipped.id} 到哪了").hears("T-88", "运输中", f"回到订单 #{pending.id}")
    talk.press("下错单了")
    talk.press("确认").hears(f"#{pending.id} 已取消")


def test_zh_a_refund_question_in_the_middle_of_a_cancellation(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending", "garden-hose-0")
    talk = chat(chinese_customer, language="zh").say("把花园水管那单取消了吧").hears(f"#{order.id}")
    talk.say("买错了").hears("确认取消", "下错单了")
    talk.say("等等，取消之后钱退到哪里？").hears("5–7 个工作日", "确认取消").is_in("cancel_order_form")
    talk.say("好的，取消吧").hears("已取消", "$83.00")
    assert talk.order(chinese_customer.id, order.id).status == "cancelled"


def test_zh_a_greeting_and_thanks_in_the_middle(chat, chinese_customer, ordered):
    ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我想取消订单")
    talk.say("你好").hears("接着刚才的事", "取消的原因").is_in("cancel_order_form")
    talk.say("谢谢").hears("不客气", "取消的原因").is_in("cancel_order_form")


def test_zh_a_complaint_in_the_middle(chat, chinese_customer, ordered):
    ordered(chinese_customer, "delivered", "desk-lamp-0", "garden-hose-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我要退货")
    talk.say("我要投诉").ran("action_complaint").is_in("return_item_form")
    assert "转人工客服" in [button["title"] for button in talk.messages[-1]["buttons"]]
    talk.press("转人工客服").is_in(None)
    assert talk.state == "waiting"


def test_zh_a_person_in_the_middle(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我想取消订单")
    talk.say("转人工").hears("人工客服").is_in(None)
    assert (talk.state, talk.handoff) == ("waiting", ("asked", None))
    assert talk.order(chinese_customer.id, order.id).status == "pending"


def test_zh_another_task_in_the_middle(chat, chinese_customer, ordered):
    pending = ordered(chinese_customer, "pending", "desk-lamp-0")
    delivered = ordered(chinese_customer, "delivered", "garden-hose-0")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"取消订单 {pending.id}").is_in("cancel_order_form")
    talk.say("我要退货").is_in("return_item_form").hears(f"#{delivered.id}", "花园水管")
    assert talk.order(chinese_customer.id, pending.id).status == "pending"
