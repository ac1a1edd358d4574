"""demographics.csv: households as customers; absent attributes are imputed, and marked as such."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy.orm import Session

from engine.events.cells import Bad, as_id, as_text
from engine.events.cleaning_rules import RULES
from engine.events.field_quality import FieldTally
from engine.events.impute import impute_answers
from engine.events.ingest_rows import write
from engine.events.ingest_write import follow_source, with_source_hash
from engine.events.quality import FieldChange, QualityReport, RuleCount, TableQuality
from engine.events.sales.complete_journey.recipe import JourneyWords
from engine.events.sales.line import LONGEST_CUSTOMER, Refusal
from engine.events.sales.parents import customer_row
from engine.events.sales.recipe import Recipe
from engine.events.sales.report import Rejects
from engine.events.tabular.batch import Wanted
from engine.events.tabular.reader import read_batches
from engine.store.tables import Customer

ANSWERS = (
    "age",
    "income",
    "home_ownership",
    "marital_status",
    "household_size",
    "household_comp",
    "kids_count",
)
COLUMNS = Wanted(("household_id", *ANSWERS))
UNKNOWN = frozenset({"NA", "NULL", "UNKNOWN", "NONE/UNKNOWN"})
RULE = "household.absent"


def write_households(
    session: Session,
    path: Path,
    recipe: Recipe,
    words: JourneyWords,
    *,
    report: QualityReport,
    rejects: Rejects,
    merged: Mapping[str, str],
) -> None:
    """Customers with their answers as attributes; "imputed" names the answers that nobody gave.

    A household that was merged into another customer here is left alone.
    """
    quality = report.tables.setdefault("customers", TableQuality())
    answers = _read(path, quality, report, rejects)
    guessed = impute_answers(list(answers.values()), words.ordered)
    rows = [
        customer_row(household, None, recipe, **_given(given), **found, imputed=sorted(found))
        for (household, given), found in zip(answers.items(), guessed, strict=True)
        if household not in merged
    ]
    quality.kept += len(answers) - len(rows)
    write(session, Customer, with_source_hash(rows), follow_source, quality)
    _tell(report, list(answers.values()), guessed)


def _read(
    path: Path, quality: TableQuality, report: QualityReport, rejects: Rejects
) -> dict[str, dict[str, str | None]]:
    answers: dict[str, dict[str, str | None]] = {}
    for batch in read_batches(path, COLUMNS):
        for number, reason in batch.broken:
            rejects.add(number, Refusal("row.shape", None, reason), "customers", path)
        for place, number in enumerate(batch.numbers):
            household = as_id(batch.columns["household_id"][place])
            refusal = None
            if not isinstance(household, str) or len(household) > LONGEST_CUSTOMER:
                refusal = Refusal("customer.type", "household_id", "is absent, cannot be read or is too long")
            elif household in answers:
                refusal = Refusal("customer.twice", "household_id", f"{household} comes twice")
            if refusal is not None or not isinstance(household, str):
                rejects.add(
                    number, refusal or Refusal("customer.type", "household_id", ""), "customers", path
                )
                quality.rejected += 1
                continue
            answers[household] = {name: _answer(batch.columns[name][place]) for name in ANSWERS}
        quality.read += len(batch.numbers) + len(batch.broken)
        quality.rejected += len(batch.broken)
    return answers


def _answer(cell: object) -> str | None:
    text = as_text(cell)
    return None if isinstance(text, Bad) or text is None or text.upper() in UNKNOWN else text


def _given(answers: Mapping[str, str | None]) -> dict[str, str]:
    return {name: answer for name, answer in answers.items() if answer is not None}


def _tell(report: QualityReport, given: list[dict[str, str | None]], guessed: list[dict[str, str]]) -> None:
    for name in ANSWERS:
        before, after = FieldTally(), FieldTally()
        before.add([answers[name] for answers in given])
        after.add([answers[name] or found.get(name) for answers, found in zip(given, guessed, strict=True)])
        report.fields.append(FieldChange("customers", name, before.quality(), after.quality()))
    count = sum(map(len, guessed))
    if count:
        report.rules.append(RuleCount(RULE, RULES[RULE].what, RULES[RULE].action, count))
