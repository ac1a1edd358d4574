"""A shop in which one customer says other things than everybody does."""

from engine.events.history import read_history
from engine.gaps.reports.service import tell
from engine.gaps.topics.rebuild import rebuild_gaps
from engine.store import Database
from tests.builders import NOW, add_customer, add_event, add_product, add_shop


def tell_of_cups(database: Database) -> None:
    """Thirty customers who look at lamps and cups; one of them asks for cups alone, often."""
    with database.session() as session:
        add_shop(session)
        add_product(session, "lamp", category="lighting")
        add_product(session, "cup", category="tea")
        for n in range(30):
            add_customer(session, f"c{n}")
            for event in range(10):
                product = "cup" if event == n % 10 else "lamp"
                add_event(session, "view", f"c{n}", product, at=NOW.replace(day=event + 1))
    with database.session(writes=False) as session:
        history = read_history(session)
    rebuild_gaps(database, history, NOW)
    with database.session() as session:
        for day in range(12):
            tell(session, "c1", "category", "tea", at=NOW.replace(day=day + 1))
