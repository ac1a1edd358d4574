"""Behaviour made anew: models learnt and compared, every customer's predictions stored."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import delete, insert, select

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
from engine.store import Database
from engine.store.tables import Behaviour, Customer, ModelVersion

InUse = dict[Name, tuple[ModelVersion, Learnt]]

RECIPE = 1
"""Counted up when features, tasks or candidates change: models of another recipe are learnt anew."""
CHUNK = 5_000
JUST_AFTER = 1e-6
"""Days, about a tenth of a second: predictions are made just after the last event."""


def rebuild_behaviour(database: Database, history: Frame, folder: Path) -> dict[str, Any]:
    """Learn, compare and predict from `history` (`engine.events.history`); returns figures by task.

    folder: where models lie (`Settings.learnt_dir`). A task that cannot be learnt keeps the model in use, if
    there is one; its entry says why. The predictions look ahead from the last event. Nothing is locked while
    models are learnt: each step has a transaction of its own, and customers keep their old predictions until
    they get new ones.
    """
    ledger = ledger_of(history)
    now = ledger.last + JUST_AFTER
    report: dict[str, Any] = {task: _learn(database, ledger, task, now, folder) for task in TASKS}
    with database.session(writes=False) as session:
        rows: dict[Name, ModelVersion | None] = {
            task: registry.live(session, kind_of(task)) for task in TASKS
        }
    in_use: InUse = {task: (row, registry.load(folder, row)) for task, row in rows.items() if row is not None}
    report["customers"] = _store(database, ledger, now, in_use)
    return report


def kind_of(task: Name) -> str:
    """The task's kind in the registry of models."""
    return f"behaviour.{task}"


def _learn(database: Database, ledger: Ledger, task: Name, now: float, folder: Path) -> dict[str, Any]:
    inputs, kind = _inputs_hash(ledger, task), kind_of(task)
    with database.session(writes=False) as session:
        known = registry.trained_from(session, kind, inputs)
        in_use = registry.live(session, kind)
    if known is not None:
        return {"model": known.id, "state": known.state, "reason": "Nothing new to learn from."}
    trained = train(ledger, task, now)
    if isinstance(trained, NotEnough):
        return {"model": None, "reason": trained.reason}
    verdict = verdict_on(trained, in_use, folder)
    card = card_of(trained, ledger)
    with database.session() as session:
        row = registry.register(
            session, folder, trained.model, card=card, verdict=verdict, inputs_hash=inputs
        )
    return {"model": row.id, "state": row.state, "reason": row.reason, **card.metrics}


def _inputs_hash(ledger: Ledger, task: Name) -> str:
    digest = hashlib.sha256(f"{RECIPE} {task}".encode())
    digest.update("\0".join(ledger.customers).encode())
    for moments in (ledger.baskets, ledger.returns, *ledger.others.values()):
        for values in vars(moments).values():
            digest.update(np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()


def _store(database: Database, ledger: Ledger, now: float, in_use: InUse) -> int:
    """Replace all customers' predictions; returns how many there are."""
    table, at = features_at(ledger, now), moment_of(now)
    stored = 0
    for start in range(0, len(table), CHUNK):
        part = table.only(np.arange(start, min(start + CHUNK, len(table))))
        rows = list(_rows(ledger, part, at, in_use))
        ids = [row["customer_id"] for row in rows]
        with database.session() as session:
            there = set(session.scalars(select(Customer.id).where(Customer.id.in_(ids))))
            session.execute(delete(Behaviour).where(Behaviour.customer_id.in_(ids)))
            kept = [row for row in rows if row["customer_id"] in there]  # others were erased meanwhile
            if kept:
                session.execute(insert(Behaviour), kept)
        stored += len(kept)
    with database.session() as session:
        session.execute(delete(Behaviour).where(Behaviour.at != at))
    return stored


def _rows(ledger: Ledger, table: Table, at: datetime, in_use: InUse) -> Iterator[dict[str, Any]]:
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
