"""Behaviour made anew: models learnt and compared, every customer's predictions stored."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from engine.behaviour.cards import card_of
from engine.behaviour.challenge import verdict_on
from engine.behaviour.features import features_at
from engine.behaviour.learnt import Learnt
from engine.behaviour.ledger import Ledger, ledger_of, moment_of
from engine.behaviour.table import Table
from engine.behaviour.tasks import TASKS, Name, eligible, horizon
from engine.behaviour.training import NotEnough, train
from engine.frames import Frame
from engine.models import registry
from engine.store.tables import Behaviour, ModelVersion

RECIPE = 1
"""Counted up when features, tasks or candidates change: models of another recipe are learnt anew."""
CHUNK = 5_000
JUST_AFTER = 1e-6
"""Days, about a tenth of a second: predictions are made just after the last event."""


def rebuild_behaviour(session: Session, history: Frame, folder: Path) -> dict[str, Any]:
    """Learn, compare and predict from `history` (`engine.events.history`); returns figures by task.

    folder: where models lie (`Settings.learnt_dir`). A task that cannot be learnt keeps the model in use,
    if there is one; its entry says why. The predictions look ahead from the last event.
    """
    ledger = ledger_of(history)
    now = ledger.last + JUST_AFTER
    report: dict[str, Any] = {}
    in_use: dict[Name, tuple[ModelVersion, Learnt]] = {}
    for task in TASKS:
        report[task] = _learn(session, ledger, task, now, folder)
        row = registry.live(session, kind_of(task))
        if row is not None:
            in_use[task] = (row, registry.load(folder, row))
    report["customers"] = _store(session, ledger, now, in_use)
    return report


def kind_of(task: Name) -> str:
    """The task's kind in the registry of models."""
    return f"behaviour.{task}"


def _learn(session: Session, ledger: Ledger, task: Name, now: float, folder: Path) -> dict[str, Any]:
    inputs = _inputs_hash(ledger, task)
    known = registry.trained_from(session, kind_of(task), inputs)
    if known is not None:
        return {"model": known.id, "state": known.state, "reason": "Nothing new to learn from."}
    trained = train(ledger, task, now)
    if isinstance(trained, NotEnough):
        return {"model": None, "reason": trained.reason}
    verdict = verdict_on(trained, registry.live(session, kind_of(task)), folder)
    card = card_of(trained, ledger)
    row = registry.register(session, folder, trained.model, card=card, verdict=verdict, inputs_hash=inputs)
    return {"model": row.id, "state": row.state, "reason": row.reason, **card.metrics}


def _inputs_hash(ledger: Ledger, task: Name) -> str:
    digest = hashlib.sha256(f"{RECIPE} {task}".encode())
    digest.update("\0".join(ledger.customers).encode())
    for moments in (ledger.baskets, ledger.returns, *ledger.others.values()):
        for values in vars(moments).values():
            digest.update(np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()


def _store(
    session: Session, ledger: Ledger, now: float, in_use: dict[Name, tuple[ModelVersion, Learnt]]
) -> int:
    """Replace all customers' predictions; returns how many there are."""
    session.execute(delete(Behaviour))
    table = features_at(ledger, now)
    for start in range(0, len(table), CHUNK):
        part = table.only(np.arange(start, min(start + CHUNK, len(table))))
        session.execute(insert(Behaviour), list(_rows(ledger, part, moment_of(now), in_use)))
    return len(table)


def _rows(
    ledger: Ledger, table: Table, at: datetime, in_use: dict[Name, tuple[ModelVersion, Learnt]]
) -> Iterator[dict[str, Any]]:
    chances: dict[Name, dict[int, Any]] = {}
    spend: dict[int, float] = {}
    for task, (_, model) in in_use.items():
        about = eligible(task, table)
        chances[task] = dict(zip(about.customer.tolist(), model.served(about).tolist(), strict=True))
        expected = model.spend(about)
        if expected is not None:
            spend |= dict(zip(about.customer.tolist(), expected.tolist(), strict=True))
    days = horizon("churn", table)
    versions = {task: row.id for task, (row, _) in in_use.items()}
    none: dict[int, Any] = {}
    for place, customer in enumerate(table.customer.tolist()):
        deeds = chances.get("next", none).get(customer)
        churn = chances.get("churn", none).get(customer)
        purchase = chances.get("purchase", none).get(customer)
        values = table.values[place]
        yield {
            "customer_id": ledger.customers[customer],
            "at": at,
            "purchase": None if purchase is None else purchase[1],
            "spend_cents": round(100 * spend[customer]) if customer in spend else None,
            "churn": None if churn is None else churn[1],
            "horizon_days": None if churn is None else float(days[place]),
            "deeds": deeds and {n: round(c, 4) for n, c in zip(TASKS["next"].classes, deeds, strict=True)},
            "features": {table.names[k]: float(values[k]) for k in np.flatnonzero(values)},
            "models": versions,
        }
