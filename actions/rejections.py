"""Suggestions that are not wanted: noted, with the price as a reason where it was one, and replaced."""

from collections.abc import Sequence

import regex

from actions.base import Events
from actions.catalogue import ProductView, products
from actions.ordinals import ordinal
from actions.suggestions import shown_before, suggest
from actions.turn import Turn
from actions.wishes import remembered_wish, seen_products, too_dear
from engine.events.log import append

_SEVERAL = regex.compile(
    r"\b(?:these|those|them|any|all|others|something else)\b|这些|那些|这几|都|换一批|其他|别的",
    flags=regex.IGNORECASE,
)


def others_than(turn: Turn, refused: Sequence[ProductView]) -> Events:
    """Note that these are not wanted and show others, cheaper ones where the price was the trouble."""
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


def refused_products(turn: Turn) -> list[ProductView]:
    """What a "no" is about: the product of the button, the one named by its place, the one last talked
    about, else all that was shown last."""
    shown = [str(item["product_id"]) for item in shown_before(turn)]
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
