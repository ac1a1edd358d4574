"""Requests about one's own data: what happens, by when, and passing them on once we know who asks.

Both are carried out by people: the hand-off names the request, so that it stands in the desk's queue.
"""

from abc import abstractmethod
from datetime import timedelta

from rasa_sdk.events import SlotSet

from actions.base import Events, TurnAction
from actions.buttons import yes_no
from actions.customer import verified_customer
from actions.forms import TaskForm
from actions.handoff import hand_over
from actions.knowledge import best_article
from actions.steps import Step, cleared
from actions.turn import Turn
from engine.events.log import append
from engine.store.types import utc_now
from engine.text.dates import format_date

LEGAL_DAYS = 30
"""Within a month such a request has to be answered (GDPR, article 12; PDPA and PIPL ask no less)."""


class PrivacyForm(TaskForm):
    """Explains what will happen, then asks who it is. Concrete forms say what is left when it is dropped."""

    steps = ("confirmed",)

    def begin(self, turn: Turn) -> Step:
        hit = best_article(turn, self.task)
        if hit is not None:
            turn.say_text(hit.answer)
        return super().begin(turn)


class DeleteMyDataForm(PrivacyForm):
    task = "delete_my_data"

    def left(self, turn: Turn) -> None:
        turn.say("utter_left_privacy")


class ExportMyDataForm(PrivacyForm):
    task = "export_my_data"

    def left(self, turn: Turn) -> None:
        turn.say("utter_left_privacy")


class ConfirmDeletion(TurnAction):
    action = "action_ask_delete_my_data_form_confirmed"

    def reply(self, turn: Turn) -> Events:
        buttons = [*yes_no(turn.language, DeleteMyDataForm().subject(turn)), *turn.open_offer()]
        turn.say("utter_confirm_deletion", buttons=buttons)
        return [SlotSet("confirmed", None)]


class ConfirmExport(TurnAction):
    action = "action_ask_export_my_data_form_confirmed"

    def reply(self, turn: Turn) -> Events:
        buttons = [*yes_no(turn.language, ExportMyDataForm().subject(turn)), *turn.open_offer()]
        turn.say("utter_confirm_export", buttons=buttons)
        return [SlotSet("confirmed", None)]


class PassOn(TurnAction):
    """Writes the request down and gives it to a person, with the day by which it is done."""

    task: str

    @abstractmethod
    def response(self) -> str:
        """Name of the response that confirms it."""

    def reply(self, turn: Turn) -> Events:
        if not turn.slot("confirmed"):
            return cleared()
        with turn.services.database.session() as session:
            append(
                session,
                "report",
                customer_id=verified_customer(turn, session),
                conversation_id=turn.conversation_id,
                data={"about": self.task},
                event_id=turn.key(self.task),
            )
        until = format_date(utc_now() + timedelta(days=LEGAL_DAYS), turn.language)
        return hand_over(turn, "rule", self.task, response=self.response(), until=until)


class DeleteMyData(PassOn):
    task = "delete_my_data"
    action = "action_delete_my_data"

    def response(self) -> str:
        return "utter_deletion_noted"


class ExportMyData(PassOn):
    task = "export_my_data"
    action = "action_export_my_data"

    def response(self) -> str:
        return "utter_export_noted"
