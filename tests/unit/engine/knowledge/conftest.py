"""A small help centre, found with the real sentence model."""

import pytest
from sqlalchemy.orm import Session

from engine.settings import Settings
from engine.text.language import Language
from engine.text.sentence_models import encoders, export_models
from engine.text.vectors import Encoder
from tests.builders import add_article

ARTICLES = {
    "return-policy": (
        ["return_policy"],
        ["How long do I have to return something?", "Can I send it back after a month?", "Is a return free?"],
        ["退货期限是多久？", "一个月后还能退货吗？", "退货要运费吗？"],
        "You can return items within 30 days of delivery.",
        "送达后 30 天内可以退货。",
    ),
    "shipping-cost": (
        ["shipping_cost"],
        ["How much is delivery?", "What does shipping cost?", "When is delivery free?"],
        ["运费多少？", "配送怎么收费？", "满多少包邮？"],
        "Delivery costs 4.90; from 60 it is free.",
        "运费 4.90 元，满 60 元包邮。",
    ),
    "opening-hours": (
        ["contact_hours"],
        ["When are you open?", "What is your phone number?", "Do you work at weekends?"],
        ["几点营业？", "客服电话是多少？", "周末上班吗？"],
        "People are here from 9 to 18 on weekdays.",
        "工作日 9 点到 18 点有人工客服。",
    ),
    "payment-methods": (
        ["payment_methods"],
        ["How can I pay?", "Do you take PayPal?", "Which cards do you accept?"],
        ["可以怎么付款？", "支持支付宝吗？", "可以用信用卡吗？"],
        "You can pay by card, PayPal or gift card.",
        "可用信用卡、支付宝或礼品卡付款。",
    ),
    "warranty": (
        ["warranty"],
        ["How long is the guarantee?", "It broke after half a year", "Do you repair things?"],
        ["保修期多长？", "用了半年坏了怎么办？", "可以维修吗？"],
        "Everything has a guarantee of two years.",
        "所有商品保修两年。",
    ),
}


@pytest.fixture(scope="session")
def readers() -> dict[Language, Encoder]:
    """The configured sentence models; their ONNX exports are made where they are not there yet."""
    settings = Settings()  # pyright: ignore[reportCallIssue]
    return encoders(export_models(settings.sentence_models, settings.sentence_dir))


@pytest.fixture
def articles(session: Session) -> Session:
    for slug, (topics, english, chinese, answer, answer_zh) in ARTICLES.items():
        add_article(
            session, slug, {"en": english, "zh": chinese}, {"en": answer, "zh": answer_zh}, topics=topics
        )
    return session
