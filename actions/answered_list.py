"""The list after an answer: what it changes is shown in the same turn."""

from collections.abc import Sequence

from rasa_sdk.events import SlotSet

from actions.base import Events
from actions.catalogue import products
from actions.question import invitation
from actions.suggestions import POOL, SHOWN, pick, show
from actions.turn import Turn
from actions.wishes import Wish, remembered_wish, within
from engine.gaps.questions.attributes import kind_of, value_of
from engine.recommend.service import Suggestion

LEADING = 2
"""Of the suggestions after a yes, so many are of what is liked; the others stay what they were."""


def changed(turn: Turn, topic: str, name: str, *, likes: bool) -> Events:
    """New suggestions by the answer, said to be so; the wish of this conversation follows it."""
    kind, wish = kind_of(topic), _wish(turn, topic, likes=likes)
    chosen = _chosen(turn, topic, likes=likes)
    about = "" if kind == "category" else f"_{kind}"
    response = f"utter_answer{about}_yes" if likes else f"utter_answer{about}_no"
    if not chosen:
        turn.say(f"{response}_alone", category=name, subject=name)
        return [SlotSet("wish", wish)]
    shown = show(turn, chosen, response, category=name, subject=name, buttons=invitation(turn))
    return [SlotSet("wish", wish), *shown]


def _wish(turn: Turn, topic: str, *, likes: bool) -> Wish:
    """A category that is not liked is left out from now on, a budget kept to; a brand leads this list."""
    wish, kind = remembered_wish(turn), kind_of(topic)
    if kind == "budget":
        return {**wish, "max_price_cents": int(value_of(topic)) if likes else None}
    if kind == "brand":
        return wish
    avoid = {*wish.get("avoid", ())} - {topic} | (set() if likes else {topic})
    wish = {**wish, "avoid": sorted(avoid)}
    if not likes and wish.get("category") == topic:
        del wish["category"]
    return wish


def _chosen(turn: Turn, topic: str, *, likes: bool) -> list[Suggestion]:
    pool, kind = pick(turn, k=POOL), kind_of(topic)
    if kind == "budget":
        return _by_price(turn, int(value_of(topic)), pool, up_to=likes)
    leading: list[Suggestion] = []
    if likes:
        with turn.services.database.session(writes=False) as session:
            leading = within(session, turn, {kind: value_of(topic)}, pool)[:LEADING]
    meant = _of(turn, topic)
    others = [one for one in pool if one.product_id not in meant]
    return [*leading, *others][:SHOWN]


def _by_price(turn: Turn, cents: int, pool: Sequence[Suggestion], *, up_to: bool) -> list[Suggestion]:
    """Within what is usually spent; else what costs more than that first."""
    if up_to:
        with turn.services.database.session(writes=False) as session:
            return within(session, turn, {"max_price_cents": cents}, pool)[:SHOWN]
    dearer = [one for one in pool if one.price_cents > cents][:LEADING]
    first = {one.product_id for one in dearer}
    return [*dearer, *(one for one in pool if one.product_id not in first)][:SHOWN]


def _of(turn: Turn, topic: str) -> set[str]:
    """Products of the category or brand."""
    kind, value = kind_of(topic), value_of(topic)
    with turn.services.database.session(writes=False) as session:
        return {
            item.id
            for item in products(session)
            if (item.category_id if kind == "category" else (item.brand or "").casefold()) == value
        }
