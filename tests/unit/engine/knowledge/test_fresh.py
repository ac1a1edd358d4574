"""The index of a running app follows the articles."""

from engine.knowledge.fresh import FreshArticles
from engine.settings import Settings
from engine.store import Database
from engine.text.language import Language
from engine.text.vectors import Encoder
from tests.builders import add_article


def test_a_changed_article_is_answered_from_after_the_next_look(
    database: Database, readers: dict[Language, Encoder]
) -> None:
    settings = Settings()  # pyright: ignore[reportCallIssue]
    articles = FreshArticles(settings, database)
    with database.session() as session:
        add_article(session, "old", {"en": ["How much is delivery?"]}, {"en": "It costs 5."})
    assert not articles.due(), "nothing is in use yet"
    before = articles()
    assert not articles.due()
    with database.session() as session:
        add_article(session, "new", {"en": ["Can you engrave a name?"]}, {"en": "Yes, we engrave."})
    assert articles.due()
    assert articles() is before, "the one in use goes on answering"
    assert articles.renew()
    assert articles().search("can you engrave a name", "en")[0].answer == "Yes, we engrave."
    assert not articles.due()
