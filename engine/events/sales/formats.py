"""The formats that are tables of sales, each with what it brings beside its lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from sqlalchemy.orm import Session

from engine.accounts.merged import merged_ids
from engine.errors import Invalid
from engine.events.cells import DateOrder
from engine.events.imports import record_import
from engine.events.ingest_rows import source_wins, write
from engine.events.ingest_write import SHOP_ID, refuse_second_shop
from engine.events.quality import QualityReport, TableQuality
from engine.events.sales.complete_journey.campaigns import write_campaigns
from engine.events.sales.complete_journey.households import write_households
from engine.events.sales.complete_journey.products import write_products
from engine.events.sales.complete_journey.recipe import FORMAT as COMPLETE_JOURNEY
from engine.events.sales.complete_journey.recipe import complete_journey, read_words
from engine.events.sales.ingest import SalesFile, ingest_sales
from engine.events.sales.look import Progress
from engine.events.sales.online_retail import FORMAT as ONLINE_RETAIL
from engine.events.sales.online_retail import online_retail
from engine.events.sales.recipe import Recipe
from engine.events.sales.report import Rejects
from engine.events.source import Source
from engine.events.tabular.batch import ReadOptions
from engine.store import Database
from engine.store.tables import Category, Shop


@dataclass(frozen=True)
class Prepared:
    """A format's table of lines, and what must be there before them."""

    table: Path
    recipe: Recipe
    prepare: Callable[[Session, QualityReport, Rejects], None] = lambda _session, _report, _rejects: None


def _online_retail(path: Path) -> Prepared:
    table = path
    if path.is_dir():
        found = sorted(path.glob("online_retail.*"))
        if len(found) != 1:
            raise Invalid(f"{path} holds {len(found)} files called online_retail.*; name the file.")
        table = found[0]
    return Prepared(table, online_retail())


def _complete_journey(path: Path) -> Prepared:
    if not path.is_dir():
        raise Invalid(f"{path} is not a folder.")
    words = read_words()
    recipe = complete_journey(words)

    def prepare(session: Session, report: QualityReport, rejects: Rejects) -> None:
        merged = merged_ids(session)
        write_products(session, path / "products.csv", words, report, rejects)
        write_households(
            session,
            path / "demographics.csv",
            recipe,
            words,
            report=report,
            rejects=rejects,
            merged=merged,
        )
        write_campaigns(session, path, recipe, report=report, rejects=rejects, merged=merged)

    return Prepared(path / "transactions.csv", recipe, prepare)


SALES: Mapping[str, Callable[[Path], Prepared]] = {
    ONLINE_RETAIL: _online_retail,
    COMPLETE_JOURNEY: _complete_journey,
}
"""(path) -> what is to be imported. Raises Invalid."""


@dataclass(frozen=True)
class Reading:
    """What the caller knows of a text file that it does not say itself."""

    options: ReadOptions = field(default_factory=ReadOptions)
    dates: DateOrder | None = None


def silent(_stage: str, _done: int, _total: int | None) -> None:
    """Progress that nobody watches."""


def ingest_format(  # noqa: PLR0917 - what an import needs, in the order of `ingest`
    database: Database,
    path: Path,
    format: str,
    rejects_dir: Path,
    reading: Reading | None = None,
    progress: Progress = silent,
) -> QualityReport:
    """Import the sales at `path` and report on it.

    Raises Invalid where a file cannot be read, Conflict where the database holds another shop; nothing is
    written then.
    """
    began = monotonic()
    prepared = SALES[format](path)
    chosen = reading or Reading()
    file = SalesFile(prepared.table, prepared.recipe, chosen.options, chosen.dates)
    first = QualityReport(format, {})

    def prepare(session: Session, rejects: Rejects) -> None:
        _write_shop(session, prepared.recipe)
        prepared.prepare(session, first, rejects)

    def finish(session: Session, report: QualityReport) -> None:
        report.source = path.name
        report.add(first)
        report.seconds = round(monotonic() - began, 1)
        record_import(session, report)

    return ingest_sales(database, file, rejects_dir, prepare, finish, progress)


def _write_shop(session: Session, recipe: Recipe) -> None:
    refuse_second_shop(session, Source(recipe.format, shop=recipe.shop))
    write(session, Shop, [{"id": SHOP_ID, **recipe.shop}], source_wins, TableQuality())
    write(session, Category, list(recipe.categories), source_wins, TableQuality())
