"""What becomes of a question: its answer changes what is shown in the same turn, or it is left for good."""

import regex
from rasa_sdk.events import SlotSet

from actions.answered_list import changed
from actions.base import Events, TurnAction
from actions.question import TASK, ask, known_questions, question_for
from actions.survey import level_in, survey_answered
from actions.turn import Turn
from engine.errors import Forbidden, NotFound
from engine.gaps.questions.asked import answer, skip, stop
from engine.gaps.questions.service import names_of
from engine.gaps.service_quality.asking import end
from engine.gaps.service_quality.words import half_asked
from engine.text.localized import localized

_NO = regex.compile(r"\b(?:not|no|nope|never|don['’]?t)\b|不|没兴趣", flags=regex.IGNORECASE)
_SKIP = regex.compile(
    r"\b(?:skip|pass|thank|thanks|next|rather not)\b|跳过|不想说|不回答|用了|谢", regex.IGNORECASE
)


class AnswerQuestion(TurnAction):
    """By a button or in words; kept as what the customer says of themselves, and shown to have an effect."""

    action = "action_answer_question"

    def reply(self, turn: Turn) -> Events:
        topic = turn.entity("topic") or open_question(turn)
        if topic is None:
            turn.say("utter_choice_expired")
            return []
        level = level_in(turn.text) if half_asked(topic) else None
        return answered(turn, topic, turn.entity("confirm") or level or said(turn.text))


class AskMe(TurnAction):
    """The customer invites a question: more than one a conversation then, but none twice."""

    action = "action_ask_me"

    def reply(self, turn: Turn) -> Events:
        found = question_for(turn, invited=True)
        if found is not None:
            return ask(turn, found)
        with turn.services.database.session(writes=False) as session:
            known = known_questions(turn, session)
        if known is None:
            turn.say("utter_question_stranger")
        else:
            turn.say("utter_question_unwanted" if known.missing == "not_wanted" else "utter_no_question")
        return []


class StopAsking(TurnAction):
    """No question any more, in no conversation, until the customer chooses otherwise."""

    action = "action_stop_asking"

    def reply(self, turn: Turn) -> Events:
        with turn.services.database.session() as session:
            customer_id = turn.customer_id(session)
            topic = turn.entity("topic") or open_question(turn)
            half = half_asked(topic)
            if customer_id is not None and half is not None:
                end(session, customer_id, turn.conversation_id, half[0], "stopped")
            elif customer_id is not None:
                stop(session, customer_id, topic)
        turn.say("utter_asking_stopped" if customer_id else "utter_asking_stopped_here")
        return [SlotSet("offer", None)]


def open_question(turn: Turn) -> str | None:
    """What the bot's last message has asked about."""
    offer = turn.offered() or {}
    return str(offer["topic"]) if offer.get("task") == TASK else None


def said(text: str) -> str:
    """yes, no or skip, by the words of a short answer."""
    if _SKIP.search(text):
        return "skip"
    return "no" if _NO.search(text) else "yes"


def answered(turn: Turn, topic: str, how: str) -> Events:
    """Keep a yes or no about a category, brand or budget and show what it changes; leave a skipped question
    for good."""
    half = half_asked(topic)
    if half is not None:
        return survey_answered(turn, *half, how)
    done = SlotSet("offer", None)
    with turn.services.database.session() as session:
        customer_id = turn.customer_id(session)
        named = names_of(session, [topic]).get(topic)
        if customer_id is None or named is None:
            turn.say("utter_choice_expired")
            return [done]
        if how == "skip":
            skip(session, customer_id, topic)
            turn.say("utter_question_skipped")
            return [done]
        try:
            answer(
                session,
                customer_id,
                topic,
                how == "yes",
                key=turn.key("answer"),
                conversation_id=turn.conversation_id,
            )
        except (Forbidden, NotFound):
            turn.say("utter_question_unwanted")
            return [done]
    return [done, *changed(turn, topic, localized(named, turn.language), likes=how == "yes")]
