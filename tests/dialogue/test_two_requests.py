"""Two requests in one message: the first is answered, the second offered."""


def test_the_second_is_offered_after_the_first(chat, customer, ordered):
    order = ordered(customer, "shipped", "desk-lamp-0", tracking="T-5")
    talk = chat(customer)
    talk.say(f"Where is order {order.id}? And what does delivery to Malaysia cost?")
    talk.hears("T-5", "on its way", "What delivery costs").hears_not("14.90").is_offered(
        "What delivery costs"
    )
    talk.press("What delivery costs").hears("Malaysia", "14.90")


def test_yes_takes_up_the_second(chat):
    talk = chat().say("How do I unsubscribe from the newsletter? Also, when are you open?")
    talk.hears("newsletter", "Opening hours").hears_not("18:00")
    talk.say("yes").hears("18:00")


def test_no_leaves_the_second(chat):
    talk = chat().say("How do I unsubscribe from the newsletter? Also, when are you open?")
    talk.say("no thanks").hears_not("18:00").is_in(None)


def test_the_second_waits_until_the_task_is_done(chat, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer)
    talk.say("I want to cancel my order and what payment methods do you accept?")
    talk.hears("Ways to pay", "Why should it be cancelled").is_in("cancel_order_form")
    talk.is_offered("Ordered by mistake").press("Ordered by mistake").hears_not("Ways to pay")
    talk.press("Yes").hears("is cancelled", "Ways to pay").is_offered("Ways to pay")
    assert talk.order(customer.id, order.id).status == "cancelled"
    talk.press("Ways to pay").hears("card")


def test_a_reason_is_no_second_request(chat, customer, ordered):
    order = ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer).say(f"Please cancel order {order.id}. I ordered it by mistake, sorry for that.")
    talk.hears("ordered by mistake").hears_not("also asked", "First this one", "come back to")


def test_the_same_matter_twice_is_one_request(chat, customer, ordered):
    ordered(customer, "shipped", "desk-lamp-0", tracking="T-6")
    talk = chat(customer).say("My parcel is late. Where is it? It should have been here last week.")
    talk.hears("T-6").hears_not("also asked", "other question")


def test_two_items_are_one_request(chat, customer, ordered):
    ordered(customer, "delivered", "hiking-boots-0", "water-bottle-0")
    talk = chat(customer).say("I want to exchange the hiking boots and the water bottle")
    talk.hears("Hiking Boots").hears_not("First this one", "come back to").is_in("exchange_item_form")


def test_zh_the_second_is_offered_after_the_first(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "shipped", "desk-lamp-0", tracking="T-5")
    talk = chat(chinese_customer, language="zh")
    talk.say(f"订单 {order.id} 到哪了？另外怎么开发票？").hears("T-5", "开发票").hears_not("PDF")
    talk.press("开发票").hears("PDF")


def test_zh_yes_takes_up_the_second(chat):
    talk = (
        chat(language="zh").say("运费多少钱？还有你们几点营业？").hears("4.90", "营业时间").hears_not("18:00")
    )
    talk.say("好的").hears("18:00")


def test_zh_the_second_waits_for_the_identity_check(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "processed", "desk-lamp-0")
    talk = chat(language="zh")
    talk.say("我的订单到哪了，顺便问下运费多少钱").hears("运费多少", "核实").hears_not("4.90")
    talk.say(f"王小明 {chinese_customer.postcode}").hears(f"#{order.id}", "备货中").is_offered("运费多少")
    talk.say("好的").hears("4.90")


def test_zh_the_second_waits_until_the_task_is_done(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh")
    talk.say("我要取消订单，另外你们支持哪些付款方式？").hears("付款方式", "取消的原因")
    talk.press("不需要了").press("确认").hears("已取消").is_offered("付款方式")
    assert talk.order(chinese_customer.id, order.id).status == "cancelled"


def test_zh_a_reason_is_no_second_request(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "pending", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh").say(f"请帮我取消订单 {order.id}，我不小心下错单了")
    talk.hears("下错单了", "确认取消").hears_not("您还问到", "另外您提到", "先办这件")


def test_zh_a_second_task_by_button(chat, chinese_customer, ordered):
    ordered(chinese_customer, "shipped", "desk-lamp-0", tracking="T-7")
    delivered = ordered(chinese_customer, "delivered", "garden-hose-0")
    talk = chat(chinese_customer, language="zh").say("我的订单到哪了？另外我要退花园水管")
    talk.hears("T-7").is_offered("申请退货")
    talk.press("申请退货").is_in("return_item_form").hears(f"#{delivered.id}", "花园水管", "$83.00")
