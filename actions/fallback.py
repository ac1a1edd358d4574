"""When a message was not understood."""

from rasa_sdk.events import SlotSet

from actions.base import Events, TurnAction
from actions.buttons import button, to_person
from actions.handoff import hand_over
from actions.intents import intent_title
from actions.knowledge import best_article
from actions.turn import Button, Turn

GUESSES = 3


class Fallback(TurnAction):
    """An article if one surely answers, else "did you mean", and at the second time in a row a person."""

    action = "action_fallback"

    def reply(self, turn: Turn) -> Events:
        hit = best_article(turn)
        if hit is not None:
            turn.say_text(hit.answer)
            return []
        again = (
            turn.slot("not_understood") is not None
            and turn.slot("not_understood") == turn.previous_message_id()
        )
        noted = [SlotSet("not_understood", turn.message_id)]
        if again:
            return [*noted, *hand_over(turn, "fallbacks", response="utter_not_understood_twice")]
        if turn.tracker.active_loop_name:
            turn.say("utter_not_understood_in_form")
            return noted
        guesses = _guesses(turn)
        if guesses:
            turn.say("utter_did_you_mean", buttons=[*guesses, to_person(turn.language)])
        else:
            turn.say("utter_not_understood", buttons=[to_person(turn.language)])
        return noted


def _guesses(turn: Turn) -> list[Button]:
    titled = ((name, intent_title(name, turn.language)) for name in turn.ranking)
    found = [button(title, name) for name, title in titled if title and name != "human_handoff"]
    return found[:GUESSES]
