"""Splits: nothing that is asked about is known to what is learnt from."""

from datetime import UTC, datetime

import numpy as np
import pytest

from engine.errors import Invalid
from engine.frames import Frame, pd
from engine.recommend.evaluation.metrics import best, measure, paired_bootstrap, wanted
from engine.recommend.evaluation.protocols import asked, split
from engine.recommend.evaluation.table import checked_table


def table(customers: int = 12, items: int = 20) -> Frame:
    random = np.random.default_rng(0)
    rows = [
        (f"c{n}", f"i{item}", 86_400 * day)
        for n in range(customers)
        for day in range(6)
        for item in random.choice(items, 3, replace=False)
    ]
    return checked_table(pd.DataFrame(rows, columns=["customer", "item", "timestamp"]))


def test_split75_holds_out_a_quarter_of_each_customers_items() -> None:
    whole = table()
    found = split(whole, "split75", seed=3)
    for customer, truth in found.truth.items():
        every = set(whole.loc[whole["customer"] == customer, "item"])
        learnt = set(found.train.loc[found.train["customer"] == customer, "item"])
        assert learnt | truth == every
        assert not learnt & truth
        assert len(learnt) == int(len(every) * 0.75)
    assert found.truth == split(whole, "split75", seed=3).truth
    assert found.truth != split(whole, "split75", seed=4).truth


def test_last_out_holds_out_the_newest_item() -> None:
    found = split(table(), "last-out")
    assert {len(truth) for truth in found.truth.values()} == {1}
    newest = table().drop_duplicates(["customer", "item"], keep="last").groupby("customer")["item"].last()
    assert found.truth == {name: frozenset([item]) for name, item in newest.items()}


def test_next_basket_learns_from_before_the_cut_and_asks_for_the_first_basket_after() -> None:
    cut = datetime(1970, 1, 4, tzinfo=UTC)
    found = split(table(), "next-basket", cut=cut)
    assert found.train["at"].max() < cut
    assert {len(truth) for truth in found.truth.values()} == {3}
    part = asked(found)
    assert all(history.now == cut for history in part.histories)
    assert all(len(history.baskets) == 3 for history in part.histories)
    new, keep = wanted(part, new_only=True)
    for truth, history in zip(new, part.histories, strict=True):
        assert not set(truth.tolist()) & history.ordered
    assert keep.tolist() == [len(truth) > 0 for truth in new]


def test_one_customer_alone_is_split_and_one_row_is_not() -> None:
    alone = table(customers=1)
    assert len(split(alone, "split75").truth) == 1
    # Nobody else touched what is held out, so that it is unknown to what is learnt from.
    with pytest.raises(Invalid, match="Nobody can be asked about"):
        asked(split(alone, "split75"))
    with pytest.raises(Invalid, match="no customer has enough interactions"):
        split(alone.head(1), "last-out")


def test_unknown_protocol_names_those_there_are() -> None:
    with pytest.raises(Invalid, match="split75, last-out, next-basket"):
        split(table(), "all-out")  # pyright: ignore[reportArgumentType]


def test_ndcg_of_known_lists() -> None:
    scores = np.array([[3.0, 2.0, 1.0, 0.0], [0.0, 0.0, 0.0, 5.0]])
    lists = best(scores, 2)
    assert lists.tolist() == [[0, 1], [3, -1]]
    found = measure(lists, [np.array([1]), np.array([3, 0])], items=4, k=2)
    assert found.ndcg.tolist() == pytest.approx([1 / np.log2(3), 1 / (1 + 1 / np.log2(3))])
    assert found.recall.tolist() == [1.0, 0.5]
    assert found.coverage == 0.75


def test_interval_tells_better_from_chance() -> None:
    random = np.random.default_rng(0)
    theirs = random.random(400)
    better = paired_bootstrap(theirs + 0.1 + random.normal(0, 0.2, 400), theirs)
    assert 0 < better.low < better.mean < better.high
    same = paired_bootstrap(theirs + random.normal(0, 0.2, 400) * random.choice([-1, 1], 400), theirs)
    assert same.low < 0 < same.high
