"""Learning the expectations anew from the whole event log."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from engine.conversations.contacts import Contact, contacts
from engine.errors import Invalid
from engine.events.facts import newest_moment
from engine.events.history import read_history
from engine.frames import Frame, pd
from engine.gaps.latent.customers import CATEGORIES, fields, schema
from engine.gaps.latent.fit import Selection, choose
from engine.gaps.learning import Learning
from engine.gaps.network.check import foresight
from engine.gaps.network.experiences import codes_of, experiences
from engine.gaps.network.network import Network
from engine.gaps.network.structure import read_structure
from engine.gaps.saved import Card, Expectations, Tried
from engine.gaps.versions import keep
from engine.orders.deliveries import read_deliveries
from engine.profiles.features import features_at
from engine.settings import Settings
from engine.store import Database
from engine.store.types import utc_now

FEWEST = 50
"""Customers with orders, below which no kinds of customers are told apart."""
CLASSES = range(1, 9)
HOLDS_FROM = 500
"""Customers from which on one in ONE_IN is kept apart, to compare versions on."""
ONE_IN = 10


def rebuild_expectations(
    database: Database, settings: Settings, *, history: Frame | None = None
) -> Expectations:
    """Learn latent classes and network, and take them into use where they are not worse than those in use.

    history: what `read_history` gives, where it is at hand already. A shop with too few customers or orders
    gets a card that says so in place of models. Returns what was learnt, whether it was taken or not.
    """
    with database.session(writes=False) as session:
        learning = learn_from_log(session, history=history)
    with database.session() as session:
        keep(session, settings, learning)
    return learning.expectations


def learn_from_log(session: Session, *, history: Frame | None = None) -> Learning:
    """Learn from all that the log holds up to its newest moment."""
    history = read_history(session) if history is None else history
    newest = newest_moment(session)
    until = newest + timedelta(seconds=1) if newest else utc_now()
    return learn_expectations(
        history, read_deliveries(session, until=until), contact_frame(contacts(session, until=until)), until
    )


def learn_expectations(history: Frame, deliveries: Frame, asked: Frame, until: datetime) -> Learning:
    """From a history as `read_history`, deliveries as `read_deliveries`, contacts as `contact_frame`.

    until: exclusive, aware.
    """
    structure = read_structure()
    told = experiences(history, deliveries, asked, until)
    missing: list[str] = []
    network, foreseen = None, None
    try:
        network = Network.learnt(structure, codes_of(told.rows, structure))
        foreseen = foresight(structure, told.rows)
    except Invalid as error:
        missing.append(error.message)
    features = features_at(history, until)
    shares = [name.removeprefix("share:") for name in features.columns if name.startswith("share:")]
    favourites = tuple(shares[:CATEGORIES])
    table = fields(features, told.rows, favourites)
    aside = held_out(table.index.tolist())
    selection: Selection | None = None
    if len(table) < FEWEST:
        missing.append(f"{len(table)} customers with dated orders are too few to tell kinds of them apart.")
    else:
        selection = choose(table[~aside], schema(favourites), CLASSES)
    card = Card(
        made_at=utc_now().isoformat(),
        first_at=_first(history),
        until=until.isoformat(),
        customers=len(table),
        orders=len(told.rows),
        tried=_tried(selection),
        left_out=selection.best.left_out if selection else (),
        foresight=asdict(foreseen) if foreseen else None,
        missing=tuple(missing),
    )
    latent = selection.best.model if selection else None
    learnt = Expectations(card, latent, network, told.cuts, favourites)
    return Learning(learnt, table, table[aside], told.rows)


def held_out(customers: Sequence[str]) -> NDArray[np.bool_]:
    """(customers,): who is never learnt from, so that versions can be compared on people new to all of them.

    By a checksum of the id: the same ones at each rebuild. Nobody where there are fewer than HOLDS_FROM.
    """
    if len(customers) < HOLDS_FROM:
        return np.zeros(len(customers), dtype=bool)
    return np.array([zlib.crc32(id_.encode()) % ONE_IN == 0 for id_ in customers], dtype=bool)


def contact_frame(found: list[Contact]) -> Frame:
    """Columns customer, at (datetime64[us], UTC without a zone), intent."""
    frame = pd.DataFrame(
        [(one.customer_id, one.at.replace(tzinfo=None), one.intent) for one in found],
        columns=["customer", "at", "intent"],
    ).astype({"customer": object, "intent": object})
    frame["at"] = pd.to_datetime(frame["at"]).astype("datetime64[us]")
    return frame


def figures(learnt: Expectations) -> Mapping[str, object]:
    """What a rebuild says of it."""
    return {
        "customers": learnt.card.customers,
        "orders": learnt.card.orders,
        "classes": learnt.latent.classes if learnt.latent else None,
        "nodes": list(learnt.network.structure.names) if learnt.network else [],
        "left_out": learnt.network.left_out if learnt.network else {},
        "foresight": learnt.card.foresight,
        "missing": list(learnt.card.missing),
    }


def _tried(selection: Selection | None) -> tuple[Tried, ...]:
    return tuple(
        Tried(one.model.classes, one.climb.log_likelihood, one.bic, one.icl)
        for one in (selection.tried if selection else ())
    )


def _first(history: Frame) -> str | None:
    first = history["at"].min()
    return None if pd.isna(first) else first.to_pydatetime().replace(tzinfo=UTC).isoformat()
