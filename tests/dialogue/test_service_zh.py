"""Questions, small talk, ratings and persons in Chinese."""

import pytest
from sqlalchemy import select

from engine.store.tables import Event


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("几点营业", "18:00"),
        ("积分怎么用", "100 分"),
        ("保修多久", "年"),
        ("怎么退订邮件", "订阅"),
        ("优惠码用不了", "WELCOME10"),
        ("怎么注册账户", "注册"),
        ("忘记密码了怎么办", "密码"),
        ("怎么修改手机号", "账户"),
        ("信用卡扣了两次款", "扣"),
    ],
)
def test_general_questions_are_answered_from_articles(chat, question, said):
    chat(language="zh").say(question).ran("action_answer_from_articles").hears(said)


def test_what_a_person_has_to_do_comes_with_a_person(chat):
    talk = chat(language="zh").say("我要开发票").hears("PDF").is_offered("转人工客服")
    talk.say("好的")
    assert talk.handoff == ("asked", "invoice_request")


def test_honest_about_being_a_program(chat):
    chat(language="zh").say("你是机器人吗").hears("不是真人").is_offered("转人工客服")


def test_capabilities_are_buttons(chat):
    talk = chat(language="zh").say("你能做什么").is_offered("查订单", "取消订单", "转人工客服")
    talk.press("查订单").is_in("track_order_form").hears("核实")


def test_complaint_then_yes_brings_a_person(chat):
    talk = chat(language="zh").say("我要投诉").is_offered("转人工客服")
    talk.say("好的")
    assert talk.handoff == ("asked", "complaint")


def test_complaint_then_no_does_not(chat):
    talk = chat(language="zh").say("我要投诉")
    talk.say("不用了")
    assert talk.state == "bot"


def test_praise(chat):
    chat(language="zh").say("你们的服务真好，太满意了").ran("action_praise").hears("谢谢您的肯定")


def test_a_rating_by_button_is_noted(chat, shop):
    talk = chat(language="zh").say("我想给你们评分").is_offered("1", "5")
    talk.press("4").hears("4 分")
    with shop.session(writes=False) as session:
        event = session.scalars(
            select(Event).where(Event.conversation_id == talk.id, Event.type == "rating")
        ).one()
    assert event.value == 4


def test_a_low_rating_offers_a_person(chat):
    talk = chat(language="zh").say("我想给你们评分").press("1").hears("1 分").is_offered("转人工客服")
    talk.say("好的")
    assert talk.handoff == ("asked", "low_rating")


def test_out_of_scope_is_said_honestly(chat):
    chat(language="zh").say("今天天气怎么样").hears("超出了我的范围").is_offered("你能做什么")


def test_thanks_and_goodbye(chat):
    talk = chat(language="zh").say("谢谢").ran("action_thank")
    talk.say("再见").hears("再见")


def test_stock_of_a_size(chat):
    talk = chat(language="zh").say("登山靴有10码的吗").ran("action_stock_availability")
    talk.hears("登山靴", "缺货", "8，brown")


def test_out_of_stock(chat):
    chat(language="zh").say("挂钟有货吗").hears("挂钟", "缺货", "到货时间我这里查不到")


def test_an_unknown_product_is_not_made_up(chat):
    chat(language="zh").say("飞毯有货吗").hears_not("有现货", "$")


def test_guesses_carry_the_question_along(chat):
    talk = chat(language="zh").say("就是那种感觉你晓得伐")
    talk.is_offered("都不是")
    assert 2 <= len(talk.buttons) <= 4


def test_none_of_the_guesses_brings_an_article_or_a_person(chat):
    talk = chat(language="zh").say("就是那种感觉你晓得伐")
    talk.press("都不是")
    assert talk.state == "waiting" or talk.is_offered("转人工客服")
