"""What one customer is expected to do, for the desk, the profile, and the bot."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.behaviour.explain import Explanation, explain
from engine.behaviour.groups import FEATURES
from engine.behaviour.table import Table
from engine.behaviour.tasks import TASKS, Name
from engine.errors import NotFound
from engine.models import registry
from engine.store.tables import Behaviour, Customer

SHOWN: dict[Name, str] = {"purchase": "yes", "churn": "yes", "next": "purchase"}
"""Of which class of each task the chance is explained."""
LIKELY, AT_RISK = 0.5, 0.7
"""From which chance on a purchase is called likely, and a customer at risk of being lost."""


@dataclass(frozen=True)
class Expected:
    """at: the moment that it looks ahead from. purchase: chance within 30 days. spend_cents: expected
    within 30 days. churn: chance of buying nothing for `horizon_days`. deeds: chance of each first deed
    within 30 days. All None where there is not enough evidence; `missing` says of what.
    """

    customer_id: str
    at: datetime | None
    purchase: float | None
    spend_cents: int | None
    churn: float | None
    horizon_days: float | None
    deeds: dict[str, float] | None
    missing: dict[str, str]

    @property
    def likeliest(self) -> str | None:
        """The likeliest first deed, "none" among them; None without evidence."""
        return max(self.deeds, key=self.deeds.__getitem__) if self.deeds else None

    @property
    def stance(self) -> str:
        """How to meet the customer: retain (likely lost), serve (likely to buy), inform (neither), or
        unknown.
        """
        if self.purchase is None and self.churn is None:
            return "unknown"
        if (self.churn or 0.0) >= AT_RISK:
            return "retain"
        return "serve" if (self.purchase or 0.0) >= LIKELY else "inform"

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        at = self.at.isoformat() if self.at else None
        return {**values, "at": at, "likeliest": self.likeliest, "stance": self.stance}


def behaviour_of(session: Session, customer_id: str) -> Expected:
    """What the last rebuild expects of a customer. Raises NotFound where there is no such customer."""
    if session.get(Customer, customer_id) is None:
        raise NotFound(f"There is no customer {customer_id}.")
    row = session.get(Behaviour, customer_id)
    if row is None:
        why = "Nothing dated is known of this customer as of the last `attune rebuild`."
        return Expected(customer_id, None, None, None, None, None, None, {task: why for task in TASKS})
    return Expected(
        customer_id=customer_id,
        at=row.at,
        purchase=row.purchase,
        spend_cents=row.spend_cents,
        churn=row.churn,
        horizon_days=row.horizon_days,
        deeds=row.deeds,
        missing=_missing(row),
    )


def all_deeds(session: Session) -> dict[str, dict[str, float]]:
    """The chance of each first deed within 30 days, of every customer for whom there is one."""
    rows = session.execute(select(Behaviour.customer_id, Behaviour.deeds).order_by(Behaviour.customer_id))
    return {id_: deeds for id_, deeds in rows if deeds}


def all_chances(session: Session) -> dict[str, tuple[float | None, float | None]]:
    """(purchase, churn) of every customer of whom the last rebuild expects anything."""
    rows = session.execute(select(Behaviour.customer_id, Behaviour.purchase, Behaviour.churn))
    return {id_: (purchase, churn) for id_, purchase, churn in rows}


def _missing(row: Behaviour) -> dict[str, str]:
    known = {"next": row.deeds, "purchase": row.purchase, "churn": row.churn}
    unlearnt = "Not enough evidence: the shop's events are too few or too short for a model yet."
    about = "Not enough evidence: who has not bought yet cannot be lost."
    return {task: about if task in row.models else unlearnt for task, value in known.items() if value is None}


def explanation_of(session: Session, folder: Path, customer_id: str, task: Name) -> Explanation | None:
    """Why the chance of `task` is what it is, by the model that predicted it; None without enough evidence.

    folder: where models lie. Raises NotFound where there is no such customer or the model's file is gone.
    """
    found = behaviour_of(session, customer_id)
    if task in found.missing:
        return None
    row = session.get_one(Behaviour, customer_id)
    model = registry.load(folder, registry.find(session, row.models[task]))
    values = np.array([[row.features.get(name, 0.0) for name in FEATURES]])
    table = Table(np.zeros(1, np.int64), FEATURES, values)
    return explain(model, table, TASKS[task].classes, SHOWN[task])
