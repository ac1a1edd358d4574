"""What customers are shown, and what is said about it."""

from datetime import timedelta

import pytest
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.recommend.service import Recommender, Tuning
from engine.recommend.views import Suggestion
from engine.store.tables import Event, Product, Variant
from tests.builders import NOW, add_customer, add_event, add_product, add_shop
from tests.unit.engine.recommend.conftest import buy


def by_id(found: list[Suggestion]) -> dict[str, Suggestion]:
    return {one.product_id: one for one in found}


def test_what_others_bought_with_it_comes_first_with_its_true_reason(shop: Session) -> None:
    buy(shop, "mei", "lamp")
    found = Recommender.build(shop).recommend(shop, "mei")
    first = found[0]
    assert (first.product_id, first.kind, first.source, first.rank) == ("bulb", "discover", "item_knn", 1)
    assert first.reason == "because you bought Desk Lamp"
    assert (first.price_cents, first.currency, first.fallback) == (500, "USD", None)


def test_reason_and_name_are_in_the_language_asked_for(shop: Session) -> None:
    buy(shop, "mei", "lamp")
    first = Recommender.build(shop).recommend(shop, "mei", language="zh")[0]
    assert (first.name, first.reason) == ("灯泡", "因为您买过“台灯”")


def test_a_view_counts_at_once_and_is_called_a_view(shop: Session) -> None:
    recommender = Recommender.build(shop)
    add_event(shop, "view", "mei", "chair")
    first = recommender.recommend(shop, "mei")[0]
    assert first.reason == "because you looked at Chair"
    assert first.product_id == "cushion"


def test_product_that_was_looked_at_is_not_its_own_neighbour(shop: Session) -> None:
    recommender = Recommender.build(shop)
    for day in range(3):
        add_event(shop, "view", "mei", "lamp", at=NOW - timedelta(days=day))
    found = by_id(recommender.recommend(shop, "mei", 6))
    assert found["lamp"].reason == "you looked at it"
    assert found["bulb"].reason == "because you looked at Desk Lamp"


def test_parts_sum_to_the_score_on_every_item(shop: Session) -> None:
    for days, product in ((3, "lamp"), (30, "tea"), (60, "tea")):
        buy(shop, "mei", product, days_ago=days)
    add_event(shop, "view", "mei", "chair")
    recommender = Recommender.build(shop)
    found = recommender.recommend(shop, "mei", 6) + recommender.recommend(shop, "mei", 6, near="lamp")
    assert {one.kind for one in found} == {"buy_again", "discover", "similar"}
    for one in found:
        assert sum(one.parts.values()) == pytest.approx(one.score)
        assert sum(one.sources.values()) == pytest.approx(one.score)
        assert one.kind == "similar" or one.source == max(one.sources, key=one.sources.__getitem__)
        assert one.score > 0


def test_new_customer_gets_what_is_popular_and_is_told_why(shop: Session) -> None:
    recommender = Recommender.build(shop)
    for customer in ("mei", None):
        found = recommender.recommend(shop, customer)
        assert {one.source for one in found} == {"popularity"}
        assert {one.fallback for one in found} == {"no_history"}
        assert found[0].reason == "popular in our shop this season"


def test_history_without_neighbours_falls_back_to_what_sells(shop: Session) -> None:
    add_product(shop, "globe", category="maps")
    buy(shop, "mei", "globe")
    found = Recommender.build(shop).recommend(shop, "mei", kind="discover")
    assert {one.fallback for one in found} == {"no_neighbours"}
    assert {one.source for one in found} == {"popularity"}
    assert found[0].reason == "popular in our shop this season"


def test_product_that_nobody_bought_yet_is_found_by_what_it_is(shop: Session) -> None:
    add_product(shop, "spot", "Desk Lamp with a Spot", tags=["desk"])
    buy(shop, "mei", "lamp")
    spot = by_id(Recommender.build(shop).recommend(shop, "mei", kind="discover"))["spot"]
    assert (spot.source, spot.fallback, spot.reason) == ("content", None, "because you bought Desk Lamp")


def test_what_goes_with_a_product_is_a_list_of_its_own(shop: Session) -> None:
    for n in range(12):
        pair = ("lamp", "bulb") if n % 2 else ("tea", "kettle")
        for product in pair:
            buy(shop, f"c{n}", product, days_ago=90 + n, order=f"both-{n}")
    recommender = Recommender.build(shop)
    found = recommender.recommend(shop, None, kind="goes_with", near="tea")
    assert [(one.product_id, one.kind, one.reason) for one in found] == [
        ("kettle", "goes_with", "goes with Tea")
    ]
    assert recommender.recommend(shop, None, kind="goes_with") == []
    buy(shop, "mei", "kettle")
    mine = recommender.recommend(shop, "mei", kind="goes_with", language="zh")
    assert [(one.product_id, one.reason) for one in mine] == [("tea", "常与“水壶”一起购买")]


def test_season_is_not_claimed_where_the_log_has_no_moments(shop: Session) -> None:
    shop.execute(update(Event).values(at=None))
    found = Recommender.build(shop).recommend(shop, None)
    assert found[0].reason == "popular in our shop"


def test_discovery_never_shows_what_was_ordered_before_even_if_returned(shop: Session) -> None:
    buy(shop, "mei", "lamp")
    buy(shop, "mei", "bulb", order="o1")
    add_event(shop, "return", "mei", "bulb", data={"order_id": "o1", "kind": "return"})
    found = by_id(Recommender.build(shop).recommend(shop, "mei", 10))
    assert "bulb" not in found
    assert "lamp" not in found


