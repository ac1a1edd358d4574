"""What all forms share: the identity check first, answers to what was asked, and ways out.

A form claims a message only where it answers the open question. Everything else it rejects, so that
the general rules answer it (a delivery question, thanks, another task); Rasa then runs the form
again and it repeats its question, unless the rule has opened another form.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from rasa_sdk import FormValidationAction, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import REQUESTED_SLOT
from rasa_sdk.types import DomainDict

from actions.base import Events, in_thread, sympathy
from actions.context import services
from actions.identity import check_identity
from actions.second_thoughts import agrees, asks_something_else, calls_off, may_correct
from actions.steps import DEPENDENT, KEPT, LEAVE, NOTED, TASK_SLOTS, Step
from actions.turn import Turn
from engine.orders.service import normalise_order_id

FREE_TEXT = ("identity", "new_address")
"""Steps that take any words, so that a refusal has to be looked for first."""


class TaskForm(FormValidationAction, ABC):
    """A form for one task. Subclasses name `task` (an intent) and `steps`, and define for each step

    `fill_<step>(turn)`: the Step that the customer's answer makes, None where it is no answer;
    `settle_<step>(turn)`, optional: the Step that needs no question (only one order, only one way to pay);
    `revise_<step>(turn)`, optional: the Step where a later message corrects the answer, None where not.
    """

    task: ClassVar[str]
    steps: ClassVar[tuple[str, ...]] = ()

    @abstractmethod
    def left(self, turn: Turn) -> None:
        """Say that the task is dropped and what that means."""

    def name(self) -> str:
        return f"validate_{self.form_name()}"

    def form_name(self) -> str:
        return f"{self.task}_form"

    async def required_slots(
        self, domain_slots: list[str], dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[str]:
        return ["identity", *self.steps]

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> Events:
        turn = Turn(dispatcher, tracker, services())
        return await in_thread(turn, self.take, self.name(), [SlotSet(REQUESTED_SLOT, None)])

    def take(self, turn: Turn) -> Events:
        """The slots that this message fills and what to ask next; nothing where it is no answer."""
        sorry: Events = []
        if turn.begins(self.form_name()):
            sorry = sympathy(turn)
            step: Step | None = self.begin(turn)
        elif turn.answered_elsewhere(self.form_name()):
            step = NOTED
        else:
            step = self.answer(turn)
        if step is None:
            return []
        changes = dict(step.slots)
        turn.tracker.slots.update(changes)
        wanted = None if step.leave else self.next_step(turn, changes)
        if not turn.begins(self.form_name()):
            elsewhere = turn.answered_elsewhere(self.form_name())
            changes["form_note"] = f"again:{turn.message_id}" if elsewhere else turn.message_id
        filled = [SlotSet(name, value) for name, value in changes.items()]
        return [*sorry, *filled, SlotSet(REQUESTED_SLOT, wanted)]

    def begin(self, turn: Turn) -> Step:
        """Forget the last task; take what the opening message holds already."""
        offer = self._offered(turn)
        blank: dict[str, Any] = dict.fromkeys(TASK_SLOTS)
        blank["order_hint"] = turn.entity("order_id") or offer.get("order_id")
        blank["opening"] = offer.get("asked") or turn.text or None
        blank.update(offer.get("kept") or {})
        turn.tracker.slots.update(blank)
        if _verified(turn):
            return Step(blank)
        outcome = check_identity(turn, asked=False)
        if outcome is not None:
            blank["proof"] = outcome.pieces
            return Step(blank, leave=outcome.failed)
        return Step(blank)

    def _offered(self, turn: Turn) -> Mapping[str, Any]:
        """The offer that this task takes up. What another task left open, or this one with another order, is
        none."""
        offer = turn.offered() or {}
        named = normalise_order_id(turn.entity("order_id") or "")
        fits = offer.get("task") == self.task and named in (None, offer.get("order_id"))
        return {} if "kept" in offer and not fits else offer

    def answer(self, turn: Turn) -> Step | None:
        """What the message does for the open question."""
        asked = turn.slot(REQUESTED_SLOT)
        if asked == "confirmed":
            return self._confirm(turn)
        step = None
        if asked not in FREE_TEXT or not turn.wants_to_stop():
            # An answer comes before a refusal: "I do not want it any more" can be a reason.
            step = self._prove(turn) if asked == "identity" else self._fill(turn, asked)
        if step is None and not calls_off(turn, self.task):
            step = self._correct(turn)
        if step is None and (turn.wants_to_stop() or turn.intent == "goodbye" or calls_off(turn, self.task)):
            self.left(turn)
            return LEAVE
        if step is None and turn.intent in (self.task, "affirm"):
            return Step({"order_hint": turn.entity("order_id") or turn.slot("order_hint")})
        return step

    def next_step(self, turn: Turn, changes: dict[str, Any]) -> str | None:
        """The first step that has to be asked; settles on the way what needs no question."""
        if not _verified(turn):
            return "identity"
        for name in self.steps:
            if turn.slot(name) is not None:
                continue
            step = self._filler("settle", name, turn)
            if step is not None:
                changes.update(step.slots)
                turn.tracker.slots.update(step.slots)
                if step.leave:
                    return None
            if turn.slot(name) is None:
                return name
        return None

    def subject(self, turn: Turn) -> str:
        """What a yes agrees to, so that an old button cannot agree to a newer question."""
        parts = [
            turn.slot(name)
            for name in ("order_id", "cancel_reason", "swaps", "line_ids", "variant_id", "method_id")
        ]
        return ":".join([self.task, *(str(part) for part in parts if part)])

    def _prove(self, turn: Turn) -> Step | None:
        outcome = check_identity(turn, asked=True)
        if outcome is None:
            return None
        slots: dict[str, Any] = {"proof": outcome.pieces}
        if outcome.order_id and not turn.slot("order_hint"):
            slots["order_hint"] = outcome.order_id
        return Step(slots, leave=outcome.failed)

    def _correct(self, turn: Turn) -> Step | None:
        """Another answer to a question that was answered before: "no, the other order", "我说的是茶壶"."""
        if not may_correct(turn, self.task):
            return None
        for name in self.steps:
            step = self._filler("revise", name, turn) if turn.slot(name) is not None else None
            if step is not None:
                anew: dict[str, Any] = dict.fromkeys(DEPENDENT.get(name, ()))
                return Step({**anew, **step.slots}, step.leave)
        return None

    def _confirm(self, turn: Turn) -> Step | None:
        expected = turn.entity("confirm")
        if expected is not None and expected != self.subject(turn):
            turn.say("utter_choice_expired")
            return NOTED
        off = calls_off(turn, self.task)
        if not off and (step := self._correct(turn)) is not None:
            return step
        if not off and agrees(turn, self.task):
            return Step({"confirmed": True})
        if off or turn.wants_to_stop():
            self.left(turn)
            return self._left_open(turn)
        return NOTED if turn.intent == self.task else None

    def _left_open(self, turn: Turn) -> Step:
        """Leaves the form; "actually, yes" in the next message comes back to its last question."""
        kept = {name: turn.slot(name) for name in KEPT if turn.slot(name) is not None}
        offer = {"at": turn.message_id, "task": self.task, "order_id": turn.slot("order_id"), "kept": kept}
        return Step({"offer": offer}, leave=True)

    def _fill(self, turn: Turn, asked: str) -> Step | None:
        return None if asks_something_else(turn, self.task) else self._filler("fill", asked, turn)

    def _filler(self, verb: str, slot: str, turn: Turn) -> Step | None:
        method: Callable[[Turn], Step | None] | None = getattr(self, f"{verb}_{slot}", None)
        return method(turn) if method else None


def _verified(turn: Turn) -> bool:
    with turn.services.database.session(writes=False) as session:
        return turn.customer_id(session) is not None
