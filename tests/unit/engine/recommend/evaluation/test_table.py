"""Tables that can be benchmarked, and what is said of those that cannot."""

from pathlib import Path

import pytest

from engine.errors import Invalid, NotFound
from engine.frames import pd
from engine.recommend.evaluation.table import read_table

GOOD = "customer,item,timestamp,value\nmei,lamp,2026-01-02,1\nnoah,tea,2026-01-01T10:00:00Z,-1\n"


def test_dates_and_seconds_are_read_and_returns_count_against(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text(GOOD)
    table = read_table(file)
    assert table["customer"].tolist() == ["noah", "mei"]
    assert table["weight"].tolist() == [-0.5, 1.0]
    assert table["bought"].tolist() == [False, True]
    parquet = tmp_path / "t.parquet"
    pd.DataFrame({"customer": [1, 2], "item": [3, 4], "timestamp": [100, 50]}).to_parquet(parquet)
    assert read_table(parquet)["item"].tolist() == ["4", "3"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "cannot be read as a table"),
        ("customer,item,timestamp\n", "There are no rows"),
        ("customer,product,timestamp\na,b,1\n", "columns item are missing"),
        ("customer,item,timestamp,value\na,b,1,\n", "In 1 rows value is empty or no number"),
        ("customer,item,timestamp,value\na,b,1,nan\na,c,2,5\n", r"\(rows 1\)"),
        ("customer,item,timestamp\na,,1\n", "item is empty"),
        ("customer,item,timestamp\na,b,tomorrow\n", "neither a number of seconds nor a date"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_the_reason(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "t.csv"
    file.write_text(text)
    with pytest.raises(Invalid, match=told):
        read_table(file)


def test_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file"):
        read_table(tmp_path / "none.csv")
