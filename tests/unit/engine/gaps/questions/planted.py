"""A shop of 120 customers of two kinds, whose log a rebuild learns questions from."""

import numpy as np

from engine.events.history import read_history
from engine.gaps.questions.goods import read_goods
from engine.gaps.questions.rebuild import learnt_from
from engine.gaps.questions.saved import Questions
from engine.store import Database
from tests.builders import NOW, add_customer, add_event, add_product, add_shop

CATEGORIES = ("garden", "kitchen", "office", "toys")


def furnish(database: Database) -> Questions:
    """Cooks buy kitchen and garden, parents toys and office; "mei" bought one kitchen thing, "new" none."""
    random = np.random.default_rng(4)
    with database.session() as session:
        add_shop(session)
        for category in CATEGORIES:
            for number in range(6):
                add_product(session, f"{category}-{number}", category=category)
        for number in range(120):
            add_customer(session, f"c{number}")
            mine = ("kitchen", "garden") if number % 2 else ("toys", "office")
            for day in range(12):
                category = random.choice(mine if random.random() < 0.85 else CATEGORIES)
                product = f"{category}-{random.integers(6)}"
                add_event(session, "purchase", f"c{number}", product, at=NOW.replace(day=1 + day), value=1)
        add_customer(session, "mei")
        add_event(session, "purchase", "mei", "kitchen-0", value=1)
        add_customer(session, "new")
    with database.session(writes=False) as session:
        learnt = learnt_from(read_history(session), read_goods(session))
    assert learnt is not None
    return learnt
