"""When a message was not understood: guesses, then the nearest article, then a person."""

from rasa_sdk.events import SlotSet

from actions.base import Events, TurnAction
from actions.buttons import button, to_person
from actions.handoff import hand_over, offer_person
from actions.intents import intent_title
from actions.knowledge import best_article, near_article
from actions.ordinals import ordinal
from actions.products import ProductInfo
from actions.turn import Button, Turn
from actions.words import word

GUESSES = 3


class Fallback(TurnAction):
    """First an article that surely answers, else "did you mean". Where that did not help either (a second
    message that is not understood, or "none of these"), the nearest article with the way to a person; where
    there is none, the person."""

    action = "action_fallback"

    def reply(self, turn: Turn) -> Events:
        shown = turn.slot("shown") or []
        if not turn.tracker.active_loop_name and ordinal(turn.text, len(shown)) is not None:
            return ProductInfo().reply(turn)
        hit = best_article(turn)
        if hit is not None:
            turn.say_text(hit.answer)
            return []
        if _not_the_first(turn):
            return self._last_try(turn)
        noted = [SlotSet("not_understood", turn.message_id)]
        if turn.tracker.active_loop_name:
            turn.say("utter_not_understood_in_form")
            return noted
        guesses = _guesses(turn)
        if guesses:
            none = button(word("none_of_these", turn.language), "nlu_fallback", asked=turn.text)
            turn.say("utter_did_you_mean", buttons=[*guesses, none])
        else:
            turn.say("utter_not_understood", buttons=[to_person(turn.language)])
        return noted

    def _last_try(self, turn: Turn) -> Events:
        near = None if turn.tracker.active_loop_name else near_article(turn)
        if near is None:
            noted = SlotSet("not_understood", turn.message_id)
            return [noted, *hand_over(turn, "fallbacks", response="utter_not_understood_twice")]
        person, offered = offer_person(turn, "fallbacks")
        turn.say("utter_near_article", title=near.title)
        turn.say_text(near.answer, buttons=[person])
        return offered


def _not_the_first(turn: Turn) -> bool:
    """Whether the message before this one was not understood either, or the guesses at it were wrong."""
    before = turn.slot("not_understood")
    return turn.entity("asked") is not None or (before is not None and before == turn.previous_message_id())


def _guesses(turn: Turn) -> list[Button]:
    titled = ((name, intent_title(name, turn.language)) for name in turn.ranking)
    found = [
        button(title, name, asked=turn.text or None)
        for name, title in titled
        if title and name != "human_handoff"
    ]
    return found[:GUESSES]
