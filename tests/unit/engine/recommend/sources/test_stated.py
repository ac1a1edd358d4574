"""What customers say they like, as what such customers buy."""

from datetime import UTC, datetime, timedelta

import numpy as np

from engine.frames import pd
from engine.recommend.halves import halves
from engine.recommend.interactions import History, Interactions, interactions_from
from engine.recommend.sources.stated import StatedInterests
from engine.recommend.sources.stated_answers import Answers, Shelf, answer_of
from engine.recommend.told import Told

NOW = datetime(2026, 11, 20, tzinfo=UTC)
ITEMS = [f"i{n}" for n in range(12)]
SHELF = Shelf(
    ["tea"] * 6 + ["desk"] * 6,
    ["acme", "zen"] * 6,
    np.array([100.0, 200, 300, 400, 500, 600, 1000, 2000, 3000, 4000, 5000, np.nan]),
)


def past() -> Interactions:
    """Half buy tea and, later, i7 of the desk too; half buy for the desk only."""
    rows = []
    for n in range(80):
        own = [0, 1, 2] if n % 2 else [6, 8, 9]
        later = [3, 7] if n % 2 else [10]
        for days, items in ((60, own), (5, later)):
            rows += [(f"c{n}", ITEMS[item], 1.0, True, NOW - timedelta(days=days), None) for item in items]
    columns = ["customer", "item", "weight", "bought", "at", "basket"]
    return interactions_from(pd.DataFrame(rows, columns=columns), ITEMS)


def score(told: Told) -> "np.typing.NDArray[np.float64]":
    source = StatedInterests(SHELF)
    source.fit(past())
    return source.score(History(np.zeros(12), told=told))


def test_halves_are_the_earlier_and_the_later_baskets_of_those_with_two() -> None:
    early, late = halves(past())
    assert early.shape == late.shape == (80, 12)
    assert np.flatnonzero(early[[1]].toarray()).tolist() == [0, 1, 2]
    assert np.flatnonzero(late[[1]].toarray()).tolist() == [3, 7]


def test_who_likes_a_category_is_shown_what_such_customers_buy_next_also_elsewhere() -> None:
    scores = score(Told(categories=("tea",)))
    assert set(np.argsort(-scores)[:2].tolist()) == {3, 7}
    assert scores[4] > 0, "of the category, though nobody has bought it"
    assert score(Told(categories=("desk",)))[10] > scores[10]


def test_a_budget_is_the_lowest_step_that_covers_it() -> None:
    answers = Answers.of(SHELF, past().buyers)
    assert answers.steps.tolist() == [1000.0, 4000.0]
    said = [answers.keys[n] for n in answers.told(Told(max_price_cents=900))]
    assert [answer_of(key) for key in said] == [("budget", "1000")]
    assert not len(answers.told(Told(max_price_cents=9000)))
    assert not len(answers.told(Told(brands=("none such",))))
    assert answer_of("popularity") is None


def test_customers_are_taken_to_name_what_they_bought_most() -> None:
    answers = Answers.of(SHELF, past().buyers)
    said = answers.simulated(halves(past())[0])
    told = {answers.keys[n] for n in np.flatnonzero(said[1])}
    assert told == {"told category tea", "told brand acme", "told budget 1000"}
