"""A person puts a version of a learnt model in use: what is read of it follows at once."""

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from engine.gaps import versions as expectations
from engine.models import registry
from engine.profiles.segments import stored as divisions
from engine.profiles.segments import versions as segments
from engine.settings import Settings
from engine.store.tables import ModelVersion


def put_in_use(session: Session, settings: Settings, model_id: str) -> ModelVersion:
    """Make a version live, whatever the measurement said.

    Expectations are read from a file, which is written anew; a division becomes the one in use, and the next
    rebuild gives the customers its labels. Raises as `registry.use`.
    """
    row = registry.use(session, settings.learnt_dir, model_id)
    follow = _FOLLOW.get(row.kind)
    if follow is not None:
        follow(session, settings, row)
    return row


def _expectations(_: Session, settings: Settings, row: ModelVersion) -> None:
    expectations.put_in_use(settings, row)


def _segments(session: Session, settings: Settings, row: ModelVersion) -> None:
    document = registry.load(settings.learnt_dir, row)
    divisions.keep(session, document, row.data_until or row.created_at, int(row.metrics["customers"]))


_FOLLOW: Mapping[str, Callable[[Session, Settings, ModelVersion], None]] = {
    expectations.KIND: _expectations,
    segments.KIND: _segments,
}
