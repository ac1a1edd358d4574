"""The reply that an agent is offered to begin with."""

import pytest
from sqlalchemy.orm import Session

from engine.conversations.service import (
    BotMessage,
    ConversationView,
    TurnAnswer,
    claim,
    finish_turn,
    latest_handoff,
    post_customer_message,
    request_handoff,
    start,
    verify_customer,
)
from engine.conversations.suggested_reply import suggested_reply
from engine.store.tables import Customer
from tests.builders import add_customer

WEI = Customer(id="wei", first_name="伟", last_name="王")
MEI = Customer(id="mei", first_name="Mei", last_name="Li")


@pytest.mark.parametrize(
    ("reason", "order_id", "customer", "reply"),
    [
        ("asked", None, None, "Hello. What can I do for you?"),
        (
            "asked",
            "W1234567",
            MEI,
            "Hello Mei. I am looking at your order #W1234567 now. What can I do for you?",
        ),
        (
            "fallbacks",
            None,
            MEI,
            "Hello Mei. I am sorry that our assistant did not understand you. "
            "Could you tell me once more what you need?",
        ),
        (
            "negative_sentiment",
            "W1234567",
            None,
            "Hello. I am sorry for the trouble this has caused you. I have read everything you wrote. "
            "I am looking at your order #W1234567 now. What can I do for you?",
        ),
    ],
)
def test_it_fits_the_reason_and_what_is_known(
    reason: str, order_id: str | None, customer: Customer | None, reply: str
) -> None:
    assert suggested_reply(reason, order_id, customer, "en") == reply


def test_in_chinese_with_the_whole_name() -> None:
    reply = suggested_reply("fallbacks", "W1234567", WEI, "zh")
    assert reply == (
        "王伟，您好。很抱歉，智能助手没能理解您的意思。我正在查看您的订单#W1234567。麻烦您再说一下需要什么帮助，好吗？"
    )


def suggested(session: Session, conversation_id: str) -> str:
    handoff = latest_handoff(session, conversation_id)
    assert handoff is not None
    return handoff.card["suggested_reply"]


def test_the_card_knows_the_verified_customer_and_the_order_named_last(
    session: Session, conversation: ConversationView
) -> None:
    add_customer(session, "mei", first_name="Mei")
    verify_customer(session, conversation.id, "mei", "email_order")
    for number, nlu in enumerate(
        [
            {"entities": [{"entity": "order_id", "value": "#w1111111"}]},
            {"entities": [{"entity": "order_id", "value": "#w2222222"}]},
            {"entities": []},
        ]
    ):
        message = post_customer_message(session, conversation.id, f"c{number}", text="?").message
        finish_turn(session, message.id, TurnAnswer([BotMessage("ok")], nlu))
    request_handoff(session, conversation.id, "asked")
    assert suggested(session, conversation.id) == (
        "Hello Mei. I am looking at your order #W2222222 now. What can I do for you?"
    )


def test_the_turn_that_asks_for_a_person_is_on_the_card_and_sets_its_language(session: Session) -> None:
    conversation, _ = start(session, language="en")
    posted = post_customer_message(session, conversation.id, "1", text="转人工", lease_seconds=30)
    request_handoff(session, conversation.id, "asked")  # as the action does, before its turn ends
    understood = {"intent": {"name": "human_handoff", "confidence": 0.9}, "language": "zh"}
    finish_turn(session, posted.message.id, TurnAnswer([BotMessage("好的")], understood, ["action_handoff"]))
    handoff = latest_handoff(session, conversation.id)
    assert handoff is not None
    assert handoff.card["intents"] == ["human_handoff"]
    assert handoff.card["suggested_reply"] == "您好。请问有什么可以帮您？"


def test_an_agent_who_steps_in_gets_one_too(
    session: Session, conversation: ConversationView, mira: str
) -> None:
    claim(session, conversation.id, mira)
    assert suggested(session, conversation.id).startswith("Hello. I am taking over from our assistant.")
