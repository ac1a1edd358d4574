"""Answers from the shop's articles."""

from typing import Any

from actions.base import Events, TurnAction
from actions.handoff import offer_person
from actions.intents import intent_title
from actions.turn import Button, Turn
from engine.knowledge.search import GOOD_ENOUGH, Hit

NEEDS_PERSON = frozenset(("payment_problem", "invoice_request", "update_account", "recover_account"))
"""What an article explains but a person has to do."""

CLOSE_ENOUGH = 0.25
"""Half of what an answer needs: worth showing after a second miss, said to be a guess."""


def best_article(turn: Turn, topic: str | None = None) -> Hit | None:
    """The article that answers; within a topic its best one, without a topic only one that surely does."""
    text = turn.text or (intent_title(topic, turn.language) if topic else None) or ""
    articles = turn.services.articles()
    if topic is not None:
        within = articles.search(text, turn.language, {topic}, 1)
        if within:
            return within[0]
    anywhere = articles.search(text, turn.language, None, 1)
    return anywhere[0] if anywhere and anywhere[0].score >= GOOD_ENOUGH else None


def near_article(turn: Turn) -> Hit | None:
    """The article nearest to the message, where it is near at all."""
    found = turn.services.articles().search(turn.text, turn.language, None, 1)
    return found[0] if found and found[0].score >= CLOSE_ENOUGH else None


class AnswerFromArticles(TurnAction):
    """Answers an informational intent with its article, or says that it knows nothing and offers a person."""

    action = "action_answer_from_articles"

    def reply(self, turn: Turn) -> Events:
        hit = best_article(turn, turn.intent)
        person, offered = offer_person(turn, turn.intent)
        if hit is None:
            turn.say("utter_no_article", buttons=[person])
            # Nothing else of the turn tells an answer from none; engine/conversations/questions.py reads it.
            return _as_unanswered(offered)
        needs_person = turn.intent in NEEDS_PERSON
        buttons: list[Button] = [person] if needs_person else []
        turn.say_text(hit.answer, buttons=buttons)
        return offered if needs_person else []


def _as_unanswered(offered: Events) -> Events:
    """The offer of a person, marked as one that was made for want of an article."""
    marked: list[Any] = []
    for event in offered:
        offer = event["value"]
        marked.append({**event, "value": {**offer, "no_article": True}})
    return marked
