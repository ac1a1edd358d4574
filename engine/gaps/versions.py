"""Versions of the learnt expectations: all in the registry, the one in use in the file that is read."""

import hashlib
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from engine.errors import AttuneError
from engine.frames import Frame
from engine.gaps.latent.fields import FloatArray, Schema, rows_of
from engine.gaps.latent.model import LatentClasses
from engine.gaps.learning import Learning
from engine.gaps.saved import Expectations, save
from engine.models import registry
from engine.models.card import Card
from engine.models.verdict import FIRST, Verdict, judge
from engine.settings import Settings
from engine.store.tables import ModelVersion

KIND = "expectations"
RECIPE = 1
"""Counted up when fields or structure change: the same data are then learnt from as if they were new."""
ENOUGH = 30
"""Held-out customers below which a comparison says nothing."""


def keep(session: Session, settings: Settings, learning: Learning) -> ModelVersion | None:
    """Register what was learnt and, where it is not worse than the one in use, put it in use.

    Returns the version, None where there was too little to learn anything from; a shop without a version in
    use then gets the card that says so, any other one keeps what it has.
    """
    learnt, folder = learning.expectations, settings.learnt_dir
    in_use = registry.live(session, KIND)
    if learnt.latent is None and learnt.network is None:
        if in_use is None:
            save(learnt, settings.var_dir)
        return None
    inputs = inputs_hash(learning)
    known = registry.trained_from(session, KIND, inputs)
    if known is not None:
        return known
    verdict = verdict_on(learning, in_use, folder)
    row = registry.register(
        session, folder, learnt, card=card_of(learning), verdict=verdict, inputs_hash=inputs
    )
    if verdict.taken:
        save(learnt, settings.var_dir)
    return row


def put_in_use(settings: Settings, row: ModelVersion) -> None:
    """Write the file that is read, from a version of the registry. Raises as `registry.load`."""
    save(registry.load(settings.learnt_dir, row), settings.var_dir)


def verdict_on(learning: Learning, in_use: ModelVersion | None, folder: Path) -> Verdict:
    """Both latent models' densities of the customers that neither has seen, in what both know of them."""
    if in_use is None:
        return FIRST
    try:
        theirs: Expectations = registry.load(folder, in_use)
    except AttuneError as error:
        return Verdict(True, f"{in_use.id} cannot be compared with any more: {error}")
    new, old = learning.expectations.latent, theirs.latent
    if new is None or old is None:
        return _one_sided(new, old)
    shared = shared_fields(new.schema, old.schema)
    if learning.expectations.cuts != theirs.cuts:
        shared -= {"promise"}  # what counts as quick was another number of days
    if not in_use.metrics.get("held_out") or len(learning.held) < ENOUGH or not shared:
        return Verdict(True, f"There is nothing to compare on that {in_use.id} has not learnt from.")
    rows = only(learning.held, shared)
    return judge(
        -_density(new, rows),
        -_density(old, rows),
        np.arange(len(rows)),
        measure=f"negative log density of {len(shared)} shared fields (nats)",
    )


def _one_sided(new: LatentClasses | None, old: LatentClasses | None) -> Verdict:
    if new is not None:
        return Verdict(True, "The one in use tells no kinds of customers apart.")
    if old is not None:
        return Verdict(False, "It tells no kinds of customers apart, and the one in use does.")
    return Verdict(True, "Neither tells kinds of customers apart.")


def shared_fields(one: Schema, other: Schema) -> set[str]:
    """Numbers of both, and categories with the same values in both."""
    return set(one.numeric) & set(other.numeric) | {
        field.name for field in set(one.categorical) & set(other.categorical)
    }


def only(table: Frame, names: set[str]) -> Frame:
    """The same rows, with nothing known but these columns."""
    table = table.copy()
    for name in set(table.columns) - names:
        table[name] = np.nan if table[name].dtype.kind == "f" else None
    return table


def inputs_hash(learning: Learning) -> str:
    """SHA-256 of all rows that were learnt from."""
    hashing: Any = import_module("pandas.util")
    digest = hashlib.sha256(str(RECIPE).encode())
    for frame in (learning.table, learning.orders):
        digest.update(",".join(frame.columns).encode())
        digest.update(hashing.hash_pandas_object(frame.astype(object).astype(str)).to_numpy().tobytes())
    return digest.hexdigest()


def card_of(learning: Learning) -> Card:
    """Purpose, method, data, limits and figures; the likelihood is that of customers it has not seen."""
    learnt = learning.expectations
    card, latent = learnt.card, learnt.latent
    metrics: dict[str, float] = {
        "customers": card.customers,
        "orders": card.orders,
        "held_out": len(learning.held),
    }
    if latent is not None:
        metrics["classes"] = latent.classes
        if len(learning.held):
            metrics["held_out_log_likelihood"] = float(_density(latent, learning.held).mean())
    metrics |= {name: float(value) for name, value in (card.foresight or {}).items()}
    tried = {
        str(one.classes): {"log likelihood": one.log_likelihood, "BIC": one.bic, "ICL": one.icl}
        for one in card.tried
    }
    return Card(
        kind=KIND,
        purpose="What kind of customer somebody is and what they may expect; how likely they are to be "
        "satisfied or to leave after an order took its course.",
        method="Latent classes by EM, their number by BIC, several restarts; a Bayesian network of given "
        "structure with learnt tables. The log likelihood is the mean of the customers held out, in nats.",
        data=f"{card.customers} customers with {card.orders} dated orders; {len(learning.held)} customers "
        "are held out from every version." + "".join(f" {sentence}" for sentence in card.missing),
        limits="It describes this shop's log and says what goes with what, not what causes it; fields "
        "without two different values say nothing here: " + (", ".join(card.left_out) or "none") + ".",
        data_from=datetime.fromisoformat(card.first_at) if card.first_at else None,
        data_until=datetime.fromisoformat(card.until),
        metrics=metrics,
        tables={"Numbers of classes": tried} if tried else {},
    )


def _density(latent: LatentClasses, table: Frame) -> FloatArray:
    return latent.log_likelihood(rows_of(table, latent.schema))
