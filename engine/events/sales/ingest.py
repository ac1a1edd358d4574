"""A table of sales into the database: looked at, then written in one transaction."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from engine.accounts.merged import merged_ids
from engine.events.cells import DateOrder
from engine.events.cleaning_rules import RULES, STALE_YEARS
from engine.events.quality import FieldChange, QualityReport, RuleCount, TableQuality
from engine.events.sales.finish import impute_prices, set_current_prices
from engine.events.sales.line import Line, Refusal, flagged, line_of
from engine.events.sales.look import Look, Progress, look_at
from engine.events.sales.parents import Parents
from engine.events.sales.parsing import CellParser, Memo
from engine.events.sales.recipe import Recipe
from engine.events.sales.report import Account, Rejects
from engine.events.sales.write import LineWriter
from engine.events.tabular.batch import ReadOptions
from engine.events.tabular.reader import known_rows, read_batches
from engine.store import Database
from engine.store.types import utc_now


@dataclass(frozen=True)
class SalesFile:
    """A table of sales, and what it does not say of itself."""

    path: Path
    recipe: Recipe
    options: ReadOptions
    order: DateOrder | None


Prepare = Callable[[Session, Rejects], None]
"""What is written before the lines: the shop, its products and customers, in the same transaction."""


def ingest_sales(  # noqa: PLR0917 - what an import needs, in the order of its use
    database: Database,
    file: SalesFile,
    rejects_dir: Path,
    prepare: Prepare,
    finish: Callable[[Session, QualityReport], None],
    progress: Progress,
) -> QualityReport:
    """Import the table. Raises Invalid, and then nothing was written, where it cannot be read to its end."""
    total = known_rows(file.path)
    look = look_at(file.path, file.recipe, file.options, order=file.order, progress=progress, total=total)
    rejects = Rejects(rejects_dir, file.recipe.format, str(file.path))
    account = Account()
    try:
        with database.session() as session:
            prepare(session, rejects)
            _write(session, file, look, account, rejects, progress)
            report = _report(file, look, account)
            report.sample = rejects.sample
            report.rules += [_count(rule, count) for rule, count in rejects.elsewhere.items() if count]
            report.rejects_file = rejects.path
            finish(session, report)
    except BaseException:
        rejects.discard()
        raise
    rejects.keep()
    return report


def _write(  # noqa: PLR0917
    session: Session, file: SalesFile, look: Look, account: Account, rejects: Rejects, progress: Progress
) -> None:
    parents = Parents(session, file.recipe, merged_ids(session))
    writer = LineWriter(session, file.recipe, parents)
    for lines, refused, count in _cleaned(file, look, account):
        inserted, unchanged, more = writer.write(lines)
        rejected = {line.key for line, refusal in more if refusal.rule != "line.twice"}
        twice = {id(line) for line, refusal in more if refusal.rule == "line.twice"}
        account.taken([line for line in lines if line.key not in rejected and id(line) not in twice])
        account.inserted += inserted
        account.unchanged += unchanged
        account.read += count
        for number, refusal in [*refused, *((line.number, refusal) for line, refusal in more)]:
            account.rules[refusal.rule] += 1
            account.reasons[RULES[refusal.rule].what] += 1
            rejects.add(number, refusal)
        progress("write", account.read, look.rows)
    writer.close()
    account.created = parents.created
    if account.inserted:
        impute_prices(session)
        set_current_prices(session)


def _cleaned(
    file: SalesFile, look: Look, account: Account
) -> Iterator[tuple[list[Line], list[tuple[int, Refusal]], int]]:
    """(accepted lines, refused rows, rows) of each batch."""
    latest = utc_now() + timedelta(days=1)
    parser = CellParser(file.recipe, look.order)
    flags = _flags(look)
    excluded = Memo(file.recipe.excluded).__getitem__
    for batch in read_batches(file.path, file.recipe.columns.wanted, file.options):
        lines: list[Line] = []
        refused = [(number, Refusal("row.shape", None, reason)) for number, reason in batch.broken]
        for number, cells in zip(batch.numbers, parser.parse(batch), strict=True):
            account.rules["customer.absent"] += cells[0] is None
            account.rules["pieces.negative"] += not hasattr(cells[3], "reason") and (cells[3] or 0) < 0
            line = line_of(number, cells, file.recipe, latest, excluded)
            if isinstance(line, Refusal):
                refused.append((number, line))
                continue
            line = flagged(line, flags)
            account.rules.update(line.flags)
            lines.append(line)
        yield lines, refused, len(batch.numbers) + len(batch.broken)


def _flags(look: Look) -> Callable[[Line], tuple[str, ...]]:
    stale = look.newest - timedelta(days=365 * STALE_YEARS) if look.newest else None
    by_amount = look.money

    def of(line: Line) -> tuple[str, ...]:
        found: list[str] = []
        if stale is not None and line.moment < stale:
            found.append("moment.stale")
        if look.pieces.beyond(line.pieces):
            found.append("pieces.outlier")
        if line.money is not None and by_amount.beyond(line.money):
            found.append("money.outlier")
        if line.money is None:
            found.append("money.absent")
        return tuple(found)

    return of


def _report(file: SalesFile, look: Look, account: Account) -> QualityReport:
    names = file.recipe.columns
    tables = {
        "lines": TableQuality(
            read=account.read,
            rejected=account.rejected,
            left_out=account.left_out,
            inserted=account.inserted,
            unchanged=account.unchanged,
        )
    }
    for table in ("customers", "products", "orders"):
        count = account.created[table]
        tables[table] = TableQuality(read=count, inserted=count)
    columns = {
        "customer": names.customer,
        "moment": names.moment,
        "item": names.item,
        "pieces": names.pieces,
        "price": names.money,
    }
    fields = [
        FieldChange("lines", column, look.fields[column], account.fields[name].quality())
        for name, column in columns.items()
    ]
    rules = [_count(rule, account.rules[rule]) for rule in RULES if account.rules[rule]]
    return QualityReport(
        file.recipe.format,
        tables,
        reasons=dict(account.reasons.most_common()),
        fields=fields,
        rules=rules,
    )


def _count(rule: str, count: int) -> RuleCount:
    return RuleCount(rule, RULES[rule].what, RULES[rule].action, count)
