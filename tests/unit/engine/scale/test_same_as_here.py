"""What Spark computes of the demo shop is what this machine computes of it."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from engine.profiles.features import features_of, largest_categories, prices_of
from engine.profiles.rebuild import SHARES, count_log, newest
from engine.recommend.interactions import Interactions, interactions_of
from engine.recommend.learnt import read_learnt
from engine.recommend.lists.block import FactorScorer
from engine.recommend.lists.everybody import lists_of, read_shelf, scorer_of
from engine.recommend.reading import read_interactions
from engine.recommend.sources.als import AlsConfig
from engine.recommend.sources.item_knn import ItemKnn, ItemKnnConfig, similarities
from engine.scale.als import item_factors
from engine.scale.lists import lists_on_spark
from engine.scale.rebuild import (
    FACTORS,
    FEATURES,
    SIMILARITIES,
    rebuild_factors,
    rebuild_features,
    rebuild_similarities,
)
from engine.scale.work import SparkWork

SMALL = AlsConfig(factors=8, iterations=3)


@pytest.fixture(scope="module")
def here(work: SparkWork) -> Interactions:
    with work.database.session(writes=False) as session:
        return read_interactions(session, work.items)


def test_features_are_equal(work: SparkWork) -> None:
    count = rebuild_features(work)
    with work.database.session(writes=False) as session:
        tallies = count_log(session).tallies
    categories, moment = largest_categories(tallies, SHARES), newest(tallies.numbers)
    ours = features_of(tallies, moment.replace(tzinfo=None), prices_of(tallies), categories).sort_index()
    theirs = pd.read_parquet(work.settings.learnt_dir / FEATURES).set_index("customer").sort_index()
    assert len(ours) == count > 300
    assert theirs.notna().sum().sum() > 5000
    pd.testing.assert_frame_equal(theirs, ours, check_exact=False, rtol=0, atol=1e-9, check_index_type=False)


def test_weights_are_equal(work: SparkWork, here: Interactions) -> None:
    cells = work.cells.toArrow().to_pandas()
    places = ([here.rows[name] for name in cells["customer"]], cells["item"])
    weights = sparse.coo_array((cells["weight"], places), shape=here.matrix.shape)
    bought = sparse.coo_array((cells["bought"].astype(float), places), shape=here.matrix.shape)
    assert abs(weights - here.matrix).max() < 1e-12
    assert abs(bought - here.purchases).max() == 0
    assert (here.matrix.data < 0).sum() > 0, "nothing that speaks against: the test shows too little"


def test_similarities_are_equal_and_give_the_same_scores(work: SparkWork, here: Interactions) -> None:
    count = rebuild_similarities(work)
    learnt = read_learnt(work.settings.learnt_dir / SIMILARITIES)
    pattern = (learnt.arrays["indices"], learnt.arrays["indptr"])
    shape = (len(learnt.items),) * 2
    theirs = sparse.csr_array((learnt.arrays["cosines"], *pattern), shape=shape)
    ours = similarities(here.matrix, ItemKnnConfig())
    assert count == theirs.nnz == ours.nnz > 1000
    assert abs(theirs - ours).max() < 1e-9
    fitted, taken = ItemKnn(), ItemKnn()
    fitted.fit(here)
    taken.use(learnt.items, theirs, sparse.csr_array((learnt.arrays["together"], *pattern), shape=shape))
    item, other = (int(place[0]) for place in ours.nonzero())
    assert taken.bought_together(item, other) == fitted.bought_together(item, other)


def test_lists_of_everybody_are_the_same_on_the_same_factors(work: SparkWork, here: Interactions) -> None:
    rebuild_factors(work, SMALL)
    learnt = read_learnt(work.settings.learnt_dir / FACTORS)
    assert isinstance(learnt.arrays["factors"], np.memmap)
    with work.database.session(writes=False) as session:
        scorer = scorer_of(read_shelf(session), None, learnt)
    ours = pd.concat(lists_of(here, scorer, 10)).groupby("customer")["item"].agg(list)
    found = lists_on_spark(work.spark, work.cells, work.items, scorer, 10).toArrow().to_pandas()
    theirs = found.sort_values(["customer", "rank"]).groupby("customer")["item"].agg(list)
    assert len(ours) == len(theirs) > 300
    assert (ours == theirs.reindex(ours.index)).mean() >= 0.95
    kept = here.purchases.tocsr()
    columns = {item: place for place, item in enumerate(here.items)}
    assert not any(
        kept[here.rows[name], columns[item]] for name, items in theirs.items() for item in items
    ), "somebody is shown what they own"


def test_sparks_factors_find_the_planted_groups(work: SparkWork) -> None:
    """Customers of group g touch 8 of its 10 items; the best of the rest must be the other two."""
    random = np.random.default_rng(5)
    items = [f"i{n:02d}" for n in range(30)]
    rows, left = [], {}
    for number in range(90):
        group = number % 3
        own = random.permutation(10) + 10 * group
        left[f"c{number:02d}"] = {items[n] for n in own[8:]}
        rows += [(f"c{number:02d}", int(n), 1.0, True) for n in own[:8]]
    cells = work.spark.createDataFrame(rows, "customer string, item int, weight double, bought boolean")
    factors = item_factors(cells, items, AlsConfig(factors=6, iterations=8, regularisation=0.5))
    touches = [(customer, items[item], "purchase", None) for customer, item, _, _ in rows]
    interactions = interactions_of(touches, items)
    scorer = FactorScorer.of(factors, AlsConfig(factors=6, regularisation=0.5), [True] * 30)
    lists = pd.concat(lists_of(interactions, scorer, 2)).groupby("customer")["item"].agg(set)
    right = np.mean([lists[customer] == expected for customer, expected in left.items()])
    assert right > 0.9
