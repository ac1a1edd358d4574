"""What was mined last, as the console and the recommender read it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from engine.errors import Invalid
from engine.store.tables import AssociationRule, MiningRun, Product, SeriesForecast
from engine.store.types import LocalizedText

ORDERS = ("confidence", "lift", "support", "count")


@dataclass(frozen=True)
class Named:
    """A product by id and name; the name is empty where the catalogue does not have it."""

    id: str
    name: LocalizedText


@dataclass(frozen=True)
class RuleView:
    """A rule; its measures as `engine.mining.rules.rules` defines them, conviction None where infinite."""

    antecedents: list[Named]
    consequent: Named
    count: int
    support: float
    confidence: float
    lift: float
    leverage: float
    conviction: float | None
    q_value: float


@dataclass(frozen=True)
class RunView:
    """When a part was mined, out of which part of the log, and what came out."""

    part: str
    at: datetime
    window_from: datetime | None
    window_until: datetime | None
    summary: dict[str, Any]


def runs(session: Session) -> dict[str, RunView]:
    """The last run of each part; empty before the first rebuild."""
    rows = session.scalars(select(MiningRun))
    return {
        row.part: RunView(row.part, row.at, row.window_from, row.window_until, row.summary) for row in rows
    }


def forecasts(session: Session) -> list[SeriesForecast]:
    """All series: revenue, orders, all questions, then the intents by name."""
    rows = session.scalars(select(SeriesForecast).order_by(SeriesForecast.name)).all()
    first = {"revenue": 0, "orders": 1, "questions": 2}
    return sorted(rows, key=lambda row: first.get(row.name, len(first)))


def rules(
    session: Session,
    *,
    order: str = "confidence",
    text: str = "",
    least_lift: float = 0.0,
    limit: int = 50,
    offset: int = 0,
) -> tuple[list[RuleView], int]:
    """Rules of products whose name or id holds `text`, the strongest first, and how many there are in all.

    order: one of ORDERS. Raises Invalid for another one.
    """
    if order not in ORDERS:
        raise Invalid(f"Rules are put in the order of {', '.join(ORDERS)}, not of {order!r}.")
    wanted: list[ColumnElement[bool]] = [AssociationRule.lift >= least_lift]
    if text.strip():
        wanted.append(_about(_products_like(session, text.strip())))
    total = session.scalar(select(func.count()).select_from(AssociationRule).where(*wanted)) or 0
    rows = session.scalars(
        select(AssociationRule)
        .where(*wanted)
        .order_by(getattr(AssociationRule, order).desc(), AssociationRule.id)
        .limit(limit)
        .offset(offset)
    ).all()
    names = _names(session, {id_ for row in rows for id_ in (*row.antecedents, row.consequent)})
    return [_view(row, names) for row in rows], total


def goes_with(session: Session, basket: Collection[str], limit: int = 10) -> list[AssociationRule]:
    """Rules whose antecedents are all in the basket and whose consequent is not, the most confident first.

    One rule a consequent at most. basket: product ids.
    """
    held = set(basket)
    rows = session.scalars(
        select(AssociationRule)
        .where(AssociationRule.first.in_(held), AssociationRule.consequent.not_in(held))
        .order_by(AssociationRule.id)
    )
    found: dict[str, AssociationRule] = {}
    for row in rows:
        if held.issuperset(row.antecedents):
            found.setdefault(row.consequent, row)
        if len(found) == limit:
            break
    return list(found.values())


def strengths(session: Session) -> list[tuple[tuple[str, ...], str, float]]:
    """Antecedents, consequent and confidence of every rule, the most confident first."""
    rows = session.execute(
        select(AssociationRule.antecedents, AssociationRule.consequent, AssociationRule.confidence).order_by(
            AssociationRule.id
        )
    )
    return [(tuple(antecedents), consequent, confidence) for antecedents, consequent, confidence in rows]


def _products_like(session: Session, text: str) -> list[str]:
    rows = session.execute(select(Product.id, Product.name))
    sought = text.casefold()
    return [id_ for id_, name in rows if any(sought in one.casefold() for one in (id_, *name.values()))]


def _about(products: Collection[str]) -> ColumnElement[bool]:
    """Rules with one of the products at their head or as their consequent."""
    return or_(AssociationRule.consequent.in_(products), AssociationRule.first.in_(products))


def _names(session: Session, ids: Collection[str]) -> dict[str, LocalizedText]:
    return {
        id_: name
        for id_, name in session.execute(select(Product.id, Product.name).where(Product.id.in_(ids)))
    }


def _view(row: AssociationRule, names: dict[str, LocalizedText]) -> RuleView:
    return RuleView(
        [Named(id_, names.get(id_, {})) for id_ in row.antecedents],
        Named(row.consequent, names.get(row.consequent, {})),
        row.count,
        row.support,
        row.confidence,
        row.lift,
        row.leverage,
        row.conviction,
        row.q_value,
    )
