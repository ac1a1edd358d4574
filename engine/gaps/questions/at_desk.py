"""The question worth asking, for the person who talks with the customer: shown, and asked with one click."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from engine.conversations.service import MessageView, get_conversation, post_staff_message
from engine.errors import Conflict
from engine.gaps.questions.asked import asked_in, note_asked
from engine.gaps.questions.saved import Questions
from engine.gaps.questions.service import Candidate, worth_asking
from engine.store.types import LocalizedText
from engine.text.localized import localized


@dataclass(frozen=True)
class DeskQuestion:
    """text: as the customer reads it. bits, gain: what the answer is expected to tell, and do to their list.
    askable: the agent has the conversation; nothing is asked over a colleague or the bot.
    """

    attribute: str
    text: LocalizedText
    bits: float
    gain: float
    askable: bool


def desk_question(
    session: Session, learnt: Questions | None, conversation_id: str, staff_id: str, *, cost: float
) -> DeskQuestion | None:
    """The best question for this conversation's customer; None where none is worth its cost, nobody has
    proved who they are, they want no questions, or this conversation has had one. Raises NotFound."""
    conversation = get_conversation(session, conversation_id)
    best = _best(session, learnt, conversation_id, cost)
    if best is None:
        return None
    mine = conversation.state == "human" and conversation.holder_id == staff_id
    return DeskQuestion(best.attribute, best.text, best.bits, best.gain, mine)


def ask_at_desk(
    session: Session,
    learnt: Questions | None,
    conversation_id: str,
    staff_id: str,
    attribute: str,
    *,
    cost: float,
) -> MessageView:
    """Write the question to the customer, in the conversation's language, and count it as asked.

    What they answer is a person's to hear: nothing is taken from it. Raises NotFound, Conflict where it is
    the best question no more, or somebody else, or nobody, has the conversation.
    """
    best = _best(session, learnt, conversation_id, cost)
    conversation = get_conversation(session, conversation_id)
    if best is None or best.attribute != attribute or conversation.customer_id is None:
        raise Conflict("This question is not the one to ask any more.")
    key = f"desk:{conversation_id}"
    said = post_staff_message(
        session, conversation_id, staff_id, key, localized(best.text, conversation.language)
    )
    note_asked(
        session,
        conversation.customer_id,
        attribute,
        key=key,
        conversation_id=conversation_id,
        bits=best.bits,
        gain=best.gain,
    )
    return said


def _best(session: Session, learnt: Questions | None, conversation_id: str, cost: float) -> Candidate | None:
    conversation = get_conversation(session, conversation_id)
    proved = conversation.customer_id if conversation.verified_by else None
    if proved is None or asked_in(session, conversation_id):
        return None
    return worth_asking(session, learnt, proved).best(cost)
