"""Suggestions with their true reasons, and the way from one list to the next."""

from collections.abc import Mapping

from rasa_sdk.events import SlotSet

from actions.base import Events, TurnAction
from actions.catalogue import products
from actions.manner import ask_after
from actions.onboarding import onboard
from actions.ordinals import ordinal
from actions.products import ask_which, product_meant
from actions.rejections import others_than, refused_products
from actions.suggestions import (
    SHOWN,
    Shown,
    by_preference,
    note_interest,
    pick,
    show,
    shown_before,
    suggest,
)
from actions.turn import Turn
from actions.wishes import too_dear, wish_of


class Recommend(TurnAction):
    action = "action_recommend"

    def reply(self, turn: Turn) -> Events:
        if wish_of(turn):
            return by_preference(turn)
        shown = suggest(turn, "utter_recommend")
        if not shown or onboard(turn):
            return shown
        return [*shown, *ask_after(turn)]


class InformPreference(TurnAction):
    """Notes what the customer says about themselves and suggests by it."""

    action = "action_inform_preference"

    def reply(self, turn: Turn) -> Events:
        return by_preference(turn)


class RecommendSimilar(TurnAction):
    """Near the product that was pressed or named, else near the last one shown."""

    action = "action_recommend_similar"

    def reply(self, turn: Turn) -> Events:
        if too_dear(turn.text) and (refused := refused_products(turn)):
            return others_than(turn, refused)
        found = product_meant(turn)
        if len(found) > 1:
            return ask_which(turn, found)
        last = shown_before(turn)
        near = found[0].id if found else (last[0]["product_id"] if last else None)
        if near is None:
            turn.say("utter_similar_to_what")
            return []
        note_interest(turn, near)
        name = found[0].title(turn.language) if found else str(last[0]["name"])
        return show(turn, pick(turn, near=near, exclude={near}), "utter_recommend_similar", name=name)


class RecommendReject(TurnAction):
    """Not these: writes the rejection down and shows others, cheaper ones where they were too dear."""

    action = "action_recommend_reject"

    def reply(self, turn: Turn) -> Events:
        refused = refused_products(turn)
        return others_than(turn, refused) if refused else suggest(turn, "utter_recommend")


class RecommendWhy(TurnAction):
    """The reason that the recommender gave, with the shares of what it goes back to."""

    action = "action_recommend_why"

    def reply(self, turn: Turn) -> Events:
        shown = shown_before(turn)
        if not shown:
            turn.say("utter_nothing_shown")
            return [SlotSet("offer", {"at": turn.message_id, "task": "recommend"})]
        at = ordinal(turn.text, len(shown))
        named = [item for item in shown if str(item["name"]).casefold() in turn.text.casefold()]
        for item in named or (shown if at is None else [shown[at]]):
            turn.say("utter_why", name=item["name"], reason=item["reason"], parts=_parts_text(turn, item))
        return []


def _parts_text(turn: Turn, item: Shown) -> str:
    """The shares of the products that a suggestion goes back to, largest first; "" where the reason has
    named the only one.
    """
    parts: Mapping[str, float] = item.get("parts") or {}
    total = sum(parts.values())
    with turn.services.database.session(writes=False) as session:
        names = {found.id: found.title(turn.language) for found in products(session, list(parts))}
    largest = sorted((part for part in names if parts[part] > 0), key=lambda part: -parts[part])[:SHOWN]
    if total <= 0 or len(largest) < 2:  # noqa: PLR2004 - one share alone says nothing new
        return ""
    zh = turn.language == "zh"
    shares = [f"{names[part]} {parts[part] / total:.0%}" for part in largest]
    listed = ("、" if zh else ", ").join(shares)
    return f"（依据：{listed}）" if zh else f" (It goes back to {listed}.)"
