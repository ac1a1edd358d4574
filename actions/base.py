"""How every action runs: off the event loop, with refusals as sentences and failures as failures."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.buttons import to_person
from actions.context import services
from actions.manner import manner
from actions.turn import Turn
from engine.errors import AttuneError
from engine.log import get_logger

Events = list[EventType]

PROBLEMS = frozenset(
    (
        "track_order", "refund_status", "return_item", "exchange_item", "change_order", "payment_problem",
        "recover_account", "warranty", "promo_code", "invoice_request", "stock_availability",
    )
)  # fmt: skip
"""Matters that may trouble a customer; complaints, late parcels and broken items have their own apologies."""

_WORDED = {"conflict", "not_allowed", "refused", "not_found", "rate_limited"}


class TurnAction(Action, ABC):
    """An action that answers one turn."""

    action: ClassVar[str]

    def name(self) -> str:
        return self.action

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        turn = Turn(dispatcher, tracker, services())
        return await in_thread(turn, lambda turn: [*sympathy(turn), *self.reply(turn)], self.action)

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


def sympathy(turn: Turn) -> Events:
    """Begins the answer with an apology where an unhappy customer brings a problem, or one for whom things
    went wrong lately; once a conversation."""
    first = not any(event.get("event") == "action" and _speaks(event) for event in turn.since_message())
    if not first or turn.intent not in PROBLEMS or turn.slot("apologised"):
        return []
    if not turn.unhappy and not manner(turn).apologise:
        return []
    turn.say("utter_sorry" if turn.unhappy else "utter_sorry_again")
    return [SlotSet("apologised", True)]


def _speaks(event: Mapping[str, Any]) -> bool:
    # A form that has only just begun has said nothing yet.
    name = str(event.get("name"))
    return name not in ("action_listen", "action_extract_slots") and not name.endswith("_form")


def person(turn: Turn, topic: str | None = None) -> dict[str, Any]:
    """The keyword `buttons` with the way to a person."""
    return {"buttons": [to_person(turn.language, topic)]}
