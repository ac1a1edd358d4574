"""The language that a customer has chosen to be answered in."""

from sqlalchemy.orm import Session

from engine.conversations.rows import locked
from engine.conversations.start import conversation_view
from engine.conversations.views import ConversationView, Language


def set_language(session: Session, conversation_id: str, language: Language) -> ConversationView:
    """Answer in this language from now on: buttons at once, texts unless they are written in the other.

    Raises NotFound.
    """
    row = locked(session, conversation_id)
    row.language = language
    session.flush()
    return conversation_view(row)
