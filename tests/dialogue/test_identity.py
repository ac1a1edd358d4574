"""Proving who one is: in any order, in one message or several, and never learning what exists."""


def test_name_and_postcode_in_one_message(chat, customer, ordered):
    order = ordered(customer, "processed", "desk-lamp-0")
    talk = chat()
    talk.say("Where is my order?").hears("e-mail", "postcode").is_in("track_order_form")
    talk.say(f"Noah Brown {customer.postcode}").hears("Noah", f"#{order.id}", "being prepared").is_in(None)
    assert talk.verified == customer.id


def test_pieces_in_several_messages_and_any_order(chat, customer, ordered):
    ordered(customer, "processed")
    talk = chat()
    talk.say("where is my order")
    talk.say(f"my zip is {customer.postcode}").hears("full name").is_in("track_order_form")
    talk.say("noah brown").hears("that matches")
    assert talk.verified == customer.id


def test_email_and_order_number(chat, customer, ordered):
    ordered(customer, "pending")
    order = ordered(customer, "delivered", tracking="T-778")
    talk = chat()
    talk.say("where is my order")
    talk.say(f"{customer.email}").hears("order number")
    talk.say(f"#{order.id}").hears(f"#{order.id}", "delivered", "T-778")
    assert talk.verified == customer.id


def test_proof_in_the_opening_message(chat, customer, ordered):
    order = ordered(customer, "processed")
    talk = chat()
    talk.say(f"Hi, where is order #{order.id}? My e-mail is {customer.email}").hears(f"#{order.id}").is_in(
        None
    )
    assert talk.verified == customer.id


def test_wrong_details_get_one_neutral_sentence(chat, customer, ordered):
    order = ordered(customer, "pending")
    sentences = set()
    for details in (
        f"Noah Brown {99999}",
        f"Somebody Else {customer.postcode}",
        f"{customer.email} W9999999",
        f"nobody@example.org {order.id}",
    ):
        talk = chat()
        talk.say("track my order")
        talk.say(details).is_in("track_order_form").hears_not("Noah", "exist", "wrong")
        assert talk.verified is None
        sentences.add(talk.messages[0]["text"])
    assert len(sentences) == 1


def test_three_wrong_tries_offer_a_person(chat, customer):
    talk = chat()
    talk.say("where is my order")
    talk.say("Ann Smith 11111").hears("do not match")
    talk.say("Ann Smith 22222").hears("do not match")
    talk.say("Ann Smith 33333").hears("still do not match").is_offered("Talk to a person").is_in(None)
    assert talk.verified is None


def test_five_wrong_tries_lock_the_conversation(chat, customer, ordered):
    ordered(customer, "pending")
    talk = chat()
    talk.say("where is my order")
    for postcode in ("11111", "22222", "33333"):
        talk.say(f"Ann Smith {postcode}")
    talk.say("where is my order")
    talk.say("Ann Smith 44444")
    talk.say("where is my order")
    talk.say("Ann Smith 55555")
    talk.say("where is my order")
    talk.say(f"Noah Brown {customer.postcode}").hears("too many attempts").is_offered("Talk to a person")
    assert talk.verified is None


def test_chinese_name_and_postcode(chat, chinese_customer, ordered):
    order = ordered(chinese_customer, "processed")
    talk = chat(language="zh")
    talk.say("我的订单到哪了").hears("核实")
    talk.say(f"王小明 {chinese_customer.postcode}").hears("王小明", f"#{order.id}", "备货中")
    assert talk.verified == chinese_customer.id


def test_chinese_name_first_then_postcode(chat, chinese_customer, ordered):
    ordered(chinese_customer, "processed")
    talk = chat(language="zh")
    talk.say("查一下我的订单")
    talk.say("我叫王小明").hears("邮编")
    talk.say(f"邮编{chinese_customer.postcode}").hears("已核实")
    assert talk.verified == chinese_customer.id


def test_a_question_meanwhile_is_answered_and_the_check_goes_on(chat, customer):
    talk = chat()
    talk.say("where is my order")
    talk.say("What does delivery cost?").hears("e-mail", "postcode").is_in("track_order_form")
    talk.say("which payment methods do you take?").ran("action_answer_from_articles").is_in(
        "track_order_form"
    )
    talk.say("thanks").hears("welcome", "postcode").is_in("track_order_form")


def test_never_mind_leaves_the_check(chat):
    talk = chat()
    talk.say("where is my order")
    talk.say("never mind").hears("leave it").is_in(None)


def test_a_vouched_for_customer_is_not_asked(chat, customer, ordered):
    order = ordered(customer, "shipped", tracking="T-1")
    chat(customer).say("where is my order").hears(f"#{order.id}", "on its way", "T-1").is_in(None)
