"""Greetings, thanks, yes and no outside a question, and starting over."""

from rasa_sdk.events import ActiveLoop, AllSlotsReset, SlotSet

from actions.base import Events, TurnAction
from actions.customer import name_of
from actions.handoff import hand_over
from actions.second_request import take_up
from actions.turn import Turn


class Greet(TurnAction):
    """By name where we know it for sure."""

    action = "action_greet"

    def reply(self, turn: Turn) -> Events:
        with turn.services.database.session(writes=False) as session:
            customer_id = turn.customer_id(session)
            name = name_of(session, customer_id) if customer_id else ""
        if turn.tracker.active_loop_name:
            turn.say("utter_greet_short")
        elif turn.unhappy:
            turn.say("utter_greet_plain")
        else:
            turn.say("utter_greet_by_name" if name else "utter_greet", name=name)
        return []


class Thank(TurnAction):
    action = "action_thank"

    def reply(self, turn: Turn) -> Events:
        short = turn.tracker.active_loop_name or turn.unhappy
        turn.say("utter_thank_short" if short else "utter_thank")
        return []


class Affirm(TurnAction):
    """Yes to what the last message offered."""

    action = "action_affirm"

    def reply(self, turn: Turn) -> Events:
        offer = turn.offered() or {}
        task = offer.get("task")
        if task == "human_handoff":
            return hand_over(turn, "asked", offer.get("topic"))
        if task:
            return take_up(turn, offer)
        turn.say("utter_affirm")
        return []


class Deny(TurnAction):
    action = "action_deny"

    def reply(self, turn: Turn) -> Events:
        turn.say("utter_deny")
        return [SlotSet("offer", None)]


class StartOver(TurnAction):
    """Drops what was open. Not Rasa's Restarted: the conversation and its history stay."""

    action = "action_restart"

    def reply(self, turn: Turn) -> Events:
        turn.say("utter_restarted")
        return [ActiveLoop(None), AllSlotsReset(), SlotSet("language", turn.language)]


class ChoiceExpired(TurnAction):
    """A button was pressed whose question is no longer open."""

    action = "action_choice_expired"

    def reply(self, turn: Turn) -> Events:
        turn.say("utter_choice_expired")
        return []
