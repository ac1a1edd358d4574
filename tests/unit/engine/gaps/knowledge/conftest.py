"""A shop with a few articles, whose customers ask about engraving in vain."""

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy.orm import Session

from engine.conversations.service import (
    BotMessage,
    TurnAnswer,
    finish_turn,
    post_customer_message,
    start,
)
from engine.knowledge.search import ArticleIndex
from engine.settings import Settings
from engine.text.language import Language
from engine.text.sentence_models import encoders, export_models
from engine.text.vectors import Encoder
from tests.builders import add_article
from tests.unit.engine.knowledge.conftest import ARTICLES

SINCE = datetime(2026, 10, 1, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=30)
ENGRAVING: tuple[tuple[Language, str], ...] = (
    ("en", "can you engrave a name on the watch"),
    ("en", "do you engrave names"),
    ("en", "I would like initials engraved, write to ann.lee@mail.com"),
    ("en", "is engraving possible on the bottle"),
    ("en", "engraving service?"),
    ("zh", "可以在手表上刻名字吗"),
    ("zh", "能刻字吗"),
    ("zh", "有刻字服务吗"),
)
GUARANTEE: tuple[tuple[Language, str], ...] = (
    ("en", "how long is the guarantee"),
    ("en", "does the warranty cover water"),
    ("en", "it broke, is that under guarantee"),
    ("en", "do you repair things under warranty"),
    ("zh", "保修期多长"),
    ("zh", "保修包括进水吗"),
)
DELIVERY: tuple[tuple[Language, str], ...] = (
    ("en", "how much is delivery"),
    ("en", "when is shipping free"),
    ("en", "what does postage cost"),
    ("zh", "运费多少"),
    ("zh", "满多少包邮"),
)
PAYMENT: tuple[tuple[Language, str], ...] = (
    ("en", "can I pay by card"),
    ("en", "do you take paypal"),
    ("en", "which ways to pay are there"),
    ("zh", "可以刷卡吗"),
    ("zh", "支持支付宝吗"),
)
_numbers = itertools.count()
Ask = Callable[..., str]


@pytest.fixture(scope="session")
def readers() -> dict[Language, Encoder]:
    """The configured sentence models; their ONNX exports are made where they are not there yet."""
    settings = Settings()  # pyright: ignore[reportCallIssue]
    return encoders(export_models(settings.sentence_models, settings.sentence_dir))


@pytest.fixture
def articles(session: Session, readers: dict[Language, Encoder]) -> ArticleIndex:
    for slug, (topics, english, chinese, answer, answer_zh) in ARTICLES.items():
        add_article(
            session, slug, {"en": english, "zh": chinese}, {"en": answer, "zh": answer_zh}, topics=topics
        )
    return ArticleIndex.build(session, readers)


def ask_in(session: Session, language: Language, text: str, intent: str | None, at: datetime = SINCE) -> str:
    """Write a question, answered as `intent` or, without one, not understood; the message's id."""
    conversation = start(session, language=language, now=at)[0].id
    posted = post_customer_message(
        session, conversation, f"c{next(_numbers)}", text=text, lease_seconds=30, now=at
    )
    id_ = posted.message.id
    nlu = {"intent": {"name": intent or "nlu_fallback", "confidence": 0.9}, "language": language}
    slots = {} if intent else {"not_understood": id_}
    finish_turn(session, id_, TurnAnswer((BotMessage("Well."),), nlu, (), slots), now=at)
    return id_


@pytest.fixture
def ask(session: Session) -> Ask:
    """`ask_in` the test's session."""
    return partial(ask_in, session)


@pytest.fixture
def month(ask: Ask) -> list[str]:
    """Two answered topics with one failure each, and one that nobody answers; its messages' ids."""
    for repeat in range(4):
        for language, text in GUARANTEE:
            ask(language, f"{text}{'?' * repeat}", "warranty")
        for language, text in DELIVERY:
            ask(language, f"{text}{'?' * repeat}", "shipping_cost")
    ask("en", "guarantee how long is it", None)
    ask("en", "postage cost how much", None)
    return [ask(language, text, None) for language, text in ENGRAVING]
