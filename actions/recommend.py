"""Suggestions with their true reasons; every one shown is logged with its rank."""

from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk.events import SlotSet

from actions.base import Events, TurnAction
from actions.buttons import button
from actions.cards import product_card
from actions.catalogue import category_named, products
from actions.products import ask_which, product_meant
from actions.turn import Card, Turn
from actions.wishes import seen_products, wish_of, within
from actions.words import word
from engine.events.log import append
from engine.recommend.service import Suggestion
from engine.text.localized import localized
from engine.text.money import format_money

SHOWN = 3
POOL = 40
"""Suggestions looked at where a wish (category, budget) narrows them down."""

Shown = Mapping[str, Any]


class Recommend(TurnAction):
    action = "action_recommend"

    def reply(self, turn: Turn) -> Events:
        return by_preference(turn) if wish_of(turn) else suggest(turn)


class InformPreference(TurnAction):
    """Notes what the customer says about themselves and suggests by it."""

    action = "action_inform_preference"

    def reply(self, turn: Turn) -> Events:
        return by_preference(turn)


class RecommendSimilar(TurnAction):
    """Near the product that was pressed or named, else near the last one shown."""

    action = "action_recommend_similar"

    def reply(self, turn: Turn) -> Events:
        found = product_meant(turn)
        if len(found) > 1:
            return ask_which(turn, found)
        last = _shown(turn)
        near = found[0].id if found else (last[0]["product_id"] if last else None)
        if near is None:
            turn.say("utter_similar_to_what")
            return []
        name = found[0].title(turn.language) if found else str(last[0]["name"])
        return _show(turn, _pick(turn, near=near, exclude={near}), "utter_recommend_similar", name=name)


class RecommendReject(TurnAction):
    """Not these: writes the rejection down and shows others."""

    action = "action_recommend_reject"

    def reply(self, turn: Turn) -> Events:
        pressed = turn.entity("product_id")
        refused = [item for item in _shown(turn) if pressed is None or item["product_id"] == pressed]
        if not refused and pressed is None:
            return suggest(turn)
        ids = [str(item["product_id"]) for item in refused] or [str(pressed)]
        with turn.services.database.session() as session:
            customer_id = turn.customer_id(session)
            for product_id in ids:
                append(
                    session,
                    "reject",
                    customer_id=customer_id,
                    product_id=product_id,
                    conversation_id=turn.conversation_id,
                    event_id=turn.key(f"reject:{product_id}"),
                )
        turn.tracker.slots["seen_products"] = sorted({*seen_products(turn), *ids})
        return suggest(turn, "utter_recommend_others")


class RecommendWhy(TurnAction):
    """The reason that the recommender gave, with the shares of what it goes back to."""

    action = "action_recommend_why"

    def reply(self, turn: Turn) -> Events:
        shown = _shown(turn)
        if not shown:
            turn.say("utter_nothing_shown")
            return [SlotSet("offer", {"at": turn.message_id, "task": "recommend"})]
        named = [item for item in shown if str(item["name"]).casefold() in turn.text.casefold()]
        for item in named or shown:
            turn.say("utter_why", name=item["name"], reason=item["reason"], parts=_parts_text(turn, item))
        return []


def suggest(turn: Turn, response: str = "utter_recommend") -> Events:
    """Suggest what fits the customer, leaving out what this conversation has already shown."""
    return _show(turn, _pick(turn), response)


def by_preference(turn: Turn) -> Events:
    """Suggest within the category and the budget that the message names."""
    wish = wish_of(turn)
    with turn.services.database.session() as session:
        if turn.intent == "inform_preference":
            append(
                session,
                "report",
                customer_id=turn.customer_id(session),
                conversation_id=turn.conversation_id,
                data={"about": "preference", **wish},
                event_id=turn.key("report"),
            )
        category = category_named(session, f"{turn.entity('category') or ''} {turn.text}")
        pool = within(session, turn, wish, _pick(turn, k=POOL))
    if category is not None and wish.get("category"):
        name = localized(category[1], turn.language)
        return _show(turn, pool, "utter_recommend_category", category=name)
    return _show(
        turn, pool, "utter_preference_noted" if turn.intent == "inform_preference" else "utter_recommend"
    )


def _pick(
    turn: Turn, *, k: int = SHOWN, near: str | None = None, exclude: set[str] | None = None
) -> list[Suggestion]:
    with turn.services.database.session(writes=False) as session:
        return turn.services.recommender().recommend(
            session,
            turn.customer_id(session),
            k=k,
            language=turn.language,
            exclude=seen_products(turn) | (exclude or set()),
            near=near,
        )


def _show(turn: Turn, picked: Sequence[Suggestion], response: str, **values: Any) -> Events:
    """Show up to three suggestions and log each with the rank at which it was shown."""
    chosen = list(picked[:SHOWN])
    if not chosen:
        turn.say("utter_nothing_to_recommend")
        return []
    with turn.services.database.session() as session:
        customer_id = turn.customer_id(session)
        for rank, suggestion in enumerate(chosen, start=1):
            append(
                session,
                "impression",
                customer_id=customer_id,
                product_id=suggestion.product_id,
                conversation_id=turn.conversation_id,
                data={"rank": rank, "kind": suggestion.kind, "source": suggestion.source},
                event_id=turn.key(f"impression:{suggestion.product_id}"),
            )
    turn.say(response, cards=[_card(turn, suggestion) for suggestion in chosen], **values)
    shown = [_remembered(suggestion, rank) for rank, suggestion in enumerate(chosen, start=1)]
    seen = sorted(seen_products(turn) | {str(item["product_id"]) for item in shown})
    return [
        SlotSet("shown", shown),
        SlotSet("seen_products", seen),
        SlotSet("last_product", shown[0]["product_id"]),
    ]


def _card(turn: Turn, suggestion: Suggestion) -> Card:
    return product_card(
        suggestion.product_id,
        suggestion.name,
        format_money(suggestion.price_cents, suggestion.currency, turn.language),
        category=suggestion.category_id,
        reason=suggestion.reason,
        source=suggestion.source,
        buttons=[
            button(
                word("more_like_this", turn.language), "recommend_similar", product_id=suggestion.product_id
            ),
            button(word("not_this", turn.language), "recommend_reject", product_id=suggestion.product_id),
        ],
    )


def _remembered(suggestion: Suggestion, rank: int) -> dict[str, Any]:
    return {
        "product_id": suggestion.product_id,
        "name": suggestion.name,
        "reason": suggestion.reason,
        "parts": dict(suggestion.parts),
        "kind": suggestion.kind,
        "source": suggestion.source,
        "rank": rank,
    }


def _parts_text(turn: Turn, item: Shown) -> str:
    """The shares of the products that a suggestion goes back to, largest first; "" where there are none."""
    parts: Mapping[str, float] = item.get("parts") or {}
    total = sum(parts.values())
    largest = sorted(parts, key=lambda part: -parts[part])[:SHOWN]
    with turn.services.database.session(writes=False) as session:
        names = {found.id: found.title(turn.language) for found in products(session, largest)}
    if total <= 0 or not names:
        return ""
    zh = turn.language == "zh"
    shares = [f"{names[part]} {parts[part] / total:.0%}" for part in largest if part in names]
    listed = ("、" if zh else ", ").join(shares)
    return f"（依据：{listed}）" if zh else f" (It goes back to {listed}.)"


def _shown(turn: Turn) -> list[Shown]:
    return list(turn.slot("shown") or [])
