"""Everybody's tallies and segments anew, from the whole log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from engine.events.facts import cancelled_lines, event_counts
from engine.events.history import read_history
from engine.frames import Frame, pd
from engine.models import registry
from engine.profiles import stored
from engine.profiles.features import Prices, features_of, largest_categories, prices_of
from engine.profiles.segments import stored as divisions
from engine.profiles.segments import versions
from engine.profiles.segments.build import Basis, Options, divide
from engine.profiles.segments.document import Document
from engine.profiles.split import split
from engine.profiles.tallies import Tallies, count_history
from engine.recommend.catalogue import category_names, currency_of
from engine.store import Database
from engine.store.types import utc_now

SAVED_AT_ONCE = 5000
"""Customers a transaction, so that a running app never waits long for its turn to write."""
SHARES = 12
"""Categories that have a feature of their own; the rest of a large shop only counts in `focus`."""


@dataclass(frozen=True)
class Counted:
    """The log at one time. events: rows of the log by customer; cancelled: [order, product] by customer."""

    history: Frame
    tallies: Tallies
    events: Mapping[str, int]
    cancelled: Mapping[str, list[list[str]]]


def count_log(session: Session) -> Counted:
    """Read and count the whole log."""
    # First the counts: an event that comes between leaves its customer behind the log, and is found by that.
    events, cancelled = event_counts(session), cancelled_lines(session)
    history = read_history(session)
    return Counted(history, count_history(history), events, cancelled)


def rebuild_profiles(database: Database, counted: Counted) -> int:
    """Store everybody's tally; returns how many.

    Events that came meanwhile leave a customer's tally behind the log; those are counted anew at the end.
    """
    known = {*counted.events, *counted.tallies.numbers.index}
    found = split(counted.tallies, {id_: counted.events.get(id_, 0) for id_ in known}, counted.cancelled)
    ids = sorted(found)
    for start in range(0, len(ids), SAVED_AT_ONCE):
        with database.session() as session:
            stored.save(session, {id_: found[id_] for id_ in ids[start : start + SAVED_AT_ONCE]})
    with database.session() as session:
        stored.catch_up(session)
    return len(ids)


def rebuild_segments(
    database: Database, tallies: Tallies, folder: Path, options: Options | None = None
) -> Document:
    """Divide the customers of these tallies into segments, take that into use and store each one's label.

    folder: where versions of models lie (`Settings.learnt_dir`).
    """
    categories = largest_categories(tallies, SHARES)
    prices = prices_of(tallies)
    as_of = newest(tallies.numbers)
    features = features_of(tallies, as_of.replace(tzinfo=None), prices, categories)
    return store_segments(database, features, MadeWith(prices, categories, as_of), folder, options)


@dataclass(frozen=True)
class MadeWith:
    """The prices and categories that features were made with, and as of when (aware)."""

    prices: Prices
    categories: list[str]
    as_of: datetime


def store_segments(
    database: Database, features: Frame, made: MadeWith, folder: Path, options: Options | None = None
) -> Document:
    """Divide customers by these features and store each one's label; returns the division in use then.

    That is the one in use before where the new one is clearly worse, or where nothing has changed since.
    """
    options = options or Options()
    with database.session(writes=False) as session:
        before = divisions.current(session)
        basis = Basis(made.prices, made.categories, category_names(session), currency_of(session))
        inputs = versions.inputs_hash(features, basis, options)
        document = versions.of_same_inputs(session, folder, inputs)
    candidate, verdict = None, None
    if document is None:
        candidate, _ = divide(features, basis, options, before and before.document)
        verdict = versions.verdict_on(candidate, features, before and before.document)
        document = candidate if verdict.taken or before is None else before.document
    given = dict(zip(features.index.tolist(), document.assign(features), strict=True))
    with database.session() as session:
        if candidate is not None and verdict is not None and candidate.segments:
            card = versions.card_of(candidate, len(features), made.as_of)
            registry.register(session, folder, candidate, card=card, verdict=verdict, inputs_hash=inputs)
        divisions.keep(session, document, made.as_of, len(features))
        stored.set_segments(session, given)
    return document


def newest(numbers: Frame) -> datetime:
    """The moment of the newest dated event, the present where none is; aware, in UTC."""
    last = numbers["last"].max()
    return utc_now() if pd.isna(last) else last.to_pydatetime().replace(tzinfo=UTC)
