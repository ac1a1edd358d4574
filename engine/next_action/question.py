"""The best question for a customer, as the decision takes it."""

from sqlalchemy.orm import Session

from engine.gaps.questions.saved import load
from engine.gaps.questions.service import worth_asking
from engine.next_action.situation import Question
from engine.settings import Settings


def question_for(session: Session, settings: Settings, customer_id: str) -> Question | None:
    """By the last rebuild; None where no answer is worth its cost. Raises NotFound."""
    best = worth_asking(session, load(settings.learnt_dir), customer_id).best(settings.question_cost)
    return Question(best.text, best.bits, settings.question_cost) if best else None
