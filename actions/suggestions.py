"""Showing suggestions: chosen by what is known and wished for, each logged with its rank."""

from collections.abc import Mapping, Sequence
from typing import Any

from rasa_sdk.events import SlotSet

from actions.base import Events
from actions.buttons import button
from actions.cards import product_card
from actions.catalogue import ProductView, category_by_id
from actions.preferences import preferences_in, report_data
from actions.turn import Card, Turn
from actions.wishes import Wish, merged, remembered_wish, seen_products, wish_of, within
from actions.words import word
from engine.events.log import append
from engine.gaps.reports.taking import take
from engine.recommend.service import Suggestion
from engine.text.localized import localized
from engine.text.money import format_money

SHOWN = 3
POOL = 40
"""Suggestions looked at where a wish (category, budget) narrows them down."""

Shown = Mapping[str, Any]


def suggest(
    turn: Turn, response: str, wish: Wish | None = None, *, otherwise: ProductView | None = None
) -> Events:
    """Suggest what fits the customer and what they told us, leaving out what this conversation has shown.

    otherwise: the cheapest of what was shown, named where nothing cheaper is left.
    """
    known = remembered_wish(turn) if wish is None else wish
    if not known:
        return show(turn, pick(turn), response)
    with turn.services.database.session(writes=False) as session:
        pool = within(session, turn, known, pick(turn, k=POOL))
    if not pool and otherwise is not None:
        price = format_money(otherwise.cheapest() or 0, otherwise.currency, turn.language)
        turn.say("utter_nothing_cheaper", name=otherwise.title(turn.language), price=price)
        return [SlotSet("wish", {**known, "max_price_cents": None})]
    return [SlotSet("wish", dict(known)), *show(turn, pool, response)]


def by_preference(turn: Turn) -> Events:
    """Suggest within what this message and earlier ones name: category, budget, what to leave out."""
    new = wish_of(turn)
    wish = merged(remembered_wish(turn), new)
    with turn.services.database.session() as session:
        if turn.intent == "inform_preference":
            said = append(
                session,
                "report",
                customer_id=turn.customer_id(session),
                conversation_id=turn.conversation_id,
                data=report_data(new, preferences_in(session, turn.text)),
                event_id=turn.key("report"),
            )
            take(session, [said])
        category = category_by_id(session, wish.get("category"))
        pool = within(session, turn, wish, pick(turn, k=POOL))
    kept = SlotSet("wish", wish)
    if category is not None:
        name = localized(category, turn.language)
        return [kept, *show(turn, pool, "utter_recommend_category", category=name)]
    noted = turn.intent == "inform_preference" or bool(new.get("avoid"))
    return [kept, *show(turn, pool, "utter_preference_noted" if noted else "utter_recommend")]


def pick(
    turn: Turn, *, k: int = SHOWN, near: str | None = None, exclude: set[str] | None = None
) -> list[Suggestion]:
    """Suggestions that this conversation has not shown. A list that is shown as it comes may be tried out at
    its end; one that a wish narrows down further may not, as the chances would no longer be true.
    """
    with turn.services.database.session(writes=False) as session:
        return turn.services.recommender().recommend(
            session,
            turn.customer_id(session),
            k=k,
            language=turn.language,
            exclude=seen_products(turn) | (exclude or set()),
            near=near,
            seed=turn.key("suggestions") if k == SHOWN else None,
        )


def show(turn: Turn, picked: Sequence[Suggestion], response: str, **values: Any) -> Events:
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
                data=_impression(suggestion, rank, turn.services.recommender().policy),
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


def note_interest(turn: Turn, product_id: str) -> None:
    """Who asks for more like something that was shown has looked at it: a click, where it was shown."""
    if product_id not in {str(one["product_id"]) for one in shown_before(turn)}:
        return
    with turn.services.database.session() as session:
        append(
            session,
            "click",
            customer_id=turn.customer_id(session),
            product_id=product_id,
            conversation_id=turn.conversation_id,
            event_id=turn.key(f"click:{product_id}"),
        )


def _impression(suggestion: Suggestion, rank: int, policy: str) -> dict[str, Any]:
    """What is kept of a showing: place, ranker, and the chance with which the product came there."""
    return {
        "rank": rank,
        "kind": suggestion.kind,
        "source": suggestion.source,
        "policy": policy,
        "propensity": suggestion.propensity,
        **({"explored": True} if suggestion.explored else {}),
        **({"options": list(suggestion.options)} if suggestion.options else {}),
    }


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


def shown_before(turn: Turn) -> list[Shown]:
    """What was suggested last, in the order in which it was shown."""
    return list(turn.slot("shown") or [])
