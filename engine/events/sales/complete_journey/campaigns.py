"""Campaigns that households got (impressions), and coupons that they redeemed (clicks)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.events.cells import as_id, as_moment, as_text
from engine.events.ingest_rows import batches, insert_rows, stays, write
from engine.events.quality import QualityReport, TableQuality
from engine.events.sales.line import Refusal
from engine.events.sales.parents import customer_row
from engine.events.sales.recipe import Recipe
from engine.events.sales.report import Rejects
from engine.events.source import Row
from engine.events.tabular.batch import Wanted
from engine.events.tabular.reader import read_batches
from engine.store.tables import Customer, Event

DESCRIPTIONS = Wanted(("campaign_id", "campaign_type", "start_date", "end_date"))
SENT = Wanted(("campaign_id", "household_id"))
REDEEMED = Wanted(("household_id", "coupon_upc", "campaign_id", "redemption_date"))
Campaigns = Mapping[str, tuple[str | None, datetime]]
"""(type, first day) by campaign."""


def write_campaigns(
    session: Session,
    folder: Path,
    recipe: Recipe,
    *,
    report: QualityReport,
    rejects: Rejects,
    merged: Mapping[str, str],
) -> None:
    """The events of campaigns.csv and coupon_redemptions.csv, where they are there."""
    campaigns = _descriptions(folder / "campaign_descriptions.csv", rejects)
    files: tuple[tuple[str, Wanted, Callable[[Row, Campaigns], Row | Refusal]], ...] = (
        ("campaigns.csv", SENT, _sent),
        ("coupon_redemptions.csv", REDEEMED, _redeemed),
    )
    quality = report.tables.setdefault("events", TableQuality())
    for name, wanted, event_of in files:
        for rows in _events(folder / name, wanted, campaigns, event_of, quality, rejects):
            for row in rows:
                row["customer_id"] = merged.get(row["customer_id"], row["customer_id"])
            _write_households(session, {row["customer_id"] for row in rows}, recipe, report)
            write(session, Event, rows, stays, quality)


def _events(  # noqa: PLR0917
    path: Path,
    wanted: Wanted,
    campaigns: Campaigns,
    event_of: Callable[[Row, Campaigns], Row | Refusal],
    quality: TableQuality,
    rejects: Rejects,
) -> Iterator[list[Row]]:
    for number_of, raws in _records(path, wanted, quality, rejects):
        rows: dict[str, Row] = {}
        for number, raw in zip(number_of, raws, strict=True):
            event = event_of(raw, campaigns)
            if not isinstance(event, Refusal) and event["id"] in rows:
                event = Refusal("event.twice", None, "the same row comes twice")
            if isinstance(event, Refusal):
                rejects.add(number, event, "events", path)
                quality.rejected += 1
            else:
                rows[event["id"]] = event
        if rows:
            yield list(rows.values())


def _records(
    path: Path, wanted: Wanted, quality: TableQuality, rejects: Rejects
) -> Iterator[tuple[list[int], list[Row]]]:
    if not path.is_file():
        return
    for batch in read_batches(path, wanted):
        for number, reason in batch.broken:
            rejects.add(number, Refusal("row.shape", None, reason), "events", path)
        quality.read += len(batch.numbers) + len(batch.broken)
        quality.rejected += len(batch.broken)
        cells = zip(*(batch.columns[name] for name in wanted.names), strict=True)
        yield list(batch.numbers), [dict(zip(wanted.names, row, strict=True)) for row in cells]


def _descriptions(path: Path, rejects: Rejects) -> Campaigns:
    found: dict[str, tuple[str | None, datetime]] = {}
    for numbers, raws in _records(path, DESCRIPTIONS, TableQuality(), rejects):
        for number, raw in zip(numbers, raws, strict=True):
            campaign, start, kind = (
                as_id(raw["campaign_id"]),
                as_moment(raw["start_date"]),
                raw["campaign_type"],
            )
            if isinstance(campaign, str) and isinstance(start, datetime):
                text = as_text(kind)
                found[campaign] = (text if isinstance(text, str) else None, start)
            else:
                rejects.add(number, Refusal("moment.type", "start_date", "cannot be read"), "events", path)
    return found


def _sent(raw: Row, campaigns: Campaigns) -> Row | Refusal:
    campaign, household = as_id(raw["campaign_id"]), as_id(raw["household_id"])
    if not isinstance(campaign, str) or campaign not in campaigns:
        return Refusal("campaign.unknown", "campaign_id", f"{campaign} is not described")
    if not isinstance(household, str):
        return Refusal("customer.type", "household_id", "is absent or cannot be read")
    kind, start = campaigns[campaign]
    data = {"kind": "campaign", "campaign_id": campaign, "campaign_type": kind}
    return _event(f"campaign:{campaign}:{household}", "impression", household, start, data)


def _redeemed(raw: Row, _campaigns: Campaigns) -> Row | Refusal:
    campaign, household, coupon = (as_id(raw[name]) for name in ("campaign_id", "household_id", "coupon_upc"))
    at = as_moment(raw["redemption_date"])
    if not isinstance(at, datetime):
        return Refusal("moment.type", "redemption_date", "is absent or cannot be read")
    if not (isinstance(campaign, str) and isinstance(household, str) and isinstance(coupon, str)):
        return Refusal("customer.type", None, "household, coupon or campaign is absent or cannot be read")
    data = {"kind": "coupon", "campaign_id": campaign, "coupon": coupon}
    return _event(f"coupon:{campaign}:{household}:{coupon}:{at:%Y%m%d}", "click", household, at, data)


def _event(event_id: str, type: str, household: str, at: datetime, data: dict[str, Any]) -> Row:
    return {
        "id": event_id,
        "type": type,
        "customer_id": household,
        "conversation_id": None,
        "product_id": None,
        "at": at,
        "value": None,
        "order_id": None,
        "cents": None,
        "data": data,
    }


def _write_households(session: Session, ids: set[str], recipe: Recipe, report: QualityReport) -> None:
    quality = report.tables.setdefault("customers", TableQuality())
    for some in batches(sorted(ids)):
        here = set(session.scalars(select(Customer.id).where(Customer.id.in_(some))))
        rows = [customer_row(household, None, recipe) for household in some if household not in here]
        insert_rows(session, Customer, rows)
        quality.read += len(rows)
        quality.inserted += len(rows)
