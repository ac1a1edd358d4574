"""The scripted conversations, in English and Chinese; each step asserts what the customer would notice."""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from engine.accounts.identity import issue_shop_token
from engine.serve.instance import Instance
from engine.store import Database
from tests.agent import Agent
from tests.smoke.cast import Role, find_role, stored_order
from tests.visitor import Message, Visitor, text_of

DELIVERED = {"en": "delivered", "zh": "已送达"}


def play(instance: Instance, report: Callable[[str], None]) -> None:
    """All scenes, on the shop that the instance's database holds."""
    database = Database(instance.settings.resolved_database_url)
    agent = Agent.hired(instance)
    try:
        role = find_role(database)
        for scene in (an_english_customer, a_chinese_customer):
            scene(instance, database, agent, role, report)
    finally:
        agent.close()
        database.dispose()


def an_english_customer(
    instance: Instance, database: Database, agent: Agent, role: Role, report: Callable[[str], None]
) -> None:
    """Proves who they are by name and postcode, then goes through the whole script."""
    with ExitStack() as stack:
        visitor = stack.enter_context(Visitor(instance.url))
        visitor.say("Hi there", until=lambda shown: len(shown) > 0)
        report("en: greeted")

        visitor.say(f"Where is my order {role.delivered.display_id}?")
        shown = text_of(visitor.say(f"{role.name} {role.postcode}", until=role.delivered.id))
        assert DELIVERED["en"] in shown.lower(), shown
        for line in role.delivered.lines:
            assert line.name["en"] in shown, (line.name, shown)
        report(f"en: {role.delivered.display_id} tracked: {role.delivered.status}, with its items")

        cancel(visitor, role)
        assert stored_order(database, role.pending).status == "cancelled"
        report(f"en: {role.pending.display_id} cancelled, and the store says so")

        visitor.say(f"Please cancel order {role.delivered.display_id}", until="Send something back")
        assert stored_order(database, role.delivered).status == "delivered"
        report("en: a delivered order is not cancelled, a return is offered instead")

        refused = visitor.say(f"Where is order {role.foreign.display_id}?")[0]["text"]
        unknown = visitor.say("Where is order #W0000001?")[0]["text"]
        assert refused.replace(role.foreign.id, "N") == unknown.replace("W0000001", "N"), (refused, unknown)
        report("en: somebody else's order is refused like one that does not exist")

        cards = cards_of(visitor.say("Can you recommend something for me?", until='"product"'))
        assert all(card["reason"] for card in cards), cards
        report(f"en: suggested {', '.join(card['title'] for card in cards)}, each with a reason")

        hand_over(visitor, agent, "I want to talk to a person", "Hello, this is Mira. How can I help?")
        report("en: a person asked for, seen at the desk, and answered")


def a_chinese_customer(
    instance: Instance, database: Database, agent: Agent, role: Role, report: Callable[[str], None]
) -> None:
    """Comes with the shop's token; tracking, suggestion and hand-off."""
    token = issue_shop_token(instance.settings.shop_secret, role.customer_id)
    with Visitor(instance.url, language="zh", token=token) as visitor:
        shown = text_of(visitor.say(f"我的订单{role.delivered.display_id}到哪了?", until=role.delivered.id))
        assert DELIVERED["zh"] in shown, shown
        assert any(line.name["zh"] in shown for line in role.delivered.lines), shown
        report("zh: order tracked")

        cards = cards_of(visitor.say("有什么推荐的吗?", until='"product"'))
        assert all(any("\u4e00" <= char <= "\u9fff" for char in card["reason"]) for card in cards), cards
        report("zh: suggestions, each with a reason in Chinese")

        hand_over(visitor, agent, "转人工客服", "您好,我是Mira,请问有什么可以帮您?")
        report("zh: a person asked for, seen at the desk, and answered")


def cards_of(messages: list[Message]) -> list[dict[str, Any]]:
    """The product cards below the messages."""
    return [card for message in messages for card in message["cards"] if card["kind"] == "product"]


def cancel(visitor: Visitor, role: Role) -> None:
    """Ask, give the reason, confirm."""
    visitor.say(f"I'd like to cancel order {role.pending.display_id}", until="No longer needed")
    visitor.press("No longer needed", until="Yes")
    visitor.press("Yes", until="cancelled")


def hand_over(visitor: Visitor, agent: Agent, asking: str, answer: str) -> None:
    """The customer asks for a person; the desk sees it with the transcript; the reply arrives."""
    visitor.say(asking)
    visitor.wait_for(lambda v: v.state["name"] == "waiting")
    assert visitor.id in [row["id"] for row in agent.queue()]
    seen = agent.conversation(visitor.id)
    assert seen["handoff"]["reason"] == "asked", seen["handoff"]
    shown = [m for m in seen["messages"] if m["author"] == "customer"]
    assert asking in [m["text"] for m in shown]
    understood = next(m["nlu"] for m in shown if m["text"] == asking)
    assert understood["intent"] == "human_handoff", understood
    assert understood["sentiment"]["label"] in ("negative", "neutral", "positive")
    agent.claim(visitor.id)
    agent.reply(visitor.id, answer)
    visitor.wait_for(lambda v: ("staff", answer) in [(m["author"], m["text"]) for m in v.messages.values()])
    assert visitor.state["name"] == "human", visitor.state
    agent.resolve(visitor.id)
    visitor.wait_for(lambda v: v.state["name"] == "resolved")