def test_cancelled_purchase_is_no_reason(shop: Session) -> None:
    buy(shop, "mei", "lamp", order="o1")
    add_event(shop, "return", "mei", "lamp", data={"order_id": "o1", "kind": "cancel"})
    found = Recommender.build(shop).recommend(shop, "mei", 10)
    assert all("Desk Lamp" not in one.reason for one in found)


@pytest.mark.parametrize("gone", ["unavailable", "sold out", "inactive"])
def test_product_that_cannot_be_had_is_not_shown(shop: Session, gone: str) -> None:
    buy(shop, "mei", "lamp")
    recommender = Recommender.build(shop)
    if gone == "unavailable":
        shop.get_one(Variant, "bulb-0").available = False
    elif gone == "sold out":
        shop.get_one(Variant, "bulb-0").stock = 0
    else:
        shop.get_one(Product, "bulb").active = False
    shop.flush()
    assert "bulb" not in by_id(recommender.recommend(shop, "mei", 10))


def test_excluded_and_rejected_products_stay_away(shop: Session) -> None:
    buy(shop, "mei", "lamp")
    recommender = Recommender.build(shop)
    assert "bulb" not in by_id(recommender.recommend(shop, "mei", 10, exclude={"bulb", "unknown"}))
    add_event(shop, "reject", "mei", "bulb")
    assert "bulb" not in by_id(recommender.recommend(shop, "mei", 10))


def test_regular_purchases_take_two_places_at_most(shop: Session) -> None:
    for product in ("tea", "lamp", "chair"):
        for days in (5, 40):
            buy(shop, "mei", product, days_ago=days)
    found = Recommender.build(shop).recommend(shop, "mei", 4)
    assert [one.kind for one in found] == ["buy_again", "buy_again", "discover", "discover"]
    assert found[0].reason == "you bought it 2 times"
    assert [one.rank for one in found] == [1, 2, 3, 4]
    assert len(by_id(found)) == 4


def test_consumable_is_offered_again_after_one_purchase_and_a_chair_is_not(shop: Session) -> None:
    buy(shop, "mei", "tea")
    buy(shop, "mei", "chair")
    found = Recommender.build(shop).recommend(shop, "mei", 10, kind="buy_again")
    assert [(one.product_id, one.reason) for one in found] == [("tea", "you bought it before")]


def test_similar_products_name_common_buyers_or_what_they_share(shop: Session) -> None:
    recommender = Recommender.build(shop)
    found = recommender.recommend(shop, None, near="lamp")
    assert (found[0].product_id, found[0].kind) == ("bulb", "similar")
    assert found[0].reason == "bought together with Desk Lamp by 6 customers"
    assert "lamp" not in by_id(found)
    kettle = by_id(recommender.recommend(shop, None, near="tea"))["kettle"]
    assert kettle.reason == "like Tea, from Tea"
    with pytest.raises(NotFound):
        recommender.recommend(shop, None, near="unicorn")


def test_recency_beats_frequency_of_long_ago(shop: Session) -> None:
    for days in (700, 710, 720):
        buy(shop, "mei", "lamp", days_ago=days)
    for days in (1, 30):
        buy(shop, "mei", "tea", days_ago=days)
    found = Recommender.build(shop).recommend(shop, "mei", kind="buy_again")
    assert [one.product_id for one in found] == ["tea", "lamp"]
    newest = (NOW - timedelta(days=1)).date().isoformat()
    assert max(found[0].parts, key=found[0].parts.__getitem__) == newest


def test_request_takes_two_queries(shop: Session) -> None:
    buy(shop, "mei", "lamp")
    recommender = Recommender.build(shop)
    shop.flush()
    seen: list[str] = []
    event.listen(shop.get_bind(), "before_cursor_execute", lambda *args: seen.append(args[2]))
    recommender.recommend(shop, "mei", 5)
    assert len(seen) == 2


def test_empty_shop_has_nothing_to_show(session: Session) -> None:
    add_customer(session)
    assert Recommender.build(session).recommend(session, "mei") == []
    assert Recommender.build(session).recommend(session, None) == []


def test_a_calibrated_recommender_says_on_an_item_that_it_was_moved(session: Session) -> None:
    add_shop(session)
    for n in range(30):
        add_product(session, f"p{n:02d}", category="lighting" if n % 3 else "tea")
    for n in range(40):
        customer = add_customer(session, f"c{n}").id
        for item in {*range(n % 5, 30, 4), n % 30}:
            buy(session, customer, f"p{item:02d}", days_ago=n)
    add_customer(session)
    for item in (1, 2, 4, 5, 7, 0, 3):
        buy(session, "mei", f"p{item:02d}", days_ago=1)
    plain = Recommender.build(session).recommend(session, "mei", 9, kind="discover")
    tuned = Recommender.build(session, tuning=Tuning(calibration=0.9))
    found = tuned.recommend(session, "mei", 9, kind="discover")
    assert not any(ruling.rule == "calibration" for one in plain for ruling in one.rulings)
    assert any(ruling.rule == "calibration" for one in found for ruling in one.rulings)
    shown = sum(one.category_id == "tea" for one in found) / len(found)
    before = sum(one.category_id == "tea" for one in plain) / len(plain)
    assert abs(shown - 2 / 7) <= abs(before - 2 / 7)
