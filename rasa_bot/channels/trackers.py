"""A tracker store on SQL that keeps the trackers of recent conversations in memory.

Rasa reads a conversation's whole history from the database at each turn, twice in ours, and rebuilds it event
by event. Here a kept tracker serves as long as the newest stored event is still the one that it ends with;
so several processes may share the database.
"""

import json
from collections import OrderedDict
from dataclasses import dataclass
from itertools import islice
from typing import Any, Dict, Optional, Text

import sqlalchemy as sa
import sqlalchemy.event
import sqlalchemy.orm
import sqlalchemy.pool
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.constants import INTENT_NAME_KEY

KEPT = 500


def _pooled(engine: sa.engine.Engine) -> sa.engine.Engine:
    """The same SQLite file with connections that stay open; by default each session opens one anew."""
    pooled = sa.create_engine(
        engine.url, poolclass=sa.pool.QueuePool, connect_args={"check_same_thread": False, "timeout": 15}
    )
    sa.event.listen(pooled, "connect", _write_ahead)
    engine.dispose()
    return pooled


def _write_ahead(connection: Any, _record: Any) -> None:
    """A turn is durable once the log is written; the default waits for the disk three times."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")


class StaleTracker(RasaException):
    """Two processes ran a turn of one conversation at once (a slow turn, repeated at the next model's)."""


@dataclass(frozen=True)
class Kept:
    """A tracker whose first `stored` events are in the database, `newest` being the id of the last one."""

    tracker: DialogueStateTracker
    stored: int
    newest: Optional[int]


class KeepingTrackerStore(SQLTrackerStore):
    """`endpoints.yml` names it as the type of the tracker store; its options are those of Rasa's `SQL`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.engine.dialect.name == "sqlite":
            self.engine = _pooled(self.engine)
            self.sessionmaker = sa.orm.sessionmaker(bind=self.engine)
        self._kept: "OrderedDict[str, Kept]" = OrderedDict()

    async def retrieve(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        """The conversation's tracker as this turn has it: `retrieve_full_tracker` begins each turn.

        Whoever changes it and does not `save` it must `forget` it.
        """
        kept = self._kept.get(sender_id)
        return kept.tracker if kept is not None else await self.retrieve_full_tracker(sender_id)

    async def retrieve_full_tracker(self, conversation_id: Text) -> Optional[DialogueStateTracker]:
        """The conversation's tracker, read anew where another process has written since.

        It is the whole one: sessions never expire here (`session_expiration_time: 0`).
        """
        with self.session_scope() as session:
            newest = self._newest_event(session, conversation_id)
        kept = self._kept.pop(conversation_id, None)
        if kept is None or kept.newest != newest:
            tracker = await super().retrieve_full_tracker(conversation_id)
            if tracker is None:
                return None
            kept = Kept(tracker, len(tracker.events), newest)
        self._keep(kept)
        return kept.tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the new events in one statement and keep the tracker for the next turn.

        Raises StaleTracker, and stores nothing, where another process stored events since this turn began.
        """
        await self.stream_events(tracker)
        kept = self._kept.pop(tracker.sender_id, None)
        with self.session_scope() as session:
            if kept is not None and kept.tracker is tracker:
                if self._newest_event(session, tracker.sender_id) != kept.newest:
                    raise StaleTracker(f"Another process has gone on with conversation {tracker.sender_id}")
                stored = kept.stored
            else:
                stored = self._event_query(session, tracker.sender_id, True).count()
            rows = [self._row(tracker, event) for event in islice(tracker.events, stored, None)]
            if rows:
                session.execute(sa.insert(self.SQLEvent.__table__), rows)
            newest = self._newest_event(session, tracker.sender_id)
            session.commit()
        self._keep(Kept(tracker, len(tracker.events), newest))

    def forget(self, sender_id: Text) -> None:
        """Drop the kept tracker; the next turn reads the stored one."""
        self._kept.pop(sender_id, None)

    def _keep(self, kept: Kept) -> None:
        self._kept[kept.tracker.sender_id] = kept
        self._kept.move_to_end(kept.tracker.sender_id)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def _newest_event(self, session: Any, sender_id: Text) -> Optional[int]:
        query = sa.select([sa.func.max(self.SQLEvent.id)]).where(self.SQLEvent.sender_id == sender_id)
        return session.execute(query).scalar()

    @staticmethod
    def _row(tracker: DialogueStateTracker, event: Event) -> Dict[str, Any]:
        """The columns that SQLTrackerStore.save fills."""
        data = event.as_dict()
        return {
            "sender_id": tracker.sender_id,
            "type_name": event.type_name,
            "timestamp": data.get("timestamp"),
            "intent_name": data.get("parse_data", {}).get("intent", {}).get(INTENT_NAME_KEY),
            "action_name": data.get("name"),
            "data": json.dumps(data),
        }
