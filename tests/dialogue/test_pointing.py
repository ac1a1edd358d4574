"""What was just shown is "it", "the second one", "那个"; and the way from there into the basket."""


def test_a_property_of_the_product_just_talked_about(chat):
    talk = chat().say("is the desk lamp in stock?").hears("Desk Lamp", "in stock")
    talk.say("what is it made of?").hears("Desk Lamp", "steel")


def test_the_second_one(chat):
    talk = chat().say("can you recommend something?")
    second = talk.cards[1]
    talk.say("the second one").ran("action_product_info").hears(second["title"], second["price"])
    talk.say("do you have it in stock?").hears(second["title"], "in stock")


def test_it_after_a_list_asks_which_and_remembers_the_question(chat):
    talk = chat().say("can you recommend something?")
    names = [card["title"] for card in talk.cards]
    talk.say("what is it made of?").hears("Which one").is_offered(*names)
    talk.press(names[2]).hears(names[2], "steel")


def test_what_the_catalogue_does_not_say_is_not_made_up(chat):
    talk = chat().say("is the tea kettle in stock?").hears("Tea Kettle")
    talk.say("is it dishwasher safe?").hears("Tea Kettle").hears_not("dishwasher: yes", "dishwasher: no")


def test_the_basket_gets_a_link_not_a_promise(chat):
    talk = chat().say("how much is the desk lamp?").hears("$45.00")
    talk.say("add it to my basket").ran("action_add_to_basket").hears(
        "/p/desk-lamp", "cannot fill the basket"
    )
    assert talk.cards[0]["url"] == "/p/desk-lamp"


def test_what_is_out_of_stock_cannot_go_into_the_basket(chat):
    chat().say("put the wall clock in my basket").hears("Wall Clock", "out of stock")


def test_the_basket_without_a_product(chat):
    chat().say("add it to my cart please").hears("Which product")


def test_zh_a_property_of_the_product_just_talked_about(chat):
    talk = chat(language="zh").say("台灯还有货吗").hears("台灯", "有现货")
    talk.say("它是什么材质的").hears("台灯", "钢")


def test_zh_the_price_of_that_one(chat):
    talk = chat(language="zh").say("登山靴是什么材质的").hears("登山靴", "钢")
    talk.say("那个多少钱").hears("登山靴", "$120.00")


def test_zh_the_second_one(chat):
    talk = chat(language="zh").say("有什么推荐的吗")
    second = talk.cards[1]
    talk.say("第二个有货吗").ran("action_stock_availability").hears(second["title"], "有现货")


def test_zh_the_price_of_the_second_one(chat):
    talk = chat(language="zh").say("推荐几款商品")
    second = talk.cards[1]
    talk.say("第二个多少钱").hears(second["title"], "$")


def test_zh_the_cheapest_one(chat):
    talk = chat(language="zh").say("推荐几款商品")
    talk.say("最便宜的那个").ran("action_product_info").hears("水壶", "$20.00")


def test_zh_it_after_a_list_asks_which(chat):
    talk = chat(language="zh").say("有什么推荐的吗")
    names = [card["title"] for card in talk.cards]
    talk.say("是什么材质的").hears("哪一款").is_offered(*names)
    talk.press(names[0]).hears(names[0], "钢")


def test_zh_into_the_basket(chat):
    talk = chat(language="zh").say("台灯多少钱").hears("$45.00")
    talk.say("帮我加入购物车").hears("/p/desk-lamp", "台灯")
    assert talk.cards[0]["url"] == "/p/desk-lamp"


def test_zh_the_basket_and_what_is_out_of_stock(chat):
    chat(language="zh").say("把挂钟加入购物车").hears("挂钟", "缺货", "/p/wall-clock")
