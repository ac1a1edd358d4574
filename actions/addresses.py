"""Sending a pending order to another address."""

from rasa_sdk.events import SlotSet

from actions.address_text import parse_address
from actions.base import Events, TurnAction
from actions.buttons import yes_no
from actions.manner import offer_at_end
from actions.order_form import OrderForm, chosen_order
from actions.refusals import refusal_events
from actions.steps import NOTED, Step, cleared
from actions.turn import Turn
from actions.words import address_text
from engine.orders.policy import Decision, check_modify
from engine.orders.refusals import OrderNotAllowed
from engine.orders.service import change_address
from engine.orders.views import OrderView

_INTERRUPTING = 0.7


class ChangeAddressForm(OrderForm):
    task = "change_address"
    deed = "modify"
    kind = "address"
    steps = ("order_id", "new_address", "confirmed")

    def check(self, order: OrderView) -> Decision:
        return check_modify(order)

    def fill_new_address(self, turn: Turn) -> Step | None:
        """An address in free text; what is clearly something else is left to the other rules."""
        if turn.pressed:
            return None
        address = parse_address(turn.text)
        if address is not None:
            return Step({"new_address": address})
        sure_of_another = turn.confidence > _INTERRUPTING and turn.intent not in (
            "nlu_fallback", "out_of_scope", "inform_preference", "update_account", self.task,
        )  # fmt: skip
        if sure_of_another:
            return None
        turn.say("utter_bad_address")
        return NOTED

    def revise_new_address(self, turn: Turn) -> Step | None:
        """Another address in the place of the first."""
        address = parse_address(turn.text)
        return Step({"new_address": address}) if address and address != turn.slot("new_address") else None

    def subject(self, turn: Turn) -> str:
        place = turn.slot("new_address") or {}
        return f"{super().subject(turn)}:{place.get('line1')}:{place.get('city')}"


class AskAddress(TurnAction):
    action = "action_ask_new_address"

    def reply(self, turn: Turn) -> Events:
        again = turn.asks_again("new_address")
        turn.say("utter_ask_address_again" if again else "utter_ask_new_address", buttons=turn.open_offer())
        return [SlotSet("new_address", None)]


class ConfirmAddress(TurnAction):
    action = "action_ask_change_address_form_confirmed"

    def reply(self, turn: Turn) -> Events:
        with turn.services.database.session(writes=False) as session:
            order = chosen_order(turn, session)
        turn.say(
            "utter_confirm_address",
            buttons=[*yes_no(turn.language, ChangeAddressForm().subject(turn)), *turn.open_offer()],
            order=order.display_id,
            address=address_text(turn.slot("new_address"), turn.language),
        )
        return [SlotSet("confirmed", None)]


class ChangeAddress(TurnAction):
    """Changes the address once the customer has said yes."""

    action = "action_change_address"

    def reply(self, turn: Turn) -> Events:
        if not turn.slot("confirmed"):
            return cleared()
        try:
            with turn.services.database.session() as session:
                order = chosen_order(turn, session)
                result = change_address(
                    session, order.customer_id, order.id, turn.slot("new_address"), key=turn.key("address")
                )
        except OrderNotAllowed as refusal:
            with turn.services.database.session(writes=False) as session:
                order = chosen_order(turn, session)
            return [*cleared(), *refusal_events(turn, "modify", order, refusal.decision)]
        turn.say(
            "utter_address_changed",
            order=result.order.display_id,
            address=address_text(result.order.address, turn.language),
        )
        return [*cleared(), *offer_at_end(turn, finished=True)]
