"""Anomalies: what a person would want to look at is found, with numbers, and the usual is left alone."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from engine.bench.online_retail import online_retail_history
from engine.mining.anomalies import detect as module
from engine.mining.anomalies.addresses import Resident
from engine.mining.anomalies.detect import Anomaly, detect
from engine.mining.anomalies.orders import orders_of
from engine.mining.anomalies.robust import robust_z
from engine.mining.anomalies.words import CODES, reason
from tests.needed import needed
from tests.unit.engine.mining.histories import Line, history_of

ROOT = Path(__file__).parents[5]
DATA = Path(os.environ.get("ATTUNE_DATA", ROOT / ".." / "shared" / "data"))
RETAIL = DATA / "uci_online_retail" / "online_retail.parquet"
UNTIL = datetime(2026, 6, 30, 12)


def usual_shop(customers: int = 30, orders: int = 10) -> list[Line]:
    """Customers who buy lamps every week or so, for about 50.00, and send one in twenty back."""
    chance = np.random.default_rng(5)
    lines: list[Line] = []
    for c in range(customers):
        for n in range(orders):
            at = UNTIL - timedelta(days=7 * n + float(chance.uniform(0, 2)) + 0.5)
            cents = float(round(5000 * np.exp(chance.normal(0, 0.3))))
            lines.append(("purchase", f"c{c}", at, f"p{chance.integers(9)}", f"W{c}-{n}", 1.0, cents))
            if chance.uniform() < 0.05:
                lines.append(("return", f"c{c}", at + timedelta(days=1), "p1", f"W{c}-{n}", 1.0, cents))
    return lines


def of(anomalies: list[Anomaly], key: str) -> dict[str, dict[str, float | str]]:
    return {f.code: dict(f.values) for one in anomalies if one.key == key for f in one.findings}


def found(lines: list[Line], *residents: Resident) -> list[Anomaly]:
    return detect(history_of(lines), residents, UNTIL)


def test_an_order_of_a_quite_other_value_is_brought_up_with_its_numbers() -> None:
    dear: Line = ("purchase", "c3", UNTIL - timedelta(hours=2), "p1", "W-dear", 1.0, 400_000.0)
    anomalies = found([*usual_shop(), dear])
    values = of(anomalies, "order:W-dear")["order_value"]
    assert values["cents"] == 400_000
    assert values["times"] == pytest.approx(80, rel=0.2)
    assert float(values["own_times"]) > 50
    finding = next(one.findings[0] for one in anomalies if one.key == "order:W-dear")
    assert (finding.customer, finding.order) == ("c3", "W-dear")


def test_a_first_order_has_no_own_usual() -> None:
    dear: Line = ("purchase", "new", UNTIL - timedelta(hours=2), "p1", "W-dear", 1.0, 400_000.0)
    assert "order_value_first" in of(found([*usual_shop(), dear]), "order:W-dear")


def test_who_always_spends_much_is_left_alone() -> None:
    rich: list[Line] = [
        ("purchase", "rich", UNTIL - timedelta(days=d), "p1", f"R{d}", 1.0, 300_000.0 + d)
        for d in range(1, 60, 3)
    ]
    anomalies = found([*usual_shop(), *rich])
    codes = {code for d in range(1, 50, 3) for code in of(anomalies, f"order:R{d}")}
    assert not codes & {"order_value", "order_value_first"}


def test_old_orders_are_learnt_from_and_not_brought_up() -> None:
    dear: Line = ("purchase", "c3", UNTIL - timedelta(days=100), "p1", "W-dear", 1.0, 400_000.0)
    assert of(found([*usual_shop(), dear]), "order:W-dear") == {}


def test_an_order_without_a_moment_counts_as_recent() -> None:
    dear: Line = ("purchase", "c3", None, "p1", "W-dear", 1.0, 400_000.0)
    assert "order:W-dear" in {one.key for one in found([*usual_shop(), dear])}


def test_many_returns() -> None:
    lines = usual_shop()
    for n in range(20):
        at = UNTIL - timedelta(days=3 * n + 1)
        lines.append(("purchase", "back", at, "p1", f"B{n}", 1.0, 5000.0))
        if n % 2:
            lines.append(("return", "back", at, "p1", f"B{n}", 1.0, 5000.0))
    anomalies = found(lines)
    values = of(anomalies, "customer:back")["return_rate"]
    assert (values["returned"], values["bought"], values["share"]) == (10, 20, 0.5)
    flagged = [one.key for one in anomalies if "return_rate" in {f.code for f in one.findings}]
    assert flagged == ["customer:back"]


def test_many_orders_within_a_day() -> None:
    rush: list[Line] = [
        ("purchase", "rush", UNTIL - timedelta(hours=h), "p1", f"F{h}", 1.0, 5000.0) for h in range(1, 13)
    ]
    values = of(found([*usual_shop(), *rush]), "customer:rush")["velocity"]
    assert (values["orders"], values["day"]) == (12, "2026-06-30")
    assert 4 <= float(values["usual"]) < 12


def test_an_address_of_many_names() -> None:
    homes = [
        Resident("a", "Li", "1 Long Street", "", "80279"),
        Resident("b", "Müller", "1, Long street.", "", "80 279"),
        Resident("c", "Silva", "1 LONG STREET", "", "80279"),
        Resident("d", "Muller", "1 Long Street", "", "80279"),
        Resident("e", "Li", "1 Long Street", "Flat 2", "80279"),
        *(Resident(f"f{n}", "Family", "2 Long Street", "", "80279") for n in range(6)),
        *(Resident(f"n{n}", f"Nobody{n}", "", "", "") for n in range(6)),
    ]
    [one] = found([], *homes)
    assert one.findings[0].values == {"customers": 4, "names": 3, "ids": "a, b, c, d"}


def test_the_forest_names_what_sets_an_order_apart() -> None:
    odd: Line = ("purchase", "c3", UNTIL - timedelta(hours=2), "p1", "W-odd", 5_000.0, 5000.0)
    codes = of(found([*usual_shop(), odd]), "order:W-odd")
    assert codes["unusual_pieces"] == {"value": 5000, "usual": 1}
    assert codes["unusual_price"]["value"] == 1


def test_a_usual_shop_has_little_to_look_at_and_an_empty_one_nothing() -> None:
    assert len(found(usual_shop())) <= 3
    assert found([]) == []


def test_the_gravest_comes_first_and_several_reasons_weigh_more() -> None:
    dear: Line = ("purchase", "c3", UNTIL - timedelta(hours=2), "p1", "W-dear", 900.0, 9_000_000.0)
    anomalies = found([*usual_shop(), dear])
    assert anomalies[0].key == "order:W-dear"
    assert len(anomalies[0].findings) > 1
    assert anomalies[0].severity > anomalies[0].findings[0].severity


def test_orders_are_compared_with_what_came_before_only() -> None:
    lines: list[Line] = [
        ("purchase", "mei", UNTIL - timedelta(days=9), "a", "W1", 2.0, 1000.0),
        ("purchase", "mei", UNTIL - timedelta(days=9), "b", "W1", 1.0, 500.0),
        ("purchase", "mei", UNTIL - timedelta(days=5), "a", "W2", 1.0, 3000.0),
        ("purchase", "mei", UNTIL - timedelta(days=1), "a", None, 4.0, float("nan")),
    ]
    first, second, third = orders_of(history_of(lines)).to_dict("records")
    assert (first["cents"], first["pieces"], first["products"], first["most_pieces"]) == (1500, 3, 2, 2)
    assert np.isnan(first["to_own"]) and np.isnan(first["gap_days"])
    assert (second["to_own"], second["gap_days"], second["price"]) == (2, 4, 3000)
    assert third["order"] is None and np.isnan(third["cents"])


def test_robust_z_is_not_moved_by_the_unusual() -> None:
    values = np.array([1.0, 2, 3, 4, 5, 1e6])
    assert robust_z(values)[:5] == pytest.approx(np.array([-2.5, -1.5, -0.5, 0.5, 1.5]) / 1.4826 / 1.5)
    assert robust_z(np.array([1.0, 1, 1, 1, 9]))[4] > 3
    assert robust_z(np.ones(4)).tolist() == [0, 0, 0, 0]
    assert np.isnan(robust_z(np.array([1.0, np.nan, 2]))[1])


NUMBERS = (
    "cents usual_cents times own_times returned bought share usual_share orders usual customers names value"
)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_reason_has_words(language: str) -> None:
    values: dict[str, float | str] = dict.fromkeys(NUMBERS.split(), 12.0)
    for code in CODES:
        told = reason(code, {**values, "day": "2026-06-30", "ids": "a, b"}, "EUR", language)
        assert "{" not in told and told[-1] in ".。"
    money = reason("unusual_price", {"value": 250.0, "usual": 99.4}, "EUR", language)
    assert "€2.50" in money and "€0.99" in money


def test_the_two_slips_of_online_retail_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    needed(RETAIL.is_file(), f"Online Retail is not at {RETAIL} (set ATTUNE_DATA)")
    monkeypatch.setattr(module, "RECENT", timedelta(days=400))
    anomalies = detect(online_retail_history(RETAIL), [], datetime(2011, 12, 9, 12, 50))
    keys = [one.key for one in anomalies]
    assert keys.index("order:16446@2011-12-09 09:15:00") < 20
    assert "order:12346@2011-01-18 10:01:00" in keys
    assert len(keys) < 300
