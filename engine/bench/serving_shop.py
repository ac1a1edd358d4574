"""A made-up shop in an SQLite file, as large as the recommender has to serve."""

from collections.abc import Iterator
from typing import Any, cast

import numpy as np
from sqlalchemy import Connection, Table, insert

from engine.bench.generated_log import LogSize, touches_of
from engine.store import Database
from engine.store.tables import Category, Customer, Event, Product, Shop, Variant

CATEGORIES = 200
CHUNK = 100_000
SHOWINGS = 6.0
"""Of a customer, on average, within the last weeks of the log."""
INSERT = (
    "INSERT INTO events (id, type, customer_id, product_id, at, order_id, data) "
    "VALUES (?, ?, ?, ?, ?, ?, '{}')"
)
WORDS = "lamp mug tray clock basket candle frame cushion tin hook board jar".split()
STYLES = "red blue oak glass vintage large small round paper wool steel white".split()


def write_serving_shop(database: Database, size: LogSize) -> None:
    """Fill an empty, migrated SQLite database; the indexes of the events are made at the end."""
    events = cast(Table, Event.__table__)
    with database.engine.begin() as connection:
        _write_catalogue(connection, size)
        for index in events.indexes:
            index.drop(connection)
        for rows in _touch_rows(size):
            connection.exec_driver_sql(INSERT, rows)
        connection.exec_driver_sql(INSERT, _showing_rows(size))
        for index in events.indexes:
            index.create(connection)


def _write_catalogue(connection: Connection, size: LogSize) -> None:
    """Items of one category are those that go together in the log."""
    random = np.random.default_rng(size.seed + 1)
    shop: dict[str, Any] = {
        "name": {"en": "Serving"},
        "currency": "EUR",
        "policy": "standard",
        "settings": {},
    }
    connection.execute(insert(Shop), {"id": 1, **shop})
    categories = [{"id": f"k{n:03d}", "name": {"en": f"Category {n}"}} for n in range(CATEGORIES)]
    connection.execute(insert(Category), categories)
    prices = np.round(np.exp(random.normal(7.4, 0.8, size.items))).astype(int)
    words, styles = random.integers(0, len(WORDS), size.items), random.integers(0, len(STYLES), size.items)
    products: list[dict[str, Any]] = [
        {
            "id": f"p{n:05d}",
            "category_id": f"k{n // 50 % CATEGORIES:03d}",
            "name": {"en": f"{STYLES[style]} {WORDS[word]} {n}"},
            "brand": f"Brand {n % 37}",
            "tags": [STYLES[style]],
        }
        for n, (word, style) in enumerate(zip(words.tolist(), styles.tolist(), strict=True))
    ]
    connection.execute(insert(Product), products)
    variants = [
        {"id": f"v{n:05d}", "product_id": f"p{n:05d}", "price_cents": cents, "stock": int(n % 40 != 0)}
        for n, cents in enumerate(prices.tolist())
    ]
    connection.execute(insert(Variant), variants)
    for start in range(0, size.customers, CHUNK):
        people = [{"id": f"c{n:06d}"} for n in range(start, min(start + CHUNK, size.customers))]
        connection.execute(insert(Customer), people)


def _touch_rows(size: LogSize) -> Iterator[list[tuple[Any, ...]]]:
    """Purchases and views as INSERT takes them; what one customer buys on one day is one order."""
    frame = touches_of(size)
    moments = frame["at"].dt.strftime("%Y-%m-%d %H:%M:%S.%f")
    orders = np.where(frame["bought"], frame["customer"] + frame["at"].dt.strftime("-%Y%m%d"), "")
    kinds = np.where(frame["bought"], "purchase", "view")
    for start in range(0, len(frame), CHUNK):
        part = slice(start, start + CHUNK)
        rows = zip(
            kinds[part].tolist(),
            frame["customer"][part].tolist(),
            frame["item"][part].tolist(),
            moments[part].tolist(),
            orders[part].tolist(),
            strict=True,
        )
        yield [(f"e{start + n:08d}", *row[:4], row[4] or None) for n, row in enumerate(rows)]


def _showing_rows(size: LogSize) -> list[tuple[Any, ...]]:
    random = np.random.default_rng(size.seed + 2)
    count = int(size.customers * SHOWINGS)
    customers = random.integers(0, size.customers, count).tolist()
    items = (random.random(count) ** 2 * size.items).astype(int).tolist()
    end = np.datetime64("2024-11-12T00:00:00", "us")
    ago = (random.random(count) * 40 * 86_400_000_000).astype(np.int64) * np.timedelta64(1, "us")
    moments = np.datetime_as_string(end - ago, unit="us").tolist()
    return [
        (f"s{n:08d}", "impression", f"c{who:06d}", f"p{item:05d}", at.replace("T", " "), None)
        for n, (who, item, at) in enumerate(zip(customers, items, moments, strict=True))
    ]
