"""What `attune bench intelligence` reads, how it counts, and what it says of parts that are missing."""

import json
import os
from pathlib import Path

import pandas as pd
import pytest

from engine.bench import intelligence
from engine.bench.figures import exactly
from engine.bench.intelligence import intelligence_figures
from engine.bench.intelligence_end import largest_peak, run
from engine.bench.mining import mining_figures, rules_figures
from engine.bench.online_retail import online_retail_history
from engine.errors import Unavailable
from engine.settings import Settings


def test_missing_sets_are_named(tmp_path: Path) -> None:
    with pytest.raises(
        Unavailable, match=r"groceries\.csv, .*online_retail\.parquet not found; set ATTUNE_DATA"
    ):
        mining_figures(Settings(ATTUNE_DATA=tmp_path), False, lambda _: None)  # pyright: ignore[reportCallIssue]


def test_another_count_than_arules_falls_short(tmp_path: Path) -> None:
    file = tmp_path / "groceries.csv"
    file.write_text("milk,tea\n" * 6 + "milk\ntea\n")
    figures = rules_figures(file)
    assert figures["groceries_rules_at_confidence_0.5"].as_dict() == exactly(2, 5668, 5668).as_dict()
    assert figures["groceries_rules_at_confidence_0.5"].holds is False
    assert figures["fp_growth_to_mlxtend"].peer == 1.0


def test_a_part_that_is_not_built_fails_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intelligence, "PARTS", {"nothing_of_the_kind": "figures"})
    said: list[str] = []
    figures = intelligence_figures(Settings(), False, said.append)  # pyright: ignore[reportCallIssue]
    assert figures["nothing_of_the_kind_built"].holds is False
    assert said == ["nothing_of_the_kind: not built yet"]


def test_a_command_that_fails_is_told_in_its_own_words(tmp_path: Path) -> None:
    environment = {**os.environ, "ATTUNE_VAR_DIR": str(tmp_path), "ATTUNE_DATABASE_URL": ""}
    with pytest.raises(Unavailable, match=r"attune recommend failed: .*no customer nobody"):
        run(["recommend", "nobody"], environment)


def test_the_peak_of_a_command_in_stages_is_that_of_its_largest_stage() -> None:
    assert largest_peak(819.0, {"stages": [], "peak_mb": 1854.0}) == 1854.0
    assert largest_peak(573.0, {"accepted": 1}) == 573.0


def test_online_retail_is_read_as_purchases_and_returns(tmp_path: Path) -> None:
    file = tmp_path / "online_retail.parquet"
    rows = [
        ("LAMP ", 2, "2011-01-04 10:00", 2.5, 17850.0),
        ("LAMP", -1, "2011-01-05 10:00", 2.5, 17850.0),
        ("MUG", 1, "2011-01-03 10:00", 1.0, None),
        ("POSTAGE", 1, "2011-01-03 10:00", 9.0, 17850.0),
        ("MUG", 1, "2011-01-03 10:00", 0.0, 17850.0),
        (None, 1, "2011-01-03 10:00", 1.0, 17850.0),
    ]
    frame = pd.DataFrame(rows, columns=["Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"])
    frame["InvoiceDate"] = pd.to_datetime(frame["InvoiceDate"])
    frame.to_parquet(file)
    history = online_retail_history(file)
    lines = json.loads(history[["customer", "type", "product", "pieces", "cents"]].to_json(orient="values"))
    assert lines == [
        ["17850", "purchase", "LAMP", 2, 500],
        ["17850", "return", "LAMP", 1, 250],
        [None, "purchase", "MUG", 1, 100],
    ]
