"""The language that is chosen in the widget's menu holds at once."""


def test_the_next_button_is_answered_in_the_chosen_language(chat, customer, ordered):
    ordered(customer, "pending", "desk-lamp-0")
    talk = chat(customer).say("cancel my order").hears("Why should it be cancelled")
    talk.prefers("zh").press("No longer needed").hears("确认取消").is_offered("确认", "不用了")
    talk.prefers("en").press("不用了").hears("nothing was cancelled")


def test_a_text_in_the_other_language_is_answered_in_that(chat):
    talk = chat().prefers("zh").say("what does shipping cost?").hears("Standard delivery")
    talk.say("运费多少钱").hears("标准配送")


def test_zh_numbers_alone_keep_the_chosen_language(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "shipped", tracking="T-9")
    talk = chat(chinese_customer).prefers("zh")
    talk.say(f"{order.id}").hears_not("Order", "Which")


def test_zh_back_to_english_by_the_menu(chat, chinese_customer, ordered):
    ordered(chinese_customer, "delivered", "desk-lamp-0", "garden-hose-0")
    talk = chat(chinese_customer, language="zh").say("我要退货").is_offered("台灯", "全部")
    talk.prefers("en").press("台灯").hears("where should the $45.00 go").is_offered("gift card")
