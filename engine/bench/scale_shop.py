"""A made-up shop of any size in an SQLite database: what profiles and segments are measured at scale on.

Five kinds of customers, who differ in how much they do and of what, and in their mood; 2,000 products in 20
categories; two years. All from one seed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Table, insert

from engine.store import Database
from engine.store.tables import Category, Customer, Event, Product, Shop

CATEGORIES, PRODUCTS = 20, 2000
DAYS = 730
START = np.datetime64("2024-01-01", "us")
KINDS = np.array(
    ["view", "search", "purchase", "return", "rating", "question", "impression", "click", "report"]
)
MIX = np.array(
    [
        [0.62, 0.10, 0.14, 0.01, 0.03, 0.02, 0.06, 0.015, 0.005],
        [0.30, 0.05, 0.50, 0.02, 0.06, 0.02, 0.03, 0.015, 0.005],
        [0.85, 0.09, 0.02, 0.00, 0.00, 0.01, 0.02, 0.010, 0.000],
        [0.50, 0.06, 0.20, 0.12, 0.02, 0.06, 0.02, 0.005, 0.015],
        [0.40, 0.05, 0.12, 0.02, 0.02, 0.20, 0.12, 0.050, 0.020],
    ]
)
"""Share of each of KINDS, by kind of customer."""
ACTIVITY = np.array([1.0, 1.6, 1.2, 0.8, 0.9])
MOOD = np.array([0.3, 0.4, 0.1, -0.4, 0.0])
LINES = 2.2
"""Of a basket, on average."""
CHUNK = 100_000
INSERT = (
    "INSERT INTO events (id, type, customer_id, product_id, at, value, order_id, cents, data) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, '{}')"
)
Columns = dict[str, NDArray[Any]]


@dataclass(frozen=True)
class Size:
    """How large a shop is made."""

    customers: int
    events: int
    seed: int = 4


def write_shop(database: Database, size: Size) -> None:
    """Fill an empty, migrated SQLite database with the shop. The indexes of the events are made at the end,
    which takes half the time.
    """
    random = np.random.default_rng(size.seed)
    prices = np.round(np.exp(random.normal(7.6, 0.8, PRODUCTS))).astype(np.int64)
    events = cast(Table, Event.__table__)
    with database.engine.begin() as connection:
        _write_catalogue(connection, size.customers)
        for index in events.indexes:
            index.drop(connection)
        for rows in _rows(_events(size, prices, random)):
            connection.exec_driver_sql(INSERT, rows)
        for index in events.indexes:
            index.create(connection)


def _write_catalogue(connection: Connection, customers: int) -> None:
    connection.execute(
        insert(Shop),
        {"id": 1, "name": {"en": "Large Shop"}, "currency": "EUR", "policy": "standard", "settings": {}},
    )
    names = [
        {"id": f"k{n:02d}", "name": {"en": f"Category {n}", "zh": f"品类 {n}"}} for n in range(CATEGORIES)
    ]
    connection.execute(insert(Category), names)
    products = [
        {"id": f"p{n:04d}", "category_id": f"k{n % CATEGORIES:02d}", "name": {"en": f"Product {n}"}}
        for n in range(PRODUCTS)
    ]
    connection.execute(insert(Product), products)
    for start in range(0, customers, CHUNK):
        people = [{"id": f"c{n:06d}"} for n in range(start, min(start + CHUNK, customers))]
        connection.execute(insert(Customer), people)


def _events(size: Size, prices: NDArray[np.int64], random: np.random.Generator) -> Columns:
    """One array a column, sorted by customer and moment."""
    sort = random.choice(len(MIX), size.customers, p=[0.35, 0.15, 0.25, 0.1, 0.15])
    activity = ACTIVITY[sort] * np.exp(random.normal(0, 0.8, size.customers))
    customer = np.sort(random.choice(size.customers, size.events, p=activity / activity.sum()))
    kind = _drawn(np.cumsum(MIX, axis=1)[sort[customer]], random)
    joined = random.beta(1, 3, size.customers) * DAYS * 0.9
    stays = joined + (DAYS - joined) * random.beta(2, 1, size.customers)
    day = joined[customer] + (stays - joined)[customer] * random.random(size.events)
    place = np.lexsort((day, customer))
    customer, kind, day = customer[place], kind[place], day[place]
    liked = random.integers(0, CATEGORIES, (size.customers, 2))[customer, random.integers(0, 2, size.events)]
    loyal = random.random(size.events) < 0.6  # noqa: PLR2004 - of ten looks six are at one of two categories
    category = np.where(loyal, liked, random.integers(0, CATEGORIES, size.events))
    product = category + CATEGORIES * (random.random(size.events) ** 3 * (PRODUCTS // CATEGORIES)).astype(
        np.int64
    )
    columns: Columns = {"customer": customer, "kind": kind, "product": product}
    columns["at"] = START + (day * 86_400_000).astype(np.int64) * np.timedelta64(1, "ms")
    _baskets(columns, random)
    pieces = 1 + random.poisson(0.4, size.events)
    columns["value"] = _values(columns, pieces, sort, random)
    columns["cents"] = pieces * prices[product]
    return columns


def _drawn(cumulative: NDArray[np.float64], random: np.random.Generator) -> NDArray[np.int64]:
    """One column a row, with the probabilities that add up to `cumulative`."""
    return np.minimum(
        (random.random(len(cumulative))[:, None] > cumulative).sum(axis=1), cumulative.shape[1] - 1
    )


def _baskets(columns: Columns, random: np.random.Generator) -> None:
    """Purchases of one customer that follow each other are put into baskets, at the moment of the first."""
    bought = np.flatnonzero(KINDS[columns["kind"]] == "purchase")
    buyer = columns["customer"][bought]
    first = np.append(True, buyer[1:] != buyer[:-1]) | (random.random(len(bought)) < 1 / LINES)
    basket = np.cumsum(first) - 1
    columns["at"][bought] = columns["at"][bought[first]][basket]
    columns["order"] = np.full(len(columns["kind"]), -1)
    columns["order"][bought] = basket


def _values(
    columns: Columns, pieces: NDArray[np.int64], sort: NDArray[np.int64], random: np.random.Generator
) -> NDArray[np.float64]:
    kind = KINDS[columns["kind"]]
    value = np.full(len(kind), np.nan)
    counted = np.isin(kind, ["purchase", "return"])
    value[counted] = pieces[counted]
    rated, asked = kind == "rating", kind == "question"
    value[rated] = np.clip(np.round(random.normal(4.1, 0.9, int(rated.sum()))), 1, 5)
    mood = random.normal(MOOD[sort[columns["customer"][asked]]], 0.35)
    value[asked] = np.clip(np.round(mood, 3), -1, 1)
    return value


def _rows(columns: Columns) -> Iterator[list[tuple[Any, ...]]]:
    """Tuples as INSERT takes them, CHUNK at a time."""
    priced = np.isin(KINDS, ["purchase", "return"])
    for start in range(0, len(columns["kind"]), CHUNK):
        part = {name: values[start : start + CHUNK] for name, values in columns.items()}
        moments = np.datetime_as_string(part["at"], unit="us").tolist()
        rows = zip(
            range(start, start + CHUNK),
            KINDS[part["kind"]].tolist(),
            part["customer"].tolist(),
            part["product"].tolist(),
            moments,
            part["value"].tolist(),
            part["order"].tolist(),
            part["cents"].tolist(),
            priced[part["kind"]].tolist(),
            strict=False,
        )
        yield [
            (
                f"e{number:08d}",
                kind,
                f"c{customer:06d}",
                None if kind in ("search", "question", "report") else f"p{product:04d}",
                moment.replace("T", " "),
                None if value != value else value,  # noqa: PLR0124 - not a number
                None if order < 0 else f"o{order:07d}",
                cents if has_price else None,
            )
            for number, kind, customer, product, moment, value, order, cents, has_price in rows
        ]
