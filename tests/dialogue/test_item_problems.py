"""Damaged, wrong and missing items, and the mood that goes with them."""

from sqlalchemy import select

from engine.store.tables import Event


def noted(shop, talk) -> list[tuple[str, str, str]]:
    with shop.session(writes=False) as session:
        rows = session.scalars(select(Event).where(Event.conversation_id == talk.id, Event.type == "report"))
        return [(row.product_id, row.data["kind"], row.data["order"]) for row in rows]


def test_a_damaged_item_is_noted_with_its_order(chat, customer, ordered, shop):
    order = ordered(customer, "delivered", "desk-lamp-0", "water-bottle-0")
    talk = chat(customer).say("the desk lamp arrived broken").hears(f"#{order.id}", "Desk Lamp", "photo")
    assert noted(shop, talk) == [("desk-lamp", "damaged", order.id)]
    talk.press("Start a return").is_in("return_item_form").hears(f"#{order.id}")


def test_a_missing_item_needs_no_return(chat, customer, ordered, shop):
    order = ordered(customer, "delivered", "desk-lamp-0", "tea-kettle-0")
    talk = chat(customer).say("the tea kettle is missing from my parcel").hears("missing", "Tea Kettle")
    assert [button["title"] for button in talk.buttons] == ["Talk to a person"]
    assert noted(shop, talk) == [("tea-kettle", "missing", order.id)]


def test_a_wrong_item_can_be_exchanged(chat, customer, ordered, shop):
    order = ordered(customer, "delivered", "hiking-boots-0", "tea-kettle-0")
    talk = chat(customer).say("you sent me the wrong hiking boots").hears("Hiking Boots")
    assert noted(shop, talk) == [("hiking-boots", "wrong", order.id)]
    talk.press("Exchange an item").is_in("exchange_item_form").hears(f"#{order.id}")


def test_an_unhappy_customer_with_a_problem_gets_an_apology_once(chat, customer, ordered):
    order = ordered(customer, "delivered", "desk-lamp-0", "garden-hose-0")
    talk = chat(customer).say("where the hell is my refund, this is a disgrace")
    talk.hears("sorry", f"No refund is noted for order #{order.id}")
    talk.say("where is my refund?").hears("No refund").hears_not("sorry")


def test_a_calm_customer_with_the_same_problem_gets_none(chat, customer, ordered):
    ordered(customer, "delivered", "desk-lamp-0")
    chat(customer).say("where is my refund?").hears("No refund").hears_not("sorry")


def test_zh_an_unhappy_customer_with_a_problem(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "delivered", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh").say("太离谱了，我的退款怎么还没到，气死我了")
    talk.hears("抱歉", f"#{order.id}", "没有退款记录")


def test_zh_a_damaged_item(chat, chinese_customer, ordered, shop):
    order = ordered(chinese_customer, "delivered", "desk-lamp-0", "water-bottle-0")
    talk = chat(chinese_customer, language="zh").say("收到的台灯坏了").hears(f"#{order.id}", "台灯", "照片")
    assert noted(shop, talk) == [("desk-lamp", "damaged", order.id)]
    talk.press("登记退货").is_in("return_item_form").hears(f"#{order.id}")


def test_zh_a_missing_item(chat, chinese_customer, ordered, shop):
    order = ordered(chinese_customer, "delivered", "desk-lamp-0", "tea-kettle-0")
    talk = chat(chinese_customer, language="zh").say("包裹里少了茶壶").hears("少了茶壶", f"#{order.id}")
    assert [button["title"] for button in talk.buttons] == ["转人工客服"]
    assert noted(shop, talk) == [("tea-kettle", "missing", order.id)]


def test_zh_a_wrong_item(chat, chinese_customer, ordered, shop):
    order = ordered(chinese_customer, "delivered", "hiking-boots-0", "tea-kettle-0")
    talk = chat(chinese_customer, language="zh").say("登山靴发错了").hears("登山靴", "发错")
    assert noted(shop, talk) == [("hiking-boots", "wrong", order.id)]
    talk.press("申请换货").is_in("exchange_item_form").hears(f"#{order.id}")


def test_zh_a_damaged_item_of_an_unknown_customer(chat):
    talk = chat(language="zh").say("收到的东西是坏的").hears("照片").is_offered("转人工客服", "登记退货")
    talk.press("转人工客服")
    assert talk.handoff == ("asked", "damaged_item")
