"""What customers asked for, day by day."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store.tables import Correction, Message

NOT_ASKED = frozenset(
    {"nlu_fallback", "greet", "goodbye", "thank", "affirm", "deny", "choose"}
    | {"answer_question", "ask_me", "stop_asking", "onboard"}
)
"""Intents that are no question: manners, answers, and what was not understood."""


def asked_by_day(session: Session, until: datetime) -> dict[str, Counter[date]]:
    """How many messages of each intent customers wrote on each day (UTC) before `until`.

    Buttons apart; where an agent said what a message really meant, that counts.
    """
    rows = session.execute(
        select(Message.created_at, Message.nlu, Correction.intent)
        .outerjoin(Correction, Correction.message_id == Message.id)
        .where(Message.author == "customer", Message.command.is_(None), Message.created_at < until)
        .execution_options(yield_per=10_000)
    )
    found: dict[str, Counter[date]] = {}
    for at, nlu, corrected in rows:
        intent = corrected or _intent(nlu)
        if intent and intent not in NOT_ASKED:
            found.setdefault(intent, Counter())[at.date()] += 1
    return found


def _intent(nlu: Mapping[str, Any] | None) -> str | None:
    return cast("Mapping[str, Any]", (nlu or {}).get("intent") or {}).get("name")
