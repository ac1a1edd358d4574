"""One's own data: what happens, by when, who asks, and then it is passed on."""

from datetime import timedelta

from sqlalchemy import select

from engine.store.tables import Event
from engine.store.types import utc_now


def test_deletion_for_whom_the_shop_vouches(chat, customer, shop):
    talk = chat(customer).say("please delete all my data").hears("within 30 days", "cannot be undone")
    assert talk.state == "bot"
    talk.press("Yes").hears("passed on", str((utc_now() + timedelta(days=30)).year), "e-mail").is_in(None)
    assert (talk.state, talk.handoff) == ("waiting", ("rule", "delete_my_data"))
    with shop.session(writes=False) as session:
        event = session.scalars(select(Event).where(Event.conversation_id == talk.id)).one()
    assert (event.customer_id, event.data) == (customer.id, {"about": "delete_my_data"})


def test_deletion_needs_to_know_who_asks(chat, customer):
    talk = chat().say("please delete all my data").hears("within 30 days", "postcode")
    talk.say("what does shipping cost?").hears("4.90", "postcode").is_in("delete_my_data_form")
    talk.say(f"Noah Brown {customer.postcode}").hears("that matches", "cannot be undone")
    talk.press("No").hears("nothing was passed on").is_in(None)
    assert talk.state == "bot"


def test_a_copy_of_the_data(chat, customer):
    talk = chat(customer).say("I want a copy of my personal data").hears("24 hours")
    talk.say("yes please").hears("e-mail of your account")
    assert talk.handoff == ("rule", "export_my_data")


def test_zh_deletion_with_identity_check(chat, chinese_customer):
    talk = chat(language="zh").say("请删除我的账户和数据").hears("30 天", "核实身份")
    talk.say(f"王小明 {chinese_customer.postcode}").hears("已核实", "无法恢复")
    talk.press("确认").hears("已登记", "邮件通知").is_in(None)
    assert talk.handoff == ("rule", "delete_my_data")


def test_zh_deletion_is_called_off(chat, chinese_customer):
    talk = chat(chinese_customer, language="zh").say("请删除我的账户和数据").hears("无法恢复")
    talk.say("算了").hears("数据保持不变").is_in(None)
    assert talk.state == "bot"


def test_zh_a_wrong_proof_deletes_nothing(chat, chinese_customer):
    talk = chat(language="zh").say("请删除我的账户和数据")
    talk.say("王小明 00000").hears("对不上").is_in("delete_my_data_form")
    assert (talk.verified, talk.state) == (None, "bot")


def test_zh_a_copy_of_the_data(chat, chinese_customer):
    talk = chat(chinese_customer, language="zh").say("把我的数据导出一份给我").hears("24 小时")
    talk.press("确认").hears("账户邮箱")
    assert talk.handoff == ("rule", "export_my_data")
