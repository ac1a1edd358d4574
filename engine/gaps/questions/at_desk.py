"""The question worth asking, for the person who talks with the customer: shown, asked, answered."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from engine.conversations.service import MessageView, get_conversation, post_staff_message
from engine.errors import Conflict
from engine.gaps.questions.asked import answer, asked_in, note_asked, skip
from engine.gaps.questions.saved import Questions
from engine.gaps.questions.service import Candidate, names_of, worth_asking
from engine.store.tables import AskedQuestion
from engine.store.types import LocalizedText
from engine.text.localized import localized

Heard = Literal["yes", "no", "skip"]


@dataclass(frozen=True)
class DeskQuestion:
    """text: as the customer reads it. bits, gain: what the answer is expected to tell, and do to their list.
    askable: the agent has the conversation; nothing is asked over a colleague or the bot. asked: here and not
    answered yet, so that its answer can be written down.
    """

    attribute: str
    text: LocalizedText
    bits: float
    gain: float
    askable: bool
    asked: bool = False


def desk_question(
    session: Session, learnt: Questions | None, conversation_id: str, staff_id: str, *, cost: float
) -> DeskQuestion | None:
    """The best question for this conversation's customer, or the one that was asked at the desk and waits for
    its answer; None where none is worth its cost, nobody has proved who they are, they want no questions, or
    this conversation has had one. Raises NotFound."""
    mine = _has(session, conversation_id, staff_id)
    if (row := _open(session, conversation_id)) is not None:
        name = names_of(session, [row.attribute]).get(row.attribute)
        waiting = Candidate(row.attribute, name, row.bits, row.gain, 0.0) if name else None
        return _shown(waiting, mine, asked=True) if waiting else None
    best = _best(session, learnt, conversation_id, cost)
    return _shown(best, mine) if best else None


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

    What they answer is a person's to hear, and to write down by `note_answer`. Raises NotFound, Conflict
    where it is the best question no more, or somebody else, or nobody, has the conversation.
    """
    best = _best(session, learnt, conversation_id, cost)
    conversation = get_conversation(session, conversation_id)
    if best is None or best.attribute != attribute or conversation.customer_id is None:
        raise Conflict("This question is not the one to ask any more.")
    key = _key(conversation_id)
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


def note_answer(session: Session, conversation_id: str, staff_id: str, heard: Heard) -> None:
    """Keep what the customer answered to the question that was asked at the desk, as if they had tapped it.

    Raises NotFound (no conversation, or what was asked about is gone), Conflict where no answer is waited for
    or the conversation is another's, Forbidden where the customer does not want answers kept.
    """
    if not _has(session, conversation_id, staff_id):
        raise Conflict("The conversation is not yours.")
    row = _open(session, conversation_id)
    if row is None:
        raise Conflict("No answer is waited for.")
    if heard == "skip":
        skip(session, row.customer_id, row.attribute)
        return
    key = f"{row.id}:answer"
    answer(session, row.customer_id, row.attribute, heard == "yes", key=key, conversation_id=conversation_id)


def _key(conversation_id: str) -> str:
    return f"desk:{conversation_id}"


def _open(session: Session, conversation_id: str) -> AskedQuestion | None:
    row = session.get(AskedQuestion, _key(conversation_id))
    return row if row is not None and row.answer is None else None


def _has(session: Session, conversation_id: str, staff_id: str) -> bool:
    conversation = get_conversation(session, conversation_id)
    return conversation.state == "human" and conversation.holder_id == staff_id


def _shown(one: Candidate, mine: bool, *, asked: bool = False) -> DeskQuestion:
    return DeskQuestion(one.attribute, one.text, one.bits, one.gain, mine, asked)


def _best(session: Session, learnt: Questions | None, conversation_id: str, cost: float) -> Candidate | None:
    conversation = get_conversation(session, conversation_id)
    proved = conversation.customer_id if conversation.verified_by else None
    if proved is None or asked_in(session, conversation_id):
        return None
    return worth_asking(session, learnt, proved).best(cost)
