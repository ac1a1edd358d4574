"""Complaints, praise and ratings."""

from actions.base import Events, TurnAction
from actions.handoff import offer_person
from actions.turn import Turn
from engine.events.log import append

LOW = 2
STARS = range(1, 6)


class Complaint(TurnAction):
    """An apology and the way to a person."""

    action = "action_complaint"

    def reply(self, turn: Turn) -> Events:
        person, offered = offer_person(turn, "complaint")
        turn.say("utter_complaint", buttons=[person])
        return offered


class Praise(TurnAction):
    action = "action_praise"

    def reply(self, turn: Turn) -> Events:
        turn.say("utter_praise")
        return []


class RateService(TurnAction):
    """Writes a rating of 1 to 5 down; asks for it where none was given."""

    action = "action_rate_service"

    def reply(self, turn: Turn) -> Events:
        stars = _stars(turn.entity("rating"))
        if stars is None:
            turn.say("utter_ask_rating")
            return []
        with turn.services.database.session() as session:
            append(
                session,
                "rating",
                customer_id=turn.customer_id(session),
                conversation_id=turn.conversation_id,
                value=float(stars),
                data={"subject": "service"},
                event_id=turn.key("rating"),
            )
        if stars > LOW:
            turn.say("utter_rated", stars=stars)
            return []
        person, offered = offer_person(turn, "low_rating")
        turn.say("utter_rated_low", buttons=[person], stars=stars)
        return offered


def _stars(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and int(text) in STARS else None
