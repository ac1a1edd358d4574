"""Mining anew from the store, and what the store holds afterwards."""

from collections import Counter
from datetime import date, timedelta

import numpy as np
from sqlalchemy import select

from engine.conversations.asked import asked_by_day
from engine.events.history import read_history
from engine.mining.forecast.questions import question_series
from engine.mining.mine import MiningConfig
from engine.mining.rebuild import rebuild_mining
from engine.mining.review.items import page
from engine.store import Database
from engine.store.tables import AssociationRule, MiningRun, ReviewItem, SeriesForecast
from tests.builders import NOW, add_customer, add_event, add_product, add_shop

WEEKS = 30


def fill(database: Database) -> None:
    """Thirty weeks of orders; who buys a lamp buys a bulb nine times in ten."""
    chance = np.random.default_rng(2)
    with database.session() as session:
        add_shop(session)
        for product in ("lamp", "bulb", "mug", "rug"):
            add_product(session, product)
        for n in range(10):
            add_customer(session, f"c{n}")
        for number in range(WEEKS * 10):
            at = NOW - timedelta(days=7 * (number // 10), hours=number % 10)
            basket = ["lamp", *(["bulb"] if number % 10 else [])] if number % 2 else ["mug"]
            for product in basket:
                event = add_event(session, "purchase", f"c{number % 10}", product, at=at, value=1.0)
                event.order_id, event.cents = f"W{number}", int(2000 * np.exp(chance.normal(0, 0.2)))
        slip = add_event(session, "purchase", "c3", "rug", at=NOW, value=9000.0)
        slip.order_id, slip.cents = "W-slip", 9_000_000


def test_rules_forecasts_and_findings_are_stored_with_their_window(database: Database) -> None:
    fill(database)
    with database.session(writes=False) as session:
        history = read_history(session)
    made = rebuild_mining(database, history, MiningConfig(seconds=30.0), NOW)
    with database.session(writes=False) as session:
        rules = session.scalars(select(AssociationRule)).all()
        by_sides = {(tuple(rule.antecedents), rule.consequent): rule for rule in rules}
        found = by_sides[("lamp",), "bulb"]
        assert (found.first, found.count, found.confidence) == ("lamp", 150, 1.0)
        assert found.conviction is None and found.lift > 1.9
        forecasts = {one.name: one for one in session.scalars(select(SeriesForecast))}
        assert set(forecasts) == {"revenue", "orders"}
        orders = forecasts["orders"]
        assert (orders.step, len(orders.points), orders.hurried) == ("week", 4, False)
        assert orders.past[-1]["value"] == 10
        assert orders.points[0]["low95"] <= orders.points[0]["low80"] <= orders.points[0]["value"]
        assert page(session).items[0].order_id == "W-slip"
        runs = {run.part: run for run in session.scalars(select(MiningRun))}
        assert runs["rules"].window_until == NOW
        assert runs["rules"].summary["baskets"] == WEEKS * 10 + 1
        assert runs["forecasts"].summary == {"series": 2, "too_short": 0, "hurried": 0}
        items = len(session.scalars(select(ReviewItem)).all())
        assert made == len(rules) + 2 + items


def test_mining_twice_changes_nothing(database: Database) -> None:
    fill(database)
    with database.session(writes=False) as session:
        history = read_history(session)
    stored: list[list[object]] = []
    for _ in range(2):
        rebuild_mining(database, history, now=NOW)
        with database.session(writes=False) as session:
            stored.append(
                [
                    [
                        (r.antecedents, r.consequent, r.q_value)
                        for r in session.scalars(select(AssociationRule))
                    ],
                    [(f.name, f.points) for f in session.scalars(select(SeriesForecast))],
                    [(i.id, i.reasons) for i in session.scalars(select(ReviewItem))],
                ]
            )
    assert stored[0] == stored[1]


def test_an_empty_store_is_mined_to_nothing(database: Database) -> None:
    with database.session(writes=False) as session:
        history = read_history(session)
    assert rebuild_mining(database, history, now=NOW) == 0
    with database.session(writes=False) as session:
        assert [run.window_until for run in session.scalars(select(MiningRun))] == [None, None, None]


def test_questions_are_a_series_each_where_there_are_enough(database: Database) -> None:
    days = [date(2026, 11, 1) + timedelta(days=n) for n in range(10)]
    asked = {
        "track_order": Counter(dict.fromkeys(days, 3)),
        "warranty": Counter({days[4]: 2}),
    }
    series = {one.name: one for one in question_series(asked, NOW)}
    assert set(series) == {"questions", "questions:track_order"}
    assert series["questions"].values[:10].tolist() == [3, 3, 3, 3, 5, 3, 3, 3, 3, 3]
    assert series["questions"].values[10:].sum() == 0
    assert len(series["questions"].values) == len(series["questions:track_order"].values) == 19
    assert question_series({}, NOW) == []


def test_nobody_asked_anything(database: Database) -> None:
    with database.session(writes=False) as session:
        assert asked_by_day(session, NOW) == {}
