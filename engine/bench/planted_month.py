"""A generated month of conversations with unanswered topics planted in it, stored as the app stores them.

Around the planted topics lies answered traffic: the bot's own training examples by popularity, each intent
with a share of failures of its own, and questions of no shop (out of scope) that fail one by one.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from engine.bench.asked_wording import planted_patterns, worded
from engine.conversations.service import (
    BotMessage,
    TurnAnswer,
    finish_turn,
    post_customer_message,
    request_handoff,
    start,
)
from engine.events.log import append
from engine.nlu.dataset.corpus import Corpus
from engine.store import Database
from engine.text.language import Language

PLANTED = 30
SINCE = datetime(2026, 10, 1, tzinfo=UTC)
DAYS = 30
ANSWERED, OUTSIDE = 3000, 200
"""Questions of answered intents, and out-of-scope ones that nobody understands."""
FEWEST, MOST = 15, 60
"""Questions of a planted topic."""
ENGLISH = 0.6
_MANNERS = frozenset(
    (
        "greet",
        "goodbye",
        "thank",
        "affirm",
        "deny",
        "choose",
        "restart",
        "human_handoff",
        "rate_service",
        "praise",
    )
)
_PERSON: Mapping[Language, str] = {"en": "let me talk to a person", "zh": "转人工"}
_STARS: Mapping[Language, str] = {"en": "1 star", "zh": "一星"}


@dataclass(frozen=True)
class Ask:
    """One question to be written. topic: planted, or None. fails: how it goes wrong, None where answered."""

    text: str
    language: Language
    intent: str
    topic: str | None
    fails: str | None


def plant(database: Database, corpus: Corpus, seed: int) -> Mapping[str, str]:
    """Write the month through the conversation services; returns message id to planted topic."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    asks = [*_planted(corpus, rng), *_answered(corpus, rng), *_outside(corpus, rng)]
    rng.shuffle(asks)
    truth: dict[str, str] = {}
    for batch in _batches(_conversations(asks, rng), 50):
        with database.session() as session:
            for own in batch:
                at = SINCE + timedelta(minutes=rng.uniform(0, DAYS * 24 * 60 - 60))
                _hold(session, own, at, corpus, truth, rng)
    return truth


def _planted(corpus: Corpus, rng: random.Random) -> Iterator[Ask]:
    patterns = planted_patterns()
    for topic in rng.sample(sorted(patterns), PLANTED):
        lost = rng.betavariate(16, 4)
        for _ in range(round(FEWEST * (MOST / FEWEST) ** rng.random())):
            language: Language = "en" if rng.random() < ENGLISH else "zh"
            text = worded(rng.choice(patterns[topic][language]), language, rng)
            fails = rng.choices(("fallback", "handoff", "no_article", "low_rating"), (60, 20, 12, 8))[0]
            intent = rng.choice(_intents(corpus))
            yield Ask(text, language, intent, topic, fails if rng.random() < lost else None)


def _answered(corpus: Corpus, rng: random.Random) -> Iterator[Ask]:
    intents = _intents(corpus)
    rng.shuffle(intents)
    lost = {intent: rng.betavariate(2, 18) for intent in intents}
    # Zipf's law with exponent .8: the first intent is asked some twenty times as often as the last.
    popularity = [1 / (rank + 1) ** 0.8 for rank in range(len(intents))]
    texts = _texts(corpus)
    for intent in rng.choices(intents, popularity, k=ANSWERED):
        language: Language = "en" if rng.random() < ENGLISH else "zh"
        text = worded(rng.choice(texts[intent, language]).replace("{", "").replace("}", ""), language, rng)
        fails = rng.choices(("fallback", "handoff", "low_rating"), (50, 35, 15))[0]
        yield Ask(text, language, intent, None, fails if rng.random() < lost[intent] else None)


def _outside(corpus: Corpus, rng: random.Random) -> Iterator[Ask]:
    texts = _texts(corpus)
    for _ in range(OUTSIDE):
        language: Language = "en" if rng.random() < ENGLISH else "zh"
        yield Ask(rng.choice(texts["out_of_scope", language]), language, "out_of_scope", None, "fallback")


