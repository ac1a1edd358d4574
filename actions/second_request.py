"""The second request of a message: announced when the first takes several turns, offered when it is done."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk.events import FollowupAction, SlotSet

from actions.base import Events, TurnAction
from actions.buttons import button
from actions.handoff import HandoffAction
from actions.intents import intent_title
from actions.knowledge import AnswerFromArticles
from actions.orders import TrackOrder
from actions.problems import DeliveryProblem, ItemProblem
from actions.products import ProductInfo, StockAvailability
from actions.recommend import Recommend
from actions.refunds import RefundStatus
from actions.turn import Turn

FORMS = frozenset(
    (
        "cancel_order", "change_order", "change_address", "return_item", "exchange_item", "reorder",
        "delete_my_data", "export_my_data",
    )
)  # fmt: skip
"""Requests that a form takes up."""

_ACTIONS: Mapping[str, type[TurnAction]] = {
    "track_order": TrackOrder,
    "refund_status": RefundStatus,
    "delivery_problem": DeliveryProblem,
    "damaged_item": ItemProblem,
    "wrong_or_missing_item": ItemProblem,
    "product_info": ProductInfo,
    "stock_availability": StockAvailability,
    "recommend": Recommend,
    "human_handoff": HandoffAction,
}
"""The rest is answered from articles."""


class AnnounceSecond(TurnAction):
    """Says that the second request was heard and comes after the first."""

    action = "action_announce_second"

    def reply(self, turn: Turn) -> Events:
        title = intent_title(_waiting(turn).get("intent", ""), turn.language)
        if title:
            turn.say("utter_second_announced", topic=title)
        return []


class OfferSecond(TurnAction):
    """Offers the second request by a button; a plain yes in the next message means it too."""

    action = "action_offer_second"

    def reply(self, turn: Turn) -> Events:
        waiting = _waiting(turn)
        intent, text = str(waiting.get("intent")), str(waiting.get("text"))
        title = intent_title(intent, turn.language)
        done = [SlotSet("second_request", None)]
        if title is None:
            return done
        named = {str(one["entity"]): str(one["value"]) for one in waiting.get("entities") or []}
        turn.say("utter_second_offered", buttons=[button(title, intent, asked=text, **named)], topic=title)
        offer = {
            "at": turn.message_id,
            "task": intent,
            "asked": text,
            "entities": waiting.get("entities") or [],
            "order_id": named.get("order_id"),
        }
        return [*done, SlotSet("offer", offer)]


def take_up(turn: Turn, offer: Mapping[str, Any]) -> Events:
    """Do what was offered."""
    intent = str(offer["task"])
    if intent in FORMS:
        return [FollowupAction(f"{intent}_form")]
    asked = turn.asking(intent, str(offer.get("asked") or ""), offer.get("entities") or [])
    return _ACTIONS.get(intent, AnswerFromArticles)().reply(asked)


def _waiting(turn: Turn) -> Mapping[str, Any]:
    return turn.slot("second_request") or {}
