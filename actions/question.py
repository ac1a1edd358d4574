"""The one question worth asking a customer: which it is, whether this is the moment, and the words."""

from collections.abc import Mapping
from typing import Final

from rasa_sdk.events import EventType, SlotSet
from sqlalchemy.orm import Session

from actions.buttons import Button, button
from actions.turn import Turn
from actions.words import word
from engine.gaps.questions.asked import asked_in, note_asked
from engine.gaps.questions.attributes import Kind
from engine.gaps.questions.service import Candidate, WorthAsking, worth_asking
from engine.gaps.service_quality.asking import surveyed_in
from engine.manner.decide import Manner
from engine.text.localized import localized

TASK: Final = "question"
"""What the slot `offer` calls a question that waits for its answer."""


_ASKED: Final[Mapping[Kind, str]] = {
    "category": "utter_question",
    "brand": "utter_question_brand",
    "budget": "utter_question_budget",
}
_TAPS: Final[Mapping[Kind, tuple[str, str]]] = {
    "category": ("interested", "not_interested"),
    "brand": ("like_brand", "not_interested"),
    "budget": ("up_to_price", "more_than"),
}


def question_for(turn: Turn, *, invited: bool = False) -> Candidate | None:
    """The best question for this turn's customer; None for a stranger, where no answer is worth its cost, and
    without an invitation where this conversation has had one."""
    learnt = turn.services.questions()
    if learnt is None or turn.tracker.active_loop_name is not None:
        return None
    with turn.services.database.session(writes=False) as session:
        if not invited and _asked_already(turn, session):
            return None
        found = known_questions(turn, session)
    return found.best(turn.services.question_cost) if found else None


def _asked_already(turn: Turn, session: Session) -> bool:
    """A conversation carries one question, be it about the customer or about the service."""
    asked = asked_in(session, turn.conversation_id, but=_key(turn))
    return bool(asked) or surveyed_in(session, turn.conversation_id)


def known_questions(turn: Turn, session: Session) -> WorthAsking | None:
    """All questions for this turn's customer; None for a stranger."""
    customer_id = turn.customer_id(session)
    if customer_id is None:
        return None
    return worth_asking(session, turn.services.questions(), customer_id, but=_key(turn))


def is_moment(turn: Turn, found: Manner) -> bool:
    """Not in trouble or a bad mood, which make the tone careful, and not over a request that still waits."""
    return found.tone != "careful" and not turn.slot("second_request")


def ask(turn: Turn, candidate: Candidate) -> list[EventType]:
    """Ask it with one tap for each answer, and write down that it was asked."""
    topic = candidate.attribute
    with turn.services.database.session() as session:
        customer_id = turn.customer_id(session)
        if customer_id is None:
            return []
        note_asked(
            session,
            customer_id,
            topic,
            key=_key(turn),
            conversation_id=turn.conversation_id,
            bits=candidate.bits,
            gain=candidate.gain,
        )
    name = localized(candidate.name, turn.language)
    turn.say(_ASKED[candidate.kind], buttons=_buttons(turn, candidate, name), subject=name, category=name)
    return [SlotSet("offer", {"at": turn.message_id, "task": TASK, "topic": topic})]


def invitation(turn: Turn) -> list[Button]:
    """The button by which a customer invites another question, where there is one worth asking."""
    if question_for(turn, invited=True) is None:
        return []
    return [button(word("ask_me", turn.language), "ask_me")]


def _buttons(turn: Turn, candidate: Candidate, name: str) -> list[Button]:
    topic, kind = candidate.attribute, candidate.kind
    yes, no = _TAPS[kind]
    titles = {
        "yes": word(yes, turn.language).format(price=name),
        "no": word(no, turn.language),
        "skip": word("skip_question", turn.language),
    }
    return [
        *(button(title, "answer_question", topic=topic, confirm=answer) for answer, title in titles.items()),
        button(word("stop_asking", turn.language), "stop_asking", topic=topic),
    ]


def _key(turn: Turn) -> str:
    return turn.key("question")
