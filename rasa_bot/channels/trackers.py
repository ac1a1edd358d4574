"""A tracker store on SQL that keeps the trackers of recent conversations in memory.

Rasa reads a conversation's whole history from the database at each turn, twice in ours, and rebuilds it event
by event. Here a kept tracker serves as long as the newest stored event is still the one that it ends with;
so several processes may share the database.
"""

from collections import OrderedDict
from typing import Any, Optional, Text, Tuple

import sqlalchemy as sa
import sqlalchemy.event
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

KEPT = 500


def _write_ahead(connection: Any, _record: Any) -> None:
    """A turn is durable once the log is written; the default waits for the disk three times."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")


class KeepingTrackerStore(SQLTrackerStore):
    """`endpoints.yml` names it as the type of the tracker store; its options are those of Rasa's `SQL`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _write_ahead)
            self.engine.dispose()
        self._kept: "OrderedDict[str, Tuple[Optional[int], DialogueStateTracker]]" = OrderedDict()

    async def retrieve(self, sender_id: Text) -> Optional[DialogueStateTracker]:
        """The conversation's tracker. Whoever changes it and does not `save` it must `forget` it."""
        newest = self._newest_event(sender_id)
        kept = self._kept.get(sender_id)
        if kept is not None and kept[0] == newest:
            return kept[1]
        tracker = await super().retrieve_full_tracker(sender_id)
        if tracker is not None:
            self._keep(tracker, newest)
        return tracker

    async def retrieve_full_tracker(self, conversation_id: Text) -> Optional[DialogueStateTracker]:
        """The same: sessions never expire here (`session_expiration_time: 0`)."""
        return await self.retrieve(conversation_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store the new events and keep the tracker for the next turn."""
        self.forget(tracker.sender_id)
        await super().save(tracker)
        self._keep(tracker, self._newest_event(tracker.sender_id))

    def forget(self, sender_id: Text) -> None:
        """Drop the kept tracker; the next turn reads the stored one."""
        self._kept.pop(sender_id, None)

    def _keep(self, tracker: DialogueStateTracker, newest: Optional[int]) -> None:
        self._kept[tracker.sender_id] = (newest, tracker)
        self._kept.move_to_end(tracker.sender_id)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def _newest_event(self, sender_id: Text) -> Optional[int]:
        query = sa.select([sa.func.max(self.SQLEvent.id)]).where(self.SQLEvent.sender_id == sender_id)
        with self.session_scope() as session:
            return session.execute(query).scalar()
