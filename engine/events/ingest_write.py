"""Who owns what when a source is imported again, table by table; nothing here is ever deleted.

- shop, categories, products: the source.
- articles: the source, but what was published in the console stays.
- variants: the source, but pieces in stock are counted here from the first import on.
- customers: the source when its record changed since the last import, else what is here.
- payment methods: the source, but a gift card's balance is counted here.
- orders: see ingest_orders. Events: facts, written once.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import Conflict
from engine.events.ingest_orders import write_orders
from engine.events.ingest_rows import Merge, source_wins, stays, write
from engine.events.quality import TableQuality
from engine.events.source import Row, Source
from engine.knowledge.drafts import published_here
from engine.store.base import Base
from engine.store.tables import Article, Category, Customer, Event, PaymentMethod, Product, Shop, Variant

HASH = "source_hash"
SHOP_ID = 1


def write_source(session: Session, source: Source, qualities: Mapping[str, TableQuality]) -> None:
    """Write every accepted record of `source`, parents first, counting into `qualities`."""
    _write_shop(session, source)
    write(session, Category, source.categories, source_wins, TableQuality())
    plan: tuple[tuple[str, type[Base], Merge], ...] = (
        ("products", Product, source_wins),
        ("variants", Variant, _variant),
        ("articles", Article, _article(published_here(session))),
        ("customers", Customer, follow_source),
        ("payment_methods", PaymentMethod, _method),
    )
    for table, model, merge in plan:
        write(session, model, _rows(source, table), merge, qualities[table])
    write_orders(session, _rows(source, "orders"), qualities["orders"])
    write(session, Event, _rows(source, "events"), stays, qualities["events"])


def refuse_second_shop(session: Session, source: Source) -> None:
    """Raise Conflict where this database is the home of another shop than the source's."""
    shop = session.scalar(select(Shop).limit(1))
    if shop is None or source.shop is None:
        return
    if shop.settings.get("source") != source.shop["settings"]["source"]:
        name = shop.name.get("en", "another shop")
        raise Conflict(
            f"This database holds {name}. Import the other shop into a database of its own "
            "(ATTUNE_DATABASE_URL or ATTUNE_VAR_DIR)."
        )


def _write_shop(session: Session, source: Source) -> None:
    if source.shop is not None:
        write(session, Shop, [{"id": SHOP_ID, **source.shop}], source_wins, TableQuality())


def _rows(source: Source, table: str) -> Sequence[Row]:
    rows = [record.row for record in source.records[table]]
    if table == "customers":
        return with_source_hash(rows)
    if table == "events":
        return [{"order_id": None, "cents": None, **row} for row in rows]
    if table == "products":
        return [{name: value for name, value in row.items() if name != "variants"} for row in rows]
    return rows


def _variant(here: Row, there: Row) -> Row:
    if there["stock"] is None or here["stock"] is None:
        return there
    return {**there, "stock": here["stock"], "available": here["available"]}


def with_source_hash(rows: Sequence[Row]) -> list[Row]:
    """Customers with a digest of what the source says of them, for `follow_source`."""
    return [{**row, "attributes": {**row["attributes"], HASH: _hash(row)}} for row in rows]


def follow_source(here: Row, there: Row) -> Row | None:
    """The source's record where it changed since the last import, else what is here."""
    if here["attributes"].get(HASH) == there["attributes"][HASH]:
        return here
    return {**there, "attributes": {**here["attributes"], **there["attributes"]}}


def _article(own: frozenset[str]) -> Merge:
    """own: ids of those that were published in the console."""
    return lambda here, there: None if here["id"] in own and here != there else there


def _method(here: Row, there: Row) -> Row:
    return {**there, "balance_cents": here["balance_cents"]}


def _hash(row: Row) -> str:
    """A short digest of a source record, to see whether the source changed it."""
    text = json.dumps(row, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
