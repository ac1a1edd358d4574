"""The benchmark of recommendations, on a table small enough for every run."""

from engine.bench.film_shaped import film_shaped
from engine.bench.recommend import film_figures
from engine.recommend.evaluation.benchmark import benchmark
from engine.recommend.evaluation.table import checked_table


def test_generated_table_has_its_shape_and_no_pair_twice() -> None:
    table = film_shaped()
    assert len(table) == 100_000
    assert table["customer"].nunique() == 943
    assert not table.duplicated(["customer", "item"]).any()
    per_item = table["item"].value_counts()
    assert per_item.head(len(per_item) // 5).sum() > 0.5 * len(table)
    assert table["customer"].value_counts().min() >= 20
    assert film_shaped(50, 100, 2_000).equals(film_shaped(50, 100, 2_000))


def test_every_source_and_peer_is_measured_and_ours_is_not_far_below_the_best() -> None:
    found = benchmark(checked_table(film_shaped(150, 120, 6_000)), "split75")
    assert {
        "popularity",
        "item_knn",
        "user_knn",
        "als",
        "ease",
        "implicit_als",
        "implicit_bpr",
        "cascade",
    } <= (found.figures.keys())
    for figures in found.figures.values():
        assert figures.keys() == {"ndcg@10", "recall@10", "coverage", "fit_seconds", "p50_ms"}
        assert 0 <= figures["ndcg@10"] <= 1
    ours = found.figures["cascade"]["ndcg@10"]
    assert ours > 0.9 * max(figures["ndcg@10"] for figures in found.figures.values())
    assert "film_shaped_ndcg" in film_figures(found)
