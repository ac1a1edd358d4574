"""products.csv: department, category, type and size of what is sold."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from engine.events.cells import as_id, as_text
from engine.events.ingest_rows import source_wins, stays, write
from engine.events.quality import QualityReport, TableQuality
from engine.events.sales.complete_journey.recipe import JourneyWords
from engine.events.sales.line import Refusal
from engine.events.sales.parents import variant_row
from engine.events.sales.report import Rejects
from engine.events.source import Row
from engine.events.tabular.batch import Batch, Wanted
from engine.events.tabular.reader import read_batches
from engine.store.tables import Product, Variant

COLUMNS = Wanted(
    ("product_id", "department", "brand", "product_category", "product_type", "package_size"),
    ("manufacturer_id",),
)
LONGEST_ID = 60


def write_products(
    session: Session, path: Path, words: JourneyWords, report: QualityReport, rejects: Rejects
) -> None:
    """Products and their one variant; its price comes with the sales."""
    quality = report.tables.setdefault("products", TableQuality())
    for batch in read_batches(path, COLUMNS):
        rows: dict[str, Row] = {}
        for number, reason in batch.broken:
            rejects.add(number, Refusal("row.shape", None, reason), "products", path)
        for number, product in _products(batch, words):
            if isinstance(product, Refusal):
                rejects.add(number, product, "products", path)
                quality.left_out += product.rule == "item.no_product"
                quality.rejected += product.rule != "item.no_product"
            elif product["id"] in rows:
                rejects.add(number, Refusal("product.twice", "product_id", "comes twice"), "products", path)
                quality.rejected += 1
            else:
                rows[product["id"]] = product
        quality.read += len(batch.numbers) + len(batch.broken)
        quality.rejected += len(batch.broken)
        write(session, Product, list(rows.values()), source_wins, quality)
        write(session, Variant, [variant_row(id, None) for id in rows], stays, TableQuality())


def _products(batch: Batch, words: JourneyWords) -> Iterator[tuple[int, Row | Refusal]]:
    names = [name for name in COLUMNS.names if name in batch.columns]
    for number, *cells in zip(batch.numbers, *(batch.columns[name] for name in names), strict=True):
        yield number, _product(dict(zip(names, cells, strict=True)), words)


def _product(cells: dict[str, Any], words: JourneyWords) -> Row | Refusal:
    product_id = as_id(cells["product_id"])
    if not isinstance(product_id, str) or len(product_id) > LONGEST_ID:
        return Refusal("product.type", "product_id", "is absent, cannot be read or is too long")
    texts = {name: text if isinstance(text := as_text(cell), str) else "" for name, cell in cells.items()}
    department = texts["department"]
    if (why := words.not_a_product.get(department)) is not None:
        return Refusal("item.no_product", "department", f"{department} is {why}, not a product")
    if department not in words.departments:
        return Refusal("product.type", "department", f"{department!r} is no department that we know")
    kind = texts["product_type"] or texts["product_category"] or words.departments[department].name["en"]
    size = " ".join(texts["package_size"].split())
    attributes = {name: texts[name] for name in ("product_category", "manufacturer_id") if texts.get(name)}
    return {
        "id": product_id,
        "category_id": words.departments[department].id,
        "name": {"en": f"{kind}, {size}" if size else kind},
        "description": {},
        "brand": texts["brand"] or None,
        "attributes": {name: {"en": text} for name, text in attributes.items()},
        "tags": [],
        "active": True,
    }