def _intents(corpus: Corpus) -> list[str]:
    return sorted({one.intent for one in corpus.examples} - _MANNERS - {"out_of_scope"})


def _texts(corpus: Corpus) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for one in corpus.examples:
        found.setdefault((one.intent, one.language), []).append(one.text)
    return found


def _conversations(asks: Sequence[Ask], rng: random.Random) -> Iterator[list[Ask]]:
    """One to three questions each, in one language."""
    for language in ("en", "zh"):
        own = [one for one in asks if one.language == language]
        while own:
            size = rng.choices((1, 2, 3), (60, 28, 12))[0]
            yield own[:size]
            own = own[size:]


def _batches(items: Iterator[list[Ask]], size: int) -> Iterator[list[list[Ask]]]:
    batch: list[list[Ask]] = []
    for one in items:
        batch.append(one)
        if len(batch) == size:
            yield batch
            batch = []
    yield batch


def _hold(  # noqa: PLR0917 - all of one conversation
    session: Session,
    asks: Sequence[Ask],
    at: datetime,
    corpus: Corpus,
    truth: dict[str, str],
    rng: random.Random,
) -> None:
    """One conversation, turn by turn. What is left of it once a person is called, another one asks."""
    left = list(asks)
    while left:
        view, _ = start(session, language=left[0].language, now=at)
        waiting = False
        while left and not waiting:
            ask, at = left.pop(0), at + timedelta(seconds=rng.uniform(20, 90))
            waiting = _ask(session, view.id, ask, at, corpus, truth, rng)


def _ask(  # noqa: PLR0917 - all of one question
    session: Session,
    conversation: str,
    ask: Ask,
    at: datetime,
    corpus: Corpus,
    truth: dict[str, str],
    rng: random.Random,
) -> bool:
    """The question, its answer, and what the customer does about it; whether a person is called."""
    message = _post(session, conversation, ask.text, at)
    if ask.topic:
        truth[message] = ask.topic
    done = finish_turn(session, message, _answer(message, ask, corpus, rng), now=at + timedelta(seconds=1))
    later = at + timedelta(seconds=30)
    if ask.fails == "handoff":
        asking = _post(session, conversation, _PERSON[ask.language], later)
        request_handoff(session, conversation, "asked", now=later + timedelta(seconds=1))
        answer = _said("human_handoff", 0.97, ask.language)
        finish_turn(session, asking, answer, now=later + timedelta(seconds=1))
        return True
    if ask.fails == "low_rating":
        rating = _post(session, conversation, _STARS[ask.language], later)
        append(
            session,
            "rating",
            conversation_id=conversation,
            value=1.0,
            data={"subject": "service"},
            event_id=f"{rating}:rating",
            at=later,
        )
        finish_turn(session, rating, _said("rate_service", 0.95, ask.language), now=later)
    return done is not None and done.state != "bot"


def _post(session: Session, conversation: str, text: str, at: datetime) -> str:
    client = f"{at.timestamp():.6f}"
    posted = post_customer_message(session, conversation, client, text=text, lease_seconds=30.0, now=at)
    return posted.message.id


def _answer(message: str, ask: Ask, corpus: Corpus, rng: random.Random) -> TurnAnswer:
    if ask.fails == "fallback":
        ranking = rng.sample(_intents(corpus), 3)
        return _said(
            "nlu_fallback",
            0.4,
            ask.language,
            ranking=[{"name": name, "confidence": rng.uniform(0.05, 0.3)} for name in ranking],
            slots={"not_understood": message},
        )
    slots = {"offer": {"at": message, "no_article": True}} if ask.fails == "no_article" else {}
    return _said(ask.intent, rng.uniform(0.4, 0.95), ask.language, slots=slots)


def _said(
    intent: str,
    confidence: float,
    language: Language,
    *,
    ranking: Sequence[Mapping[str, Any]] = (),
    slots: Mapping[str, Any] | None = None,
) -> TurnAnswer:
    first = {"name": intent, "confidence": confidence}
    nlu = {"intent": first, "intent_ranking": [first, *ranking], "language": language}
    return TurnAnswer((BotMessage("…"),), nlu, ("action_answer",), slots or {})
