"""A shop whose customers have answered about the service: two segments, six months, some complaints."""

from datetime import datetime, timedelta

import numpy as np
from sqlalchemy.orm import Session

from engine.conversations.service import start
from engine.gaps.service_quality.dimensions import DIMENSIONS
from engine.profiles.segments import stored
from engine.profiles.segments.document import Document, Segment
from engine.store.tables import CustomerProfile, ServiceAnswer
from tests.builders import add_customer, add_shop

NAMES = (("Regulars", "常客"), ("Newcomers", "新客"))
MEAN_GAP = {"reliability": -1.2, "responsiveness": -0.3, "assurance": 0.1, "empathy": 0.0, "tangibles": 0.6}


def furnish(session: Session, now: datetime, *, months: int = 6, people: int = 24) -> None:
    """Each month `people` customers answer about each dimension, in the last month only three of them."""
    add_shop(session)
    random = np.random.default_rng(3)
    for n in range(people):
        add_customer(session, f"c{n}", first_name=f"Ada{n}", last_name="Lee")
        profile = CustomerProfile(customer_id=f"c{n}", events=0, tally={}, segment=n % 2, updated_at=now)
        session.add(profile)
    words = [{"en": en, "zh": zh} for en, zh in NAMES]
    segments = [Segment(n, words[n], words[n], people // 2, 0.5, [], None, []) for n in range(2)]
    stored.keep(session, Document("kmeans", {}, {}, {}, [], {}, segments, [], {}, 2), now, people)
    talk = start(session, customer_id="c0", verified_by="token")[0].id
    for month in range(months):
        at = now - timedelta(days=30 * (months - 1 - month) + 1)
        for n in range(3 if month == months - 1 else people):
            for dimension in DIMENSIONS:
                expected = int(random.choice([4, 4, 5]))
                got = expected + round(MEAN_GAP[dimension] + random.normal(0, 0.7))
                session.add(
                    _answer(f"{month}-{n}-{dimension}", f"c{n}", dimension, at, expected, min(5, max(1, got)))
                )
    for n in range(4):
        row = _answer(f"text-{n}", f"c{n}", "reliability" if n else "tangibles", now, None, 1 if n else 5)
        row.source, row.confidence, row.conversation_id = "text", 0.45, talk
        session.add(row)
    session.flush()


def _answer(id_: str, customer: str, dimension: str, at: datetime, *levels: int | None) -> ServiceAnswer:
    return ServiceAnswer(
        id=id_, customer_id=customer, dimension=dimension, expected=levels[0], experienced=levels[1],
        source="chat", confidence=0.9, asked_at=at, answered_at=at, state="answered",
    )  # fmt: skip
