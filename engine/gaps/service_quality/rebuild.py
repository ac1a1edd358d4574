"""What texts and imports say of the service, taken down at a rebuild and when answers are looked at."""

from engine.gaps.service_quality.from_text import collect_texts
from engine.gaps.service_quality.imported import collect_imports
from engine.store import Database


def collect_answers(database: Database) -> int:
    """Returns how many there were that had not been taken yet."""
    with database.session() as session:
        return collect_texts(session) + collect_imports(session)
