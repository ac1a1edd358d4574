"""When the rules bring a person, and when they leave the bot alone."""

import pytest
from sqlalchemy.orm import Session

from engine.conversations.handoff_rules import HandoffRules, Told, judge
from engine.conversations.service import (
    BotButton,
    BotMessage,
    ConversationView,
    TurnAnswer,
    finish_turn,
    get_conversation,
    latest_handoff,
    post_customer_message,
    verify_customer,
)
from engine.settings import Settings
from tests.builders import add_customer, add_order, add_product, add_shop

RULES = HandoffRules()
NOTHING = {"intent": {"name": "greet"}}
COMPLAINT = {"intent": {"name": "complaint"}}


@pytest.mark.parametrize(
    "text",
    [
        "I will SUE you",
        "my lawyer says",
        "this goes to small claims",
        "我要找律师",
        "打12315",
        "去消协告你们",
    ],
)
def test_legal_words(text: str) -> None:
    verdict = judge(RULES, Told(text, NOTHING))
    assert verdict is not None
    assert (verdict.deed, verdict.reason, verdict.detail) == ("hand_over", "rule", "legal")


@pytest.mark.parametrize(
    "text", ["I have an issue", "a suede jacket, please", "tissues", "法式咖啡", "订单 12331"]
)
def test_words_that_only_look_legal(text: str) -> None:
    assert judge(RULES, Told(text, NOTHING)) is None


def test_words_are_a_setting() -> None:
    rules = HandoffRules.of(Settings(handoff_words="press, 媒体"))
    assert judge(rules, Told("I will go to the press", NOTHING))
    assert judge(rules, Told("我要找媒体", NOTHING))
    assert judge(rules, Told("my lawyer", NOTHING)) is None
    assert judge(HandoffRules(words=""), Told("my lawyer", NOTHING)) is None


def test_the_settings_defaults_are_the_rules_defaults() -> None:
    assert HandoffRules.of(Settings()) == HandoffRules()


@pytest.mark.parametrize(
    ("scores", "deed"),
    [
        ([-0.6, -0.5], "hand_over"),
        ([-0.6, -0.4], None),
        ([-0.6], None),
        ([-0.4, 0.7], "offer"),
        ([0.1, 1.0], None),
        ([-0.3, 0.3], None),
    ],
)
def test_mood(scores: list[float], deed: str | None) -> None:
    verdict = judge(RULES, Told("hm", NOTHING, scores=scores))
    assert (verdict.deed if verdict else None) == deed


@pytest.mark.parametrize(("cents", "detail"), [(50_000, "order_value"), (49_999, None), (None, None)])
def test_trouble_with_a_dear_order(cents: int | None, detail: str | None) -> None:
    verdict = judge(RULES, Told("it broke", {"intent": {"name": "damaged_item"}}, order_cents=cents))
    assert (verdict.detail if verdict else None) == detail
    assert judge(RULES, Told("where is it", {"intent": {"name": "track_order"}}, order_cents=99_000)) is None
    assert judge(HandoffRules(order_value_cents=0), Told("it broke", COMPLAINT, order_cents=99_000)) is None


def turn(
    session: Session,
    conversation: ConversationView,
    text: str,
    intent: str,
    score: float,
    *buttons: BotButton,
) -> str:
    message = post_customer_message(session, conversation.id, f"c-{text}", text=text).message.id
    nlu = {
        "intent": {"name": intent, "confidence": 0.9},
        "sentiment": {"label": "neutral", "score": score},
        "entities": [{"entity": "order_id", "value": "W0000001"}] if "W0000001" in text else [],
    }
    done = finish_turn(session, message, TurnAnswer([BotMessage("Noted.", buttons)], nlu))
    assert done is not None
    return " ".join(one.text for one in done.messages)


def test_the_worth_is_that_of_the_customers_own_order(
    session: Session, conversation: ConversationView
) -> None:
    add_shop(session)
    add_product(session, prices=(60_000,))
    add_customer(session)
    add_order(session, id="W0000001", status="delivered")
    turn(session, conversation, "W0000001 is broken", "damaged_item", 0.0)
    assert latest_handoff(session, conversation.id) is None, "nobody has proved who they are"
    verify_customer(session, conversation.id, "mei", "token")
    assert "for one of our people to decide" in turn(
        session, conversation, "W0000001 is broken, really", "damaged_item", 0.0
    )
    handoff = latest_handoff(session, conversation.id)
    assert handoff is not None
    assert (handoff.reason, handoff.detail) == ("rule", "order_value")


def test_a_second_complaint_counts_the_first(session: Session, conversation: ConversationView) -> None:
    turn(session, conversation, "not good", "complaint", 0.0)
    turn(session, conversation, "what does delivery cost", "shipping_cost", 0.0)
    assert get_conversation(session, conversation.id).state == "bot"
    turn(session, conversation, "still not good", "complaint", 0.0)
    handoff = latest_handoff(session, conversation.id)
    assert handoff is not None
    assert (handoff.reason, handoff.detail) == ("rule", "complaint")


def test_a_fall_is_only_an_offer_and_not_made_twice_in_one_answer(
    session: Session, conversation: ConversationView
) -> None:
    turn(session, conversation, "lovely", "praise", 0.8)
    assert "A colleague can take over" in turn(session, conversation, "awful", "track_order", -0.4)
    assert get_conversation(session, conversation.id).state == "bot"
    turn(session, conversation, "lovely again", "praise", 0.8)
    offered = BotButton("Talk to a person", "/human_handoff")
    said = turn(session, conversation, "awful again", "track_order", -0.4, offered)
    assert said == "Noted."


def test_not_understood_is_not_said_before_a_person_comes(
    session: Session, conversation: ConversationView
) -> None:
    message = post_customer_message(
        session, conversation.id, "c", text="see you in court, my lawyer"
    ).message.id
    answer = TurnAnswer(
        [BotMessage("I did not understand.")],
        {"intent": {"name": "nlu_fallback"}},
        slots={"not_understood": message},
    )
    done = finish_turn(session, message, answer)
    assert done is not None
    assert [one.author for one in done.messages] == ["system"]
