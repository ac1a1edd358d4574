"""The event log as files: what jobs on other machines read."""

import shutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import Dialect, func, select
from sqlalchemy.orm import Session

from engine.errors import Conflict
from engine.store.tables import Event, Product

CHUNK = 50_000
EVENTS, PRODUCTS = "events", "products.parquet"


def log_query() -> Any:
    """All events as a job sees them: `log_schema` says what each column is."""
    return select(
        Event.id,
        Event.type,
        Event.customer_id.label("customer"),
        Event.product_id.label("product"),
        Event.at,
        Event.order_id.label("order_id"),
        func.coalesce(Event.data["order_id"].as_string(), Event.order_id).label("basket"),
        Event.value,
        Event.cents,
        Event.data["kind"].as_string().label("how"),
    )


def products_query() -> Any:
    """Every product: product, category, active."""
    return select(Product.id.label("product"), Product.category_id.label("category"), Product.active)


def sql_of(query: Any, dialect: Dialect) -> str:
    """The query as a text without parameters, for programs that read the database themselves."""
    return str(query.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def export_log(session: Session, folder: Path) -> int:
    """Write the log to `folder/events/type=<type>/*.parquet` and the catalogue beside it; returns the events.

    Columns: id, customer, product, order_id, basket (the order that the sender named, else order_id), how
    (the kind of a return) as text; at (a moment in UTC); value; cents. Read in pieces of 50,000, so that
    memory does not grow with the log. The folder appears whole or not at all. Raises Conflict where it
    exists already.
    """
    if folder.exists():
        raise Conflict(f"{folder} exists already: name a folder that does not, or delete it first.")
    arrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    dataset: Any = import_module("pyarrow.dataset")
    draft = folder.with_name(folder.name + ".draft")
    shutil.rmtree(draft, ignore_errors=True)  # of a run that was cut off
    draft.mkdir(parents=True)
    schema, count = log_schema(), [0]

    def batches() -> Iterator[Any]:
        rows = session.execute(log_query().execution_options(yield_per=CHUNK))
        for some in rows.partitions():
            count[0] += len(some)
            yield arrow.record_batch([list(column) for column in zip(*some, strict=True)], schema=schema)

    dataset.write_dataset(
        batches(),
        draft / EVENTS,
        schema=schema,
        format="parquet",
        partitioning=dataset.partitioning(arrow.schema([("type", arrow.string())]), flavor="hive"),
    )
    columns = list(zip(*session.execute(products_query()), strict=True)) or [(), (), ()]
    shelf = arrow.schema(
        [("product", arrow.string()), ("category", arrow.string()), ("active", arrow.bool_())]
    )
    table = arrow.Table.from_arrays(
        [arrow.array(column, field.type) for column, field in zip(columns, shelf, strict=True)],
        schema=shelf,
    )
    parquet.write_table(table, draft / PRODUCTS)
    draft.replace(folder)
    return count[0]


def log_schema() -> Any:
    """The columns of `log_query` as a pyarrow schema."""
    arrow: Any = import_module("pyarrow")
    text = arrow.string()
    return arrow.schema(
        [
            ("id", text),
            ("type", text),
            ("customer", text),
            ("product", text),
            ("at", arrow.timestamp("us", tz="UTC")),
            ("order_id", text),
            ("basket", text),
            ("value", arrow.float64()),
            ("cents", arrow.int64()),
            ("how", text),
        ]
    )
