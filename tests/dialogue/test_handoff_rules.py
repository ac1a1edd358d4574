"""When the conversation itself brings a person, or offers one."""

from dataclasses import replace

from engine.conversations.service import latest_handoff


def test_legal_words_bring_a_person_at_once(chat):
    talk = chat().say("I will sue you and my lawyer will be in touch").hears("colleague to take over")
    assert (talk.state, talk.handoff) == ("waiting", ("rule", "legal"))


def test_a_legal_word_within_another_does_not(chat):
    talk = chat().say("do you have anything for tissue boxes, what sizes are there?")
    assert talk.handoff is None


def test_two_unhappy_messages_in_a_row_bring_a_person(chat):
    talk = chat().say("your service is terrible, I am so disappointed").hears("sorry")
    assert talk.state == "bot"
    talk.say("this is the worst shop ever, absolutely useless").hears("colleague to take over")
    assert talk.state == "waiting"


def test_a_mood_that_falls_sharply_offers_a_person(chat, customer, ordered):
    ordered(customer, "shipped", "desk-lamp-0")
    talk = chat(customer)
    talk.say("great, thank you so much, that is wonderful")
    talk.say("what a horrible awful useless website, I hate it").is_offered("Talk to a person")
    assert talk.state == "bot"
    talk.press("Talk to a person")
    assert talk.state == "waiting"


def test_a_second_complaint_is_for_a_person(chat):
    talk = chat()
    talk.rules = replace(talk.rules, unhappy_turns=9)
    talk.say("I want to make a complaint").is_offered("Talk to a person")
    talk.say("how much is delivery?").hears("4.90")
    talk.say("I still want to make a complaint").hears("colleague")
    assert talk.handoff == ("rule", "complaint")


def test_trouble_with_a_dear_order_is_for_a_person(chat, customer, ordered):
    order = ordered(customer, "delivered", "espresso-machine-0", "hiking-boots-0", "tea-kettle-0")
    talk = chat(customer).say(f"the espresso machine from order {order.id} arrived broken")
    talk.hears("Espresso Machine", "colleague")
    assert talk.handoff == ("rule", "order_value")


def test_trouble_with_a_cheap_order_stays_with_the_bot(chat, customer, ordered):
    order = ordered(customer, "delivered", "desk-lamp-0")
    talk = (
        chat(customer).say(f"the desk lamp from order {order.id} arrived broken").is_offered("Start a return")
    )
    assert talk.state == "bot"


def test_zh_legal_words(chat):
    talk = chat(language="zh").say("再不解决我就打12315投诉你们").hears("转接人工客服")
    assert (talk.state, talk.handoff) == ("waiting", ("rule", "legal"))


def test_zh_a_lawyer(chat):
    talk = chat(language="zh").say("我会让我的律师联系你们").hears("转接人工客服")
    assert talk.handoff == ("rule", "legal")


def test_zh_two_unhappy_messages_in_a_row(chat):
    talk = chat(language="zh").say("你们的服务太差了，非常失望")
    assert talk.state == "bot"
    talk.say("简直是垃圾，气死我了，再也不来了").hears("转接人工客服")
    assert talk.handoff is not None
    assert talk.handoff[0] in ("negative_sentiment", "rule")


def test_zh_one_unhappy_message_is_only_an_offer(chat):
    talk = chat(language="zh").say("你们的服务太差了，非常失望").is_offered("转人工客服")
    assert talk.state == "bot"
    talk.say("运费多少钱").hears("4.90")
    assert talk.state == "bot"


def test_zh_second_thoughts_are_no_bad_mood(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "delivered", "desk-lamp-0", "tea-kettle-0")
    talk = chat(chinese_customer, language="zh").say("我还想退台灯")
    talk.say("退到礼品卡").hears("礼品卡")
    talk.say("算了，不退了").hears("没有申请退货")
    assert talk.state == "bot"
    talk.say("算了还是退吧").hears("确认退回", "台灯")
    assert talk.state == "bot"
    talk.say("对").hears("退货已登记")
    assert talk.order(chinese_customer.id, order.id).status == "return_requested"


def test_zh_a_second_complaint(chat):
    talk = chat(language="zh")
    talk.rules = replace(talk.rules, unhappy_turns=9)
    talk.say("我要投诉").is_offered("转人工客服")
    talk.say("我要投诉你们的快递").hears("人工")
    assert talk.handoff is not None


def test_zh_trouble_with_a_dear_order(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "delivered", "espresso-machine-0", "hiking-boots-0", "tea-kettle-0")
    talk = chat(chinese_customer, language="zh").say(f"订单 {order.id} 的咖啡机收到时是坏的")
    talk.hears("转接人工客服")
    assert talk.handoff == ("rule", "order_value")


def test_zh_not_understood_twice(chat):
    talk = chat(language="zh")
    talk.send("/nlu_fallback").is_offered("转人工客服")
    talk.send("/nlu_fallback").hears("转给人工客服")
    assert talk.handoff == ("fallbacks", None)


def test_zh_the_last_message_is_on_the_card(chat, shop, chinese_customer, ordered):
    ordered(chinese_customer, "delivered", "desk-lamp-0")
    talk = chat(chinese_customer, language="zh").say("台灯还有货吗").hears("台灯")
    talk.say("转人工")
    with shop.session(writes=False) as session:
        card = latest_handoff(session, talk.id).card
    assert card["slots"]["last_product"] == "台灯"
    assert card["intents"] == ["stock_availability", "human_handoff"]


def test_the_card_names_the_product(chat, shop, customer):
    talk = chat(customer).say("what is the desk lamp made of?")
    talk.say("I want to talk to a human")
    with shop.session(writes=False) as session:
        card = latest_handoff(session, talk.id).card
    assert card["slots"]["last_product"] == "Desk Lamp"
