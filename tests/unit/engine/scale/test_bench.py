"""The benchmark of everybody's lists, small."""

from pathlib import Path

from engine.bench.generated_log import LogSize
from engine.bench.recommend_scale import lists_twice
from engine.memory import peak_megabytes_of_children


def test_both_ways_give_the_same_lists(spark: object, tmp_path: Path) -> None:
    said: list[str] = []
    figures = lists_twice(spark, tmp_path, LogSize(customers=300, items=100, factors=8), said.append)
    assert figures["lists_customers_on_spark"].value == 300
    assert figures["lists_same_on_spark_share"].value == 1
    assert figures["lists_same_as_single_requests_share"].value == 1
    assert len(said) == 3
    assert peak_megabytes_of_children() > 100, "Java is below this process and takes more than that"
