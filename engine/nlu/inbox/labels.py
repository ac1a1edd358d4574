"""What a person says a message is."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from sqlalchemy.orm import Session

from engine.errors import Conflict, Invalid
from engine.nlu.dataset.domain import Domain
from engine.nlu.dataset.draft import SENTIMENTS, known_intent
from engine.nlu.dataset.markup import Span, render
from engine.nlu.dataset.wording import clean
from engine.nlu.inbox.items import ItemView, find, item
from engine.store.tables import InboxItem
from engine.store.types import utc_now


@dataclass(frozen=True)
class Marked:
    """`text[start:end]` of a label's text is an `entity`."""

    start: int
    end: int
    entity: str


@dataclass(frozen=True)
class Label:
    """A person's word: `text` is what goes into the training data, the entities are places in it."""

    intent: str
    text: str
    entities: Sequence[Marked] = field(default_factory=tuple)
    sentiment: str | None = None


def set_label(session: Session, domain: Domain, item_id: str, label: Label, staff_id: str) -> ItemView:
    """Note the label; a second one takes the first one's place.

    Raises NotFound, Conflict where the message is written or dismissed already, Invalid for an unknown
    intent, entity or sentiment, an empty text, or entities that are not places in it.
    """
    row = find(session, item_id)
    if row.state not in ("open", "labelled"):
        raise Conflict(f"This message is {row.state} already. Load the list again.")
    known_intent(domain, label.intent)
    if label.sentiment is not None and label.sentiment not in SENTIMENTS:
        raise Invalid(f"A sentiment is one of {', '.join(SENTIMENTS)}.")
    if unknown := [one.entity for one in label.entities if one.entity not in domain.entities]:
        raise Invalid(f"There is no entity {unknown[0]!r}. Choose one that rasa_bot/domain declares.")
    if clean(label.text) != label.text:
        raise Invalid("The text must be one line without spaces at its ends.")
    marked_text(label)
    row.label = {
        "intent": label.intent,
        "text": label.text,
        "entities": [asdict(one) for one in sorted(label.entities, key=lambda one: one.start)],
        "sentiment": label.sentiment,
    }
    return _decide(session, row, "labelled", staff_id)


def dismiss(session: Session, item_id: str, staff_id: str) -> ItemView:
    """It teaches nothing. Raises NotFound, Conflict where it is written already."""
    row = find(session, item_id)
    if row.state == "written":
        raise Conflict("This message is written already. Delete its example in the training data instead.")
    return _decide(session, row, "dismissed", staff_id)


def reopen(session: Session, item_id: str, staff_id: str) -> ItemView:
    """Decide anew; the label is kept as a draft. Raises NotFound, Conflict where it is written already."""
    row = find(session, item_id)
    if row.state == "written":
        raise Conflict("This message is written already. Edit its example in the training data instead.")
    return _decide(session, row, "open", staff_id)


def label_of(row: InboxItem) -> Label:
    """The stored label. Raises Conflict where there is none."""
    if row.label is None:
        raise Conflict("This message has no label yet.")
    return Label(
        intent=row.label["intent"],
        text=row.label["text"],
        entities=tuple(Marked(**one) for one in row.label["entities"]),
        sentiment=row.label["sentiment"],
    )


def marked_text(label: Label) -> str:
    """The label's text with its entities marked as the files have them. Raises Invalid."""
    return render(label.text, [Span(one.start, one.end, one.entity) for one in label.entities])


def _decide(session: Session, row: InboxItem, state: str, staff_id: str) -> ItemView:
    row.state, row.decided_by, row.decided_at = state, staff_id, utc_now()
    session.flush()
    return item(session, row.id)
