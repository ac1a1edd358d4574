"""What customers say of themselves is kept as statements of theirs; of strangers nothing is."""

from engine.gaps.reports.choices import store_choices
from engine.gaps.reports.service import reports_of


def kept(shop, customer) -> set:
    with shop.session(writes=False) as session:
        return {(one.kind, one.value, one.wanted, one.source) for one in reports_of(session, customer.id)}


def test_style_and_budget_become_statements(chat, customer, shop):
    talk = chat(customer)
    talk.say("I like minimalist stuff").ran("action_inform_preference")
    talk.say("it's a wedding present, nothing over 100").ran("action_inform_preference")
    assert kept(shop, customer) >= {
        ("style", "minimalist", True, "chat"),
        ("occasion", "wedding", True, "chat"),
        ("budget", "10000", True, "chat"),
    }
    assert all(float(card["price"].removeprefix("$")) <= 100 for card in talk.cards)


def test_zh_style_and_category_become_statements(chat, chinese_customer, shop):
    chat(chinese_customer, language="zh").say("我喜欢极简风格").ran("action_inform_preference")
    assert ("style", "minimalist", True, "chat") in kept(shop, chinese_customer)


def test_nothing_is_kept_of_who_does_not_want_it(chat, customer, shop):
    with shop.session() as session:
        store_choices(session, customer.id, keep=False)
    talk = chat(customer).say("I like minimalist stuff").ran("action_inform_preference")
    assert talk.cards, "and they are helped all the same"
    assert kept(shop, customer) == set()
