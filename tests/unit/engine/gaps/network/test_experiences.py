"""How the course of an order is told from what is stored."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd

from engine.gaps.network.experiences import Cuts, codes_of, experiences
from engine.gaps.network.structure import read_structure

START = datetime(2026, 1, 5, 12)
UNTIL = START + timedelta(days=200)


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def history(*events: tuple[Any, ...]) -> pd.DataFrame:
    """Events of (type, customer, day, product, order, pieces, cents); what is left off is not known."""
    rows = [(*event, *(None,) * (7 - len(event))) for event in events]
    frame = pd.DataFrame(rows, columns=["type", "customer", "at", "product", "order", "pieces", "cents"])
    frame["at"] = pd.to_datetime([None if at is None else day(at) for at in frame["at"]]).astype(
        "datetime64[us]"
    )
    for name in ("type", "customer", "product", "order"):
        frame[name] = frame[name].astype("str").astype("category")
    return frame.astype({"pieces": float, "cents": float})


def deliveries(*rows: tuple[str, float, float | None]) -> pd.DataFrame:
    frame = pd.DataFrame(
        [(order, day(promised), None if came is None else day(came)) for order, promised, came in rows],
        columns=["order", "promised", "delivered"],
    )
    return frame.astype({"promised": "datetime64[us]", "delivered": "datetime64[us]"})


def contacts(*rows: tuple[str, float, str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["customer", "at", "intent"])
    frame["at"] = pd.to_datetime([day(at) for at in frame["at"]]).astype("datetime64[us]")
    return frame.astype({"customer": object, "intent": object})


def states(frame: pd.DataFrame, column: str) -> list[str | None]:
    return [None if pd.isna(value) else value for value in frame[column]]


def buys(customer: str, at: float | None, order: str, cents: float | None = 1000.0) -> tuple[Any, ...]:
    return ("purchase", customer, at, "lamp", order, 1.0, cents)


def test_tenure_and_money_are_those_of_the_shop_at_large() -> None:
    log = history(*(buys("mei", n, f"o{n}", 100.0 * (n + 1)) for n in range(6)), buys("ben", 3, "b", None))
    rows = experiences(log, deliveries(), contacts(), UNTIL).rows
    assert states(rows, "tenure") == [
        "new",
        "new",
        "returning",
        "returning",
        "returning",
        "regular",
        "regular",
    ]
    assert states(rows, "basket") == [None, "small", "small", "middle", "middle", "large", "large"]
    kept = experiences(log, deliveries(), contacts(), UNTIL, cuts=Cuts(50, 60, None)).rows
    assert states(kept, "basket")[1:] == ["large"] * 6


def test_delivery_is_held_against_the_promise_and_what_is_overdue_is_late_already() -> None:
    log = history(*(buys("mei", 10 * n, f"o{n}") for n in range(6)))
    came = deliveries(
        ("o0", 4, 3.9),
        ("o1", 14, 15.9),
        ("o2", 24, 26.1),
        ("o3", 34, None),
        ("o4", 205, None),
        ("else", 1, 1),
    )
    rows = experiences(log, came, contacts(), UNTIL).rows
    assert states(rows, "delivery") == ["on_time", "late", "very_late", "very_late", None, None]
    assert states(rows, "promise") == ["quick", "quick", "quick", "quick", "slow", None]


def test_leaving_is_not_known_of_young_orders_even_where_the_customer_is_back() -> None:
    log = history(buys("mei", 0, "o1"), buys("mei", 80, "o2"), buys("mei", 180, "o3"), buys("mei", 190, "o4"))
    rows = experiences(log, deliveries(), contacts(), UNTIL).rows
    assert states(rows, "leaves") == ["no", "yes", None, None]


def test_nothing_after_the_cut_changes_a_row() -> None:
    early = [buys("mei", 0, "o1"), buys("ben", 1, "o2")]
    later = [
        buys("mei", 150, "o3"),
        ("return", "mei", 150, "lamp", "o1", 1.0),
        ("rating", "ben", 150, "lamp", "o2", 1.0),
    ]
    cut = day(120)
    before = experiences(history(*early), deliveries(("o1", 4, 3)), contacts(), cut)
    after = experiences(history(*early, *later), deliveries(("o1", 4, 3)), contacts(), cut)
    pd.testing.assert_frame_equal(before.rows, after.rows)


def test_return_and_stars_find_their_order_by_number_or_by_product() -> None:
    log = history(
        buys("mei", 0, "o1"),
        buys("mei", 10, "o2"),
        ("return", "mei", 12, "lamp", "o1", 1.0),
        ("return", "mei", 30, "lamp", "credit note", 1.0),
        ("return", "mei", 30, "chair", None, 1.0),
        ("rating", "mei", 5, "lamp", None, 5.0),
        ("rating", "mei", 15, "lamp", "o2", 4.0),
        ("rating", "mei", 16, "lamp", "o2", 3.0),
    )
    rows = experiences(log, deliveries(), contacts(), UNTIL).rows
    assert states(rows, "returned") == ["yes", "yes"]
    assert states(rows, "satisfied") == ["yes", "no"]


def test_silence_counts_only_once_there_is_a_chat() -> None:
    log = history(buys("mei", 0, "o1"), buys("mei", 50, "o2"), buys("ben", 60, "o3"))
    told = contacts(
        ("eva", 40, "greet"),
        ("mei", 52, "track_order"),
        ("ben", 61, "damaged_item"),
        ("ben", 150, "complaint"),
    )
    rows = experiences(log, deliveries(), told, UNTIL).rows
    assert rows["customer"].tolist() == ["ben", "mei", "mei"]
    assert states(rows, "asked") == ["no", None, "yes"]
    assert states(rows, "complaint") == ["yes", None, "no"]


def test_anonymous_undated_and_empty_logs_invent_nothing() -> None:
    rows = experiences(history(buys("mei", None, "o1")), deliveries(), contacts(), UNTIL).rows
    known = {name for name in read_structure().names if states(rows, name) != [None]}
    assert known == {"basket"}
    assert experiences(history(), deliveries(), contacts(), UNTIL).rows.empty
    nobody = history(("purchase", None, 1, "lamp", "o1", 1.0, 100.0))
    assert experiences(nobody, deliveries(), contacts(), UNTIL).rows.empty


def test_rows_become_the_numbers_of_the_states() -> None:
    structure = read_structure()
    rows = experiences(history(buys("mei", 0, "o1")), deliveries(("o1", 4, 9)), contacts(), UNTIL).rows
    codes = codes_of(rows, structure)
    assert codes.shape == (1, len(structure.nodes))
    assert codes[0, structure.index("delivery")] == 2
    assert codes[0, structure.index("satisfied")] == -1


def test_aware_moment_is_taken_as_utc() -> None:
    log = history(buys("mei", 0, "o1"))
    for until in (UNTIL, UNTIL.replace(tzinfo=UTC)):
        assert states(experiences(log, deliveries(), contacts(), until).rows, "leaves") == ["yes"]
