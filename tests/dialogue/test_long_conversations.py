"""Whole visits with everything in them: nothing is lost on the way, and each thing is done once."""


def test_a_long_visit(chat, customer, ordered):
    lamp = ordered(customer, "delivered", "desk-lamp-0", "tea-kettle-0")
    hose = ordered(customer, "pending", "garden-hose-0")
    talk = chat(customer)
    talk.say("hello").hears("Noah")
    talk.say("I want to send back the lamp").hears("Desk Lamp", f"#{lamp.id}")
    talk.say("how much is shipping?").hears("4.90", "$45.00")
    talk.say("no, not the lamp, the kettle").hears("Tea Kettle", "$98.00").hears_not("Desk Lamp")
    talk.press("gift card").hears("gift card")
    talk.say("ok, go ahead").hears("is noted", "Tea Kettle")
    talk.say("thanks! also can you cancel the garden hose order?").hears(f"#{hose.id}", "$83.00")
    talk.say("I don't need it any more").hears("no longer needed")
    talk.say("yes").hears("is cancelled")
    talk.say("where is my refund?").hears(f"#{lamp.id}", f"#{hose.id}", "$83.00", "$98.00")
    talk.say("bye").is_in(None)
    assert talk.order(customer.id, lamp.id).status == "return_requested"
    assert talk.order(customer.id, hose.id).status == "cancelled"
    assert talk.state == "bot"


def test_zh_a_long_visit(chat, chinese_customer, ordered):
    lamp = ordered(chinese_customer, "delivered", "desk-lamp-0", "tea-kettle-0")
    hose = ordered(chinese_customer, "pending", "garden-hose-0")
    talk = chat(language="zh")
    talk.say("在吗")
    talk.say("帮我取消订单").hears("核实")
    talk.say("运费多少钱").hears("4.90", "邮编")
    talk.say(f"王小明，邮编 {chinese_customer.postcode}").hears("已核实", f"#{hose.id}", "花园水管")
    talk.say("买错了").hears("确认取消")
    talk.say("确认").hears("已取消", "$83.00")
    talk.say("我还想退台灯").hears(f"#{lamp.id}", "台灯")
    talk.say("不是台灯，是茶壶").hears("茶壶", "$98.00")
    talk.say("退到礼品卡").hears("茶壶", "礼品卡")
    talk.say("对").hears("退货已登记")
    talk.say("我的退款到哪了").hears(f"#{lamp.id}", f"#{hose.id}", "$83.00", "$98.00")
    assert talk.order(chinese_customer.id, lamp.id).status == "return_requested"
    assert talk.order(chinese_customer.id, hose.id).status == "cancelled"
    assert talk.state == "bot"


def test_zh_from_a_suggestion_to_a_person(chat, shop):
    talk = chat(language="zh").say("有什么推荐的吗")
    names = [card["title"] for card in talk.cards]
    talk.say("第二个").hears(names[1])
    talk.say("那个多少钱").hears(names[1], "$")
    talk.say("加入购物车").hears("/p/")
    talk.say("转人工").hears("人工客服")
    assert talk.handoff == ("asked", None)
    talk.say("我想问下能不能开公司发票")
    assert talk.messages == [], "a person is waited for, so the bot keeps quiet"


def test_zh_start_over_forgets_wishes_and_tasks(chat, chinese_customer, ordered):
    ordered(chinese_customer, "delivered", "desk-lamp-0", "tea-kettle-0")
    talk = chat(chinese_customer, language="zh").say("我不喜欢户外的东西")
    talk.say("我要退货").is_in("return_item_form")
    talk.say("重新开始").hears("没有做任何改动").is_in(None)
    assert not {"wish", "offer", "shown", "second_request"} & talk.last["slots"].keys()
