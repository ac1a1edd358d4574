"""Conversations whose turns end as a test says, and a small Rasa project to write labels into."""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from engine.conversations.service import (
    BotMessage,
    TurnAnswer,
    begin_turn,
    finish_turn,
    post_customer_message,
    start,
)
from engine.nlu.dataset.folder import BotFolder
from engine.store import new_id
from engine.store.tables import Staff
from engine.store.types import utc_now
from tests.unit.engine.nlu.dataset.conftest import DOMAIN, EN, ZH, make_bot

Say = Callable[..., str]
_numbers = itertools.count()


def ranking(*guesses: tuple[str, float]) -> dict[str, Any]:
    named = [{"name": name, "confidence": confidence} for name, confidence in guesses]
    return {"intent": named[0], "intent_ranking": named}


SURE = ranking(("track_order", 0.95), ("cancel_order", 0.02))
UNSURE = ranking(("track_order", 0.4), ("cancel_order", 0.2))
CLOSE = ranking(("track_order", 0.52), ("cancel_order", 0.45))
FALLBACK = ranking(("nlu_fallback", 0.7), ("cancel_order", 0.3), ("track_order", 0.2))


@pytest.fixture
def say(session: Session) -> Say:
    """Writes a message, by default in a conversation of its own, and ends its turn; returns its id."""

    def speak(
        text: str,
        nlu: dict[str, Any],
        *,
        language: str = "en",
        customer: str | None = None,
        conversation: str | None = None,
        loop: str | None = None,
        **more: Any,
    ) -> str:
        id_ = (
            conversation or start(session, language=language, customer_id=customer, verified_by="token")[0].id
        )
        posted = post_customer_message(session, id_, f"c{next(_numbers)}", text=text)
        begin_turn(session, id_, 8.0)
        read = {**nlu, "sentiment": {"label": "negative", "score": -0.3}, "language": language, **more}
        finish_turn(session, posted.message.id, TurnAnswer([BotMessage("ok")], read, active_loop=loop))
        return posted.message.id

    return speak


@pytest.fixture
def ada(session: Session) -> str:
    """The id of an admin."""
    row = Staff(
        id=new_id(),
        email="ada@example.com",
        name="Ada",
        role="admin",
        password_hash="none",
        created_at=utc_now(),
    )
    session.add(row)
    session.flush()
    return row.id


@pytest.fixture
def bot(tmp_path: Path) -> BotFolder:
    files = {
        "data/nlu/en/orders.yml": EN,
        "data/nlu/zh/orders.yml": ZH,
        "data/sentiment/en.csv": "text,label\nthis is ridiculous,negative\n",
        "domain/orders.yml": DOMAIN,
    }
    return make_bot(tmp_path, files)
