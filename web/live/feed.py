"""Tells customers and agents what changed in a conversation."""

from collections.abc import Sequence
from typing import Literal

from sqlalchemy.orm import Session

from engine.conversations.service import MessageView, StateView, last_seq, state_view, waiting_ids
from web.core.work import Work
from web.live.frames import desk_message_json, state_json
from web.live.hub import Changed, CustomerOutlet, Hub, Said


class Feed:
    """Publishes to the hub in the shape that each side gets."""

    def __init__(self, hub: Hub, work: Work) -> None:
        self.hub = hub
        self._work = work

    def said(
        self, conversation_id: str, messages: Sequence[MessageView], *, but: CustomerOutlet | None = None
    ) -> None:
        """New messages; `but` is the socket of the customer who wrote them and gets an acknowledgement."""
        if not messages:
            return
        self.hub.tell(conversation_id, Said(messages), but=but)
        for message in messages:
            self.hub.tell_desk(
                {
                    "type": "message",
                    "conversation_id": conversation_id,
                    "message": desk_message_json(message),
                }
            )

    def typing(self, conversation_id: str, author: Literal["bot", "staff"]) -> None:
        """Somebody on our side is writing."""
        self.hub.tell(conversation_id, {"type": "typing", "author": author})

    def customer_typing(self, conversation_id: str) -> None:
        """The customer is writing."""
        self.hub.tell_desk({"type": "typing", "conversation_id": conversation_id})

    def queue_changed(self) -> None:
        """The desk's list is not what it was."""
        self.hub.tell_desk({"type": "queue"})

    async def state_changed(self, conversation_id: str) -> None:
        """Tell both sides who answers now, and everybody who waits how many are before them."""
        changed, upto, places = await self._work.read(_states, conversation_id)
        state = state_json(changed)
        self.hub.tell(conversation_id, Changed({"type": "state", "state": state}, upto))
        self.hub.tell_desk({"type": "state", "conversation_id": conversation_id, "state": state})
        self.queue_changed()
        listening = self.hub.listening()
        for id_, place in places.items():
            if id_ != conversation_id and id_ in listening:
                moved = state_json(StateView("waiting", position=place))
                self.hub.tell(id_, {"type": "state", "state": moved})


def _states(session: Session, conversation_id: str) -> tuple[StateView, int, dict[str, int]]:
    """The state, the number of the last message, and the place of everybody who waits."""
    places = {id_: place for place, id_ in enumerate(waiting_ids(session), start=1)}
    return state_view(session, conversation_id), last_seq(session, conversation_id), places
