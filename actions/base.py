"""How every action runs: off the event loop, with refusals as sentences and failures as failures."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.buttons import to_person
from actions.context import services
from actions.turn import Turn
from engine.errors import AttuneError
from engine.log import get_logger

Events = list[EventType]

_WORDED = {"conflict", "not_allowed", "refused", "not_found", "rate_limited"}


class TurnAction(Action, ABC):
    """An action that answers one turn."""

    action: ClassVar[str]

    def name(self) -> str:
        return self.action

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        return await in_thread(Turn(dispatcher, tracker, services()), self.reply, self.action)

    @abstractmethod
    def reply(self, turn: Turn) -> Events:
        """Answer the turn and return what changes in the tracker. Runs in a worker thread."""


async def in_thread(
    turn: Turn, work: Callable[[Turn], Events], action: str, when_refused: Events | None = None
) -> Events:
    """Run `work` in a thread: the database is synchronous, the loop serves other conversations.

    An AttuneError becomes its sentence and `when_refused`; any other error is logged and raised, so that the
    turn fails and is tried again.
    """
    return await asyncio.to_thread(_guarded, turn, work, action, when_refused or [])


def _guarded(turn: Turn, work: Callable[[Turn], Events], action: str, when_refused: Events) -> Events:
    log = get_logger(__name__).bind(conversation=turn.conversation_id, action=action)
    try:
        return work(turn)
    except AttuneError as error:
        if error.status >= 500:  # noqa: PLR2004
            log.exception("action.unavailable")
            raise
        log.warning("action.refused", code=error.code)
        turn.take_back()
        turn.say(f"utter_error_{error.code}" if error.code in _WORDED else "utter_error", **person(turn))
        return when_refused
    except Exception:
        log.exception("action.failed")
        raise


def person(turn: Turn, topic: str | None = None) -> dict[str, Any]:
    """The keyword `buttons` with the way to a person."""
    return {"buttons": [to_person(turn.language, topic)]}
