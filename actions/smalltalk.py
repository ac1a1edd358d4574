"""Greetings, thanks, yes and no outside a question, and starting over."""

from rasa_sdk.events import ActiveLoop, AllSlotsReset, SlotSet

from actions.asking import answered, open_question, said
from actions.base import Events, TurnAction
from actions.customer import name_of
from actions.handoff import hand_over
from actions.manner import manner, offer_at_end
from actions.question import TASK
from actions.second_request import take_up
from actions.turn import Turn


class Greet(TurnAction):
    """By name where we know it for sure, and as what we know of the customer suggests."""

    action = "action_greet"

    def reply(self, turn: Turn) -> Events:
        with turn.services.database.session(writes=False) as session:
            customer_id = turn.customer_id(session)
            name = name_of(session, customer_id) if customer_id else ""
        if turn.tracker.active_loop_name:
            turn.say("utter_greet_short")
            return []
        found = manner(turn)
        if found.apologise and not turn.slot("apologised"):
            turn.say("utter_greet_sorry")
            return [SlotSet("apologised", True)]
        if found.tone == "careful":
            turn.say("utter_greet_plain")
        elif not name:
            turn.say("utter_greet")
        else:
            turn.say("utter_greet_warm" if found.tone == "warm" else "utter_greet_by_name", name=name)
        return []


class Thank(TurnAction):
    """Mostly the end of a task, so that an offer may follow."""

    action = "action_thank"

    def reply(self, turn: Turn) -> Events:
        found = None if turn.tracker.active_loop_name else manner(turn)
        if found is None or found.tone == "careful":
            turn.say("utter_thank_short")
            return []
        turn.say("utter_thank_warm" if found.tone == "warm" else "utter_thank")
        return offer_at_end(turn, found)


class Affirm(TurnAction):
    """Yes to what the last message offered."""

    action = "action_affirm"

    def reply(self, turn: Turn) -> Events:
        offer = turn.offered() or {}
        task = offer.get("task")
        if task == "human_handoff":
            return hand_over(turn, "asked", offer.get("topic"))
        if task == TASK:
            return answered(turn, str(offer["topic"]), "yes")
        if task:
            return take_up(turn, offer)
        turn.say("utter_affirm")
        return []


class Deny(TurnAction):
    action = "action_deny"

    def reply(self, turn: Turn) -> Events:
        topic = open_question(turn)
        if topic is not None:
            return answered(turn, topic, said(turn.text) if said(turn.text) == "skip" else "no")
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
