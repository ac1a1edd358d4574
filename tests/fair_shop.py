"""A shop whose report on recommendations is really made: two tastes, and a segment too small to tell of."""

from datetime import timedelta
from pathlib import Path

import numpy as np
from sqlalchemy.orm import Session

from engine.profiles.segments import stored
from engine.profiles.segments.document import Document, Segment
from engine.profiles.stored import recount, save, set_segments
from engine.recommend.fairness.stored import make, store_report
from engine.store import Database
from engine.store.types import utc_now
from tests.builders import NOW, add_customer, add_event, add_product, add_shop

NAMES = ({"en": "Steady", "zh": "稳定"}, {"en": "Curious", "zh": "好奇"}, {"en": "Rare", "zh": "罕见"})
GUESSED = 80
FEW = 5
"""Customers of the last segment."""


def reported(database: Database, learnt: Path) -> None:
    """Ninety customers who come back four times, divided into segments; then the report."""
    with database.session() as session:
        _trade(session)
    with database.session(writes=False) as session:
        store_report(learnt, make(session, learnt), utc_now())


def _customer(session: Session, n: int) -> str:
    """The steady are of one income; ages fall as they come, and the last few are a guess."""
    customer = add_customer(session, f"c{n:02d}")
    customer.attributes = {
        "source": ("shop", "api")[n % 2],
        "income": ("Under 15K", "100K+")[n % 2],
        "age": ("19-24", "25-64", "65+")[n % 3],
        "imputed": ["age"] if n >= GUESSED else [],
    }
    return customer.id


def _trade(session: Session) -> None:
    random = np.random.default_rng(6)
    add_shop(session)
    for n in range(60):
        add_product(session, f"p{n:02d}", f"Thing {n}", category=f"k{n % 4}")
    ids = [_customer(session, n) for n in range(90)]
    for n, customer in enumerate(ids):
        for basket in range(4):
            at = NOW - timedelta(days=int(40 * (3 - basket) + random.integers(0, 20)))
            # The steady buy few things, the curious many.
            for item in {int(30 * (n % 2) + one) for one in random.geometric((0.3, 0.1)[n % 2], 3) % 30}:
                data = {"order_id": f"{customer}-{basket}"}
                add_event(session, "purchase", customer, f"p{item:02d}", at=at, value=1.0, data=data)
    session.flush()
    labels = {customer: 3 if n < FEW else 1 + n % 2 for n, customer in enumerate(ids)}
    sizes = [list(labels.values()).count(label) for label in (1, 2, 3)]
    segments = [
        Segment(label, name, name, size, size / len(ids), [], None, [])
        for label, (name, size) in enumerate(zip(NAMES, sizes, strict=True), start=1)
    ]
    document = Document("kmeans", {}, {}, {}, [], {}, segments, [], {}, 4)
    stored.keep(session, document, NOW, len(ids))
    save(session, recount(session, ids))
    set_segments(session, labels)
