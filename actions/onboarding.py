"""A customer of whom nothing is known is asked what they like: up to three taps, each one to be skipped."""

from collections.abc import Sequence
from typing import Any

from rasa_sdk.events import EventType

from actions.base import Events, TurnAction
from actions.buttons import Button, button
from actions.catalogue import category_by_id
from actions.manner import lowest_mood, manner
from actions.suggestions import pick, show
from actions.turn import Turn
from actions.words import word
from engine.errors import Conflict, Forbidden, Invalid
from engine.manner.decide import FINE
from engine.recommend.onboarding.questions import Question
from engine.recommend.onboarding.service import begin, stop, take
from engine.text.localized import localized
from engine.text.money import format_money

SKIP, STOP, ANY = "skip", "stop", "any"
"""Answers beside a question's own: not this one, none any more, and of a budget that there is none."""


def onboard(turn: Turn) -> bool:
    """Ask the first question below suggestions, where this customer may be asked; whether that was done."""
    if manner(turn).tone == "careful" or lowest_mood(turn) < FINE or turn.slot("second_request"):
        return False
    with turn.services.database.session() as session:
        customer_id = turn.customer_id(session)
        if customer_id is None:
            return False
        first = begin(session, turn.services.recommender(), customer_id, turn.key("onboarding"))
    if first is not None:
        _ask(turn, first)
    return first is not None


class Onboard(TurnAction):
    """A tap: kept, shown to have an effect, and the next question."""

    action = "action_onboard"

    def reply(self, turn: Turn) -> Events:
        name, value = turn.entity("topic") or "", turn.entity("confirm")
        chosen = None if value in (SKIP, ANY, None) else value
        with turn.services.database.session() as session:
            customer_id = turn.customer_id(session)
            if customer_id is None:
                turn.say("utter_choice_expired")
                return []
            if value == STOP:
                stop(session, customer_id)
                turn.say("utter_onboarding_stopped")
                return []
            try:
                taken = take(
                    session,
                    customer_id,
                    name,
                    chosen,
                    key=turn.key("onboarding"),
                    conversation_id=turn.conversation_id,
                )
            except (Conflict, Invalid, Forbidden):
                turn.say("utter_choice_expired")
                return []
        events = _noted(turn, name, chosen)
        if taken.next is not None:
            _ask(turn, taken.next)
        elif chosen is None:
            turn.say("utter_onboarding_done")
        return events


def _noted(turn: Turn, name: str, value: str | None) -> list[EventType]:
    """The suggestions as they are now; nothing after a question that was skipped."""
    if value is None:
        return []
    if name == "budget":
        said: dict[str, Any] = {"budget": _money(turn, value, turn.services.recommender().currency)}
        response = "utter_onboarding_budget_noted"
    else:
        with turn.services.database.session(writes=False) as session:
            said = {"category": localized(category_by_id(session, value), turn.language)}
        response = "utter_onboarding_interest_noted"
    picked = pick(turn)
    if not picked:
        turn.say(f"{response}_alone", **said)
        return []
    return show(turn, picked, response, **said)


def _ask(turn: Turn, question: Question) -> None:
    turn.say(f"utter_onboarding_{question.name}", buttons=_buttons(turn, question))


def _buttons(turn: Turn, question: Question) -> Sequence[Button]:
    def tap(title: str, value: str) -> Button:
        return button(title, "onboard", topic=question.name, confirm=value)

    if question.name == "budget":
        up_to = word("up_to_price", turn.language)
        titles: dict[str, Any] = {
            one.value: up_to.format(price=_money(turn, one.value, question.currency))
            for one in question.options
        }
        titles[ANY] = word("any_price", turn.language)
    else:
        titles = {one.value: localized(one.label, turn.language) for one in question.options}
    titles |= {SKIP: word("skip_question", turn.language), STOP: word("stop_asking", turn.language)}
    return [tap(title, value) for value, title in titles.items()]


def _money(turn: Turn, cents: str, currency: str) -> str:
    return format_money(int(cents), currency, turn.language)
