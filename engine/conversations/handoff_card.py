"""The hand-off card: what an agent should know before the first word."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypedDict, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.conversations.suggested_reply import suggested_reply
from engine.conversations.views import language_of
from engine.manner.stake import Stake, stake_of
from engine.orders.service import normalise_order_id
from engine.store.tables import Conversation, Customer, Message, Product
from engine.text.localized import localized

TURNS: Final = 50
_SILENT: Final = ("action_listen", "action_session_start", "action_extract_slots", "action_restart")


class HandoffCard(TypedDict):
    """intents: in order, a repeated one once. sentiments: {"at", "score", "label"} a message, oldest first.
    tried: {"action", "at"}. slots: as the last turn left them, products by name. suggested_reply: in
    the customer's language. stake: what may be lost with this customer, and the head start in the queue that
    it gives; None where that is not known, or nobody proved who they are.
    """

    intents: list[str]
    slots: dict[str, Any]
    sentiments: list[dict[str, Any]]
    tried: list[dict[str, str]]
    suggested_reply: str
    stake: Stake | None


def build_card(session: Session, row: Conversation, reason: str) -> dict[str, Any]:
    """The card of what happened so far, from the last 50 messages of the customer."""
    rows = session.execute(
        select(Message.nlu, Message.created_at)
        .where(Message.conversation_id == row.id, Message.author == "customer")
        .order_by(Message.seq.desc())
        .limit(TURNS)
    ).all()
    card = HandoffCard(intents=[], slots={}, sentiments=[], tried=[], suggested_reply="", stake=None)
    order_id = None
    for nlu, at in reversed(rows):
        if nlu:
            _add_turn(card, nlu, at.isoformat())
            order_id = _order_in(nlu) or order_id
    card["slots"] = _with_names(session, card["slots"], language_of(row.language))
    customer = session.get(Customer, row.customer_id) if row.customer_id and row.verified_by else None
    card["suggested_reply"] = suggested_reply(reason, order_id, customer, language_of(row.language))
    card["stake"] = stake_of(session, customer.id) if customer else None
    return {**card}


def _add_turn(card: HandoffCard, nlu: dict[str, Any], at: str) -> None:
    intent = intent_of(nlu)
    if intent and intent not in card["intents"][-1:]:
        card["intents"].append(intent)
    sentiment = nlu.get("sentiment")
    if sentiment:
        card["sentiments"].append({"at": at, "score": sentiment["score"], "label": sentiment["label"]})
    card["tried"] += [{"action": action, "at": at} for action in nlu.get("actions") or () if _is_work(action)]
    card["slots"] = nlu.get("slots") or {}


def _with_names(session: Session, slots: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The slots with the product that was last talked about by its name instead of its id."""
    product = session.get(Product, str(slots["last_product"])) if slots.get("last_product") else None
    return {**slots, "last_product": localized(product.name, language)} if product else dict(slots)


def _order_in(nlu: Mapping[str, Any]) -> str | None:
    """The order that a turn was about: the one that an action settled on, or else the one that was named."""
    slots = cast("Mapping[str, Any]", nlu.get("slots") or {})
    entities = cast("Sequence[Mapping[str, Any]]", nlu.get("entities") or ())
    named = [one.get("value") for one in entities if one.get("entity") == "order_id"]
    return normalise_order_id(str(slots.get("order_id") or (named[-1] if named else "")))


def intent_of(nlu: Mapping[str, Any]) -> str | None:
    """The name of the intent that a message was understood as."""
    intent = cast("Mapping[str, Any]", nlu.get("intent") or {})
    return intent.get("name")


def _is_work(action: str) -> bool:
    """Whether an agent cares that it ran: our own actions do something, the rest is dialogue bookkeeping."""
    return action.startswith("action_") and action not in _SILENT
