"""The question worth asking may be about a brand or what is usually spent: one tap, an effect at once."""

import numpy as np
import pytest

from engine.events.log import append
from engine.gaps.questions.learn import learn
from engine.gaps.questions.saved import Questions, save
from engine.gaps.reports.service import reports_of
from engine.store.tables import Product
from tests.dialogue.world import CATALOGUE

CHEAPEST = {row[0]: min(price for _, price, stock in row[4] if stock) for row in CATALOGUE if row[4][0][2]}
BRANDS = {"tea-kettle": "Lumo", "espresso-machine": "Lumo", "hiking-boots": "Fernhill"}
LIMIT = 5000


@pytest.fixture
def asks_about(settings, shop, rasa_url):
    """What a rebuild learns of 400 customers of two kinds: who says yes to the attribute wants one sort of
    goods, who says no the other."""

    def learnt(attribute: str, wanted: set[str]) -> None:
        random = np.random.default_rng(0)
        kind = random.random((400, 1)) < 0.5
        # Two attributes that no shop has part the customers too: one alone shows no kinds.
        likes = random.random((400, 3)) < np.where(kind, 0.9, 0.1)
        items = [row[0] for row in CATALOGUE]
        fits = np.array([one in wanted for one in items])
        wants = random.random((400, len(items))) < np.where(kind == fits, 0.6, 0.05)
        model = learn([attribute, "gone", "gone-too"], likes, items, wants.astype(float), classes=[2])
        save(Questions(model, {attribute: 0.5}), settings.learnt_dir)

    with shop.session() as session:
        for id_, brand in BRANDS.items():
            session.get_one(Product, id_).brand = brand
    yield learnt
    save(None, settings.learnt_dir)
    with shop.session() as session:
        for id_ in BRANDS:
            session.get_one(Product, id_).brand = None


@pytest.fixture
def about_brand(asks_about):
    asks_about("brand:lumo", {"tea-kettle", "espresso-machine"})


@pytest.fixture
def about_budget(asks_about):
    asks_about(f"budget:{LIMIT}", {id_ for id_, cents in CHEAPEST.items() if cents <= LIMIT})


@pytest.fixture
def bought(shop):
    """Makes a customer one with a past."""

    def lamp(customer):
        with shop.session() as session:
            append(session, "purchase", customer_id=customer.id, product_id="desk-lamp", value=1.0)
        return customer

    return lamp


def said(shop, customer):
    with shop.session(writes=False) as session:
        return [(one.kind, one.value, one.wanted) for one in reports_of(session, customer.id)]


def test_a_liked_brand_comes_first_at_once_and_is_kept(chat, shop, customer, bought, about_brand):
    talk = chat(bought(customer)).say("thanks").hears("do you like Lumo?")
    talk.is_offered("Yes, I like it", "Not for me", "Skip", "Stop asking")
    talk.press("Yes, I like it").hears("you like Lumo", "show you now")
    assert BRANDS.get(talk.cards[0]["id"]) == "Lumo"
    assert said(shop, customer) == [("brand", "lumo", True)]


def test_a_brand_that_is_not_liked_goes(chat, shop, chinese_customer, bought, about_brand):
    talk = chat(bought(chinese_customer), language="zh").say("谢谢").hears("您喜欢Lumo这个品牌吗")
    talk.press("不感兴趣").hears("不再推荐Lumo")
    assert talk.cards
    assert "Lumo" not in {BRANDS.get(card["id"]) for card in talk.cards}
    assert said(shop, chinese_customer) == [("brand", "lumo", False)]


def test_a_budget_holds_for_the_list_at_once(chat, shop, customer, bought, about_budget):
    talk = chat(bought(customer)).say("recommend me something").hears("what do you usually want to spend")
    talk.is_offered("Up to $50.00", "More than that").press("Up to $50.00").hears("usually up to $50.00")
    assert talk.cards
    assert all(CHEAPEST[card["id"]] <= LIMIT for card in talk.cards)
    assert said(shop, customer) == [("budget", str(LIMIT), True)]
    chat(customer).say("thanks").hears_not("usually want to spend")


def test_who_spends_more_is_shown_more(chat, shop, chinese_customer, bought, about_budget):
    talk = chat(bought(chinese_customer), language="zh").say("谢谢").hears("大概想花多少")
    talk.press("更多").hears("不设上限")
    assert CHEAPEST[talk.cards[0]["id"]] > LIMIT
    assert said(shop, chinese_customer) == [("budget", str(LIMIT), False)]
