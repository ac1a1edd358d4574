"""Suggestions with their true reasons; every one shown is logged with its rank."""

from collections.abc import Mapping, Sequence
from typing import Any

import regex
from rasa_sdk.events import SlotSet

from actions.base import Events, TurnAction
from actions.buttons import button
from actions.cards import product_card
from actions.catalogue import ProductView, category_by_id, products
from actions.ordinals import ordinal
from actions.products import ask_which, product_meant
from actions.turn import Card, Turn
from actions.wishes import Wish, merged, remembered_wish, seen_products, too_dear, wish_of, within
from actions.words import word
from engine.events.log import append
from engine.recommend.service import Suggestion
from engine.text.localized import localized
from engine.text.money import format_money

SHOWN = 3
_SEVERAL = regex.compile(
    r"\b(?:these|those|them|any|all|others|something else)\b|这些|那些|这几|都|换一批|其他|别的",
    flags=regex.IGNORECASE,
)
POOL = 40
"""Suggestions looked at where a wish (category, budget) narrows them down."""

Shown = Mapping[str, Any]


class Recommend(TurnAction):
    action = "action_recommend"

    def reply(self, turn: Turn) -> Events:
        return by_preference(turn) if wish_of(turn) else suggest(turn, "utter_recommend")


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
    """Not these: writes the rejection down and shows others, cheaper ones where they were too dear."""

    action = "action_recommend_reject"

    def reply(self, turn: Turn) -> Events:
        refused = _refused(turn)
        if not refused:
            return suggest(turn, "utter_recommend")
        dear = too_dear(turn.text)
        with turn.services.database.session() as session:
            customer_id = turn.customer_id(session)
            for item in refused:
                append(
                    session,
                    "reject",
                    customer_id=customer_id,
                    product_id=item.id,
                    conversation_id=turn.conversation_id,
                    data={"why": "price"} if dear else {},
                    event_id=turn.key(f"reject:{item.id}"),
                )
        turn.tracker.slots["seen_products"] = sorted({*seen_products(turn), *(item.id for item in refused)})
        prices = {item.cheapest(): item for item in refused if item.cheapest() is not None}
        if not dear or not prices:
            return suggest(turn, "utter_recommend_others")
        least = min(cents for cents in prices if cents is not None)
        wish = {**remembered_wish(turn), "max_price_cents": least - 1}
        return suggest(turn, "utter_recommend_cheaper", wish, otherwise=prices[least])


def _refused(turn: Turn) -> list[ProductView]:
    """What a "no" is about: the product of the button, the one named by its place, the one last talked
    about, else all that was shown last."""
    shown = [str(item["product_id"]) for item in _shown(turn)]
    pressed, talked_of = turn.entity("product_id"), turn.slot("last_product")
    at = ordinal(turn.text, len(shown))
    if pressed is not None:
        ids = [pressed]
    elif at is not None:
        ids = [shown[at]]
    else:
        ids = shown if talked_of is None or _SEVERAL.search(turn.text) else [str(talked_of)]
    with turn.services.database.session(writes=False) as session:
        return products(session, ids)


class RecommendWhy(TurnAction):
    """The reason that the recommender gave, with the shares of what it goes back to."""

    action = "action_recommend_why"

    def reply(self, turn: Turn) -> Events:
        shown = _shown(turn)
        if not shown:
            turn.say("utter_nothing_shown")
            return [SlotSet("offer", {"at": turn.message_id, "task": "recommend"})]
        at = ordinal(turn.text, len(shown))
        named = [item for item in shown if str(item["name"]).casefold() in turn.text.casefold()]
        for item in named or (shown if at is None else [shown[at]]):
            turn.say("utter_why", name=item["name"], reason=item["reason"], parts=_parts_text(turn, item))
        return []


def suggest(
    turn: Turn, response: str, wish: Wish | None = None, *, otherwise: ProductView | None = None
) -> Events:
    """Suggest what fits the customer and what they told us, leaving out what this conversation has shown.

    otherwise: the cheapest of what was shown, named where nothing cheaper is left.
    """
    known = remembered_wish(turn) if wish is None else wish
    if not known:
        return _show(turn, _pick(turn), response)
    with turn.services.database.session(writes=False) as session:
        pool = within(session, turn, known, _pick(turn, k=POOL))
    if not pool and otherwise is not None:
        price = format_money(otherwise.cheapest() or 0, otherwise.currency, turn.language)
        turn.say("utter_nothing_cheaper", name=otherwise.title(turn.language), price=price)
        return [SlotSet("wish", {**known, "max_price_cents": None})]
    return [SlotSet("wish", dict(known)), *_show(turn, pool, response)]


def by_preference(turn: Turn) -> Events:
    """Suggest within what this message and earlier ones name: category, budget, what to leave out."""
    new = wish_of(turn)
    wish = merged(remembered_wish(turn), new)
    with turn.services.database.session() as session:
        if turn.intent == "inform_preference":
            append(
                session,
                "report",
                customer_id=turn.customer_id(session),
                conversation_id=turn.conversation_id,
                data={"about": "preference", **new},
                event_id=turn.key("report"),
            )
        category = category_by_id(session, wish.get("category"))
        pool = within(session, turn, wish, _pick(turn, k=POOL))
    kept = SlotSet("wish", wish)
    if category is not None:
        name = localized(category, turn.language)
        return [kept, *_show(turn, pool, "utter_recommend_category", category=name)]
    noted = turn.intent == "inform_preference" or bool(new.get("avoid"))
    return [kept, *_show(turn, pool, "utter_preference_noted" if noted else "utter_recommend")]


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
        # One can be meant by "it"; of several the customer has to say which.
        SlotSet("last_product", shown[0]["product_id"] if len(shown) == 1 else None),
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
        "price_cents": suggestion.price_cents,
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
