"""Where a customer's onboarding stands: begun once, answered, skipped or stopped for good."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from engine.errors import Conflict, Invalid
from engine.gaps.reports.choices import choices_of, store_choices
from engine.gaps.reports.service import tell
from engine.recommend.onboarding.questions import NAMES, Name, Question, question
from engine.recommend.past import read_past
from engine.recommend.service import Recommender
from engine.store.tables import Onboarding
from engine.store.types import utc_now

SOURCE = "onboarding"


@dataclass(frozen=True)
class Taken:
    """What an answer led to. kept: the value that is now a statement, None where it was skipped. next: the
    question that follows, None where there is none.
    """

    kept: str | None
    next: Question | None


def begin(session: Session, recommender: Recommender, customer_id: str, key: str) -> Question | None:
    """The first question, if this customer may be asked; then it is noted that they were.

    None for one who did or said anything that suggestions go by, who was asked before, and who does not want
    to be asked, to have answers kept or to be met by them. key: of the turn; the same one gets the same
    question again.
    """
    row = session.get(Onboarding, customer_id)
    if row is not None:
        return _open(session, row) if row.turn == key else None
    chosen = choices_of(session, customer_id)
    if not (chosen.ask and chosen.keep and chosen.personalise):
        return None
    past = read_past(session, customer_id, recommender.columns, utc_now())
    if past.history.weights.any() or past.told.categories or past.told.brands:
        return None
    row = Onboarding(customer_id=customer_id, begun_at=utc_now(), question="", shown=[], turn=key)
    found = _next(session, row, 0)
    if found is not None:
        session.add(row)
        session.flush()
    return found


def take(
    session: Session, customer_id: str, name: str, value: str | None, *, key: str, conversation_id: str
) -> Taken:
    """Keep the answer to the open question as what the customer says of themselves, and go on to the next.

    value: one of the question's options; None: skipped. key: of the turn; the same one changes nothing more.
    Raises Conflict where this question is not open, Invalid for what is no option, Forbidden where the
    customer has chosen that nothing is kept.
    """
    row = session.get(Onboarding, customer_id)
    if row is not None and row.turn == key:
        return Taken(value, _open(session, row))
    if row is None or row.question != name:
        raise Conflict("This question is closed.")
    asked = _open(session, row)
    if value is not None:
        if asked is None or value not in {one.value for one in asked.options}:
            raise Invalid("This is no answer to the question.")
        kind = "budget" if name == "budget" else "category"
        said = f"{key}:{SOURCE}"
        tell(session, customer_id, kind, value, True, SOURCE, conversation_id, event_id=said)
    row.turn = key
    # What was skipped is not named again; of what was answered only the answer is not.
    row.shown = [value] if value is not None else [one.value for one in asked.options] if asked else []
    following = _next(session, row, NAMES.index(asked.name if asked else "budget") + 1)
    session.flush()
    return Taken(value, following)


def stop(session: Session, customer_id: str) -> None:
    """The customer does not want to be asked, here or elsewhere, until they choose otherwise."""
    store_choices(session, customer_id, ask=False)
    row = session.get(Onboarding, customer_id)
    if row is not None:
        row.question = ""
        session.flush()


def _open(session: Session, row: Onboarding) -> Question | None:
    name: Name | None = next((one for one in NAMES if one == row.question), None)
    return question(session, name, row.shown) if name else None


def _next(session: Session, row: Onboarding, start: int) -> Question | None:
    """The first of the remaining questions that makes sense; the row says which."""
    rest: tuple[Name, ...] = NAMES[start:]
    for name in rest:
        found = question(session, name, row.shown)
        if found is not None:
            row.question = name
            return found
    row.question = ""
    return None
