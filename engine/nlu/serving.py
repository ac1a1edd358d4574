"""Where the Rasa that answers customers is. `attune up` writes it, the app follows it."""

from datetime import datetime

from sqlalchemy.orm import Session

from engine.processes import is_gone, is_of_this_host, own_identity
from engine.store.tables import NluServing
from engine.store.types import utc_now

PLACE = "live"


def serving(session: Session) -> NluServing | None:
    """The row, or None before the first start."""
    return session.get(NluServing, PLACE)


def serving_url(session: Session) -> str:
    """Address of the Rasa that answers customers; "" where none was started here."""
    row = serving(session)
    return row.url if row else ""


def is_supervised(session: Session) -> bool:
    """Whether an `attune up` runs on this database, which carries out deployments."""
    row = serving(session)
    return row is not None and row.supervisor is not None and not is_gone(row.supervisor)


def runs_on_this_host(session: Session) -> bool:
    """Whether an `attune up` of this machine runs on this database, for sure."""
    row = serving(session)
    return is_supervised(session) and row is not None and is_of_this_host(row.supervisor or "")


def point_to(session: Session, url: str, model_id: str) -> None:
    """This process runs the Rasa at `url` with that model, and customers' turns go there from now on."""
    row = serving(session) or NluServing(place=PLACE, standby_model_id=None, standby_until=None)
    row.url, row.model_id = url, model_id
    row.supervisor, row.changed_at = own_identity(), utc_now()
    session.add(row)


def note_standby(session: Session, model_id: str | None, until: datetime | None) -> None:
    """Which model runs beside the live one, and how long it will."""
    row = serving(session)
    if row is not None:
        row.standby_model_id, row.standby_until = model_id, until


def sign_off(session: Session) -> None:
    """This process ends in order and takes its Rasas with it."""
    row = serving(session)
    if row is not None and row.supervisor == own_identity():
        row.supervisor = row.standby_model_id = row.standby_until = None
