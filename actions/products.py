"""What a product is like, and whether it can be had."""

from collections.abc import Sequence

import regex
from rasa_sdk.events import SlotSet

from actions.base import Events, TurnAction
from actions.buttons import button
from actions.cards import product_card
from actions.catalogue import ProductView, matching_products, product, products
from actions.ordinals import ordinal
from actions.product_facts import price_text, product_facts, variants_text
from actions.swap_choice import variants_meant
from actions.turn import Card, Turn
from actions.words import Voice, join_words, options_text
from engine.text.localized import localized

LISTED = 6
_PRONOUN = regex.compile(
    r"\b(?:it|its|they|them|this one|that one)\b|它|(?:这|那)(?:个|款|件|种)(?![\p{Han}]{2,}有货)",
    flags=regex.IGNORECASE,
)
_CHEAPEST = regex.compile(r"\bcheap(?:est|er)\b|最便宜|便宜的那", flags=regex.IGNORECASE)
_DEAREST = regex.compile(r"\b(?:most expensive|priciest|dearest)\b|最贵|贵的那", flags=regex.IGNORECASE)


def product_meant(turn: Turn, *, strictly: bool = True) -> list[ProductView]:
    """The product that was pressed, named, or pointed at ("the second one"), else the one last talked about.

    strictly: a product that the text names and the catalogue does not know is none of ours; else it may have
    been misread ("my basket"). Several where a bare "that one" can be any of those just shown.
    """
    with turn.services.database.session(writes=False) as session:
        pressed = turn.entity("product_id")
        if pressed is not None:
            found = product(session, pressed)
            return [found] if found else []
        # "Is it dishwasher safe?" names no product, whatever was read in it.
        named = turn.entity("product") if strictly and not _PRONOUN.search(turn.text) else None
        catalogue = products(session)
        for text in (named, turn.text):
            if text and (matches := matching_products(catalogue, text)):
                return matches
    pointed = pointed_at(turn) if named is None or ordinal(turn.text, LISTED) is not None else []
    by_id = {item.id: item for item in catalogue}
    if pointed:
        return [by_id[id_] for id_ in pointed if id_ in by_id]
    last = turn.slot("last_product")
    return [by_id[str(last)]] if last in by_id and named is None else []


def pointed_at(turn: Turn) -> list[str]:
    """Ids of the shown products that the text points at: one by its place or price, or all of them where
    none has been talked about since; empty where there is only one to talk about."""
    shown = list(turn.slot("shown") or [])
    at = ordinal(turn.text, len(shown))
    if at is not None:
        return [str(shown[at]["product_id"])]
    prices = [int(one.get("price_cents") or 0) for one in shown]
    if prices and _CHEAPEST.search(turn.text):
        return [str(shown[prices.index(min(prices))]["product_id"])]
    if prices and _DEAREST.search(turn.text):
        return [str(shown[prices.index(max(prices))]["product_id"])]
    talked_of = turn.slot("last_product")
    return [str(one["product_id"]) for one in shown] if talked_of is None and len(shown) > 1 else []


class ProductInfo(TurnAction):
    """Answers from the product's attributes, options and price."""

    action = "action_product_info"

    def reply(self, turn: Turn) -> Events:
        found = product_meant(turn)
        if len(found) != 1:
            return ask_which(turn, found)
        item = found[0]
        turn.say(
            "utter_product_info",
            cards=[card_of(item, turn.voice)],
            name=item.title(turn.language),
            facts=product_facts(item, turn.text, turn.voice),
        )
        return [SlotSet("last_product", item.id)]


class AddToBasket(TurnAction):
    """The product's page, where it can be put into the basket: orders are placed in the shop."""

    action = "action_add_to_basket"

    def reply(self, turn: Turn) -> Events:
        found = product_meant(turn, strictly=False)
        if len(found) != 1:
            return ask_which(turn, found)
        item = found[0]
        sold_out = item.cheapest() is None
        turn.say(
            "utter_basket_out_of_stock" if sold_out else "utter_basket",
            cards=[card_of(item, turn.voice)],
            name=item.title(turn.language),
            link=f"/p/{item.id}",
        )
        return [SlotSet("last_product", item.id)]


class StockAvailability(TurnAction):
    """Says what is in stock; in the wanted colour or size where one was named."""

    action = "action_stock_availability"

    def reply(self, turn: Turn) -> Events:
        found = product_meant(turn)
        if len(found) != 1:
            return ask_which(turn, found)
        item, language = found[0], turn.language
        wish = join_words([w for w in (turn.entity("color"), turn.entity("size")) if w], language)
        having = [variant for variant in item.variants if variant.in_stock]
        wanted = variants_meant(item.variants, turn.text, turn.voice) if turn.text else []
        values = {"name": item.title(language), "cards": [card_of(item, turn.voice)]}
        if not having:
            turn.say("utter_out_of_stock", **values)
        elif wish and not wanted:
            turn.say(
                "utter_wish_unknown", wish=wish, variants=variants_text(item.variants, turn.voice), **values
            )
        elif wanted and not any(variant.in_stock for variant in wanted):
            wish = wish or options_text(wanted[0].options, turn.voice)
            turn.say(
                "utter_wish_out_of_stock", wish=wish, variants=variants_text(having, turn.voice), **values
            )
        else:
            shown = [variant for variant in wanted if variant.in_stock] or having
            text = variants_text(shown, turn.voice)
            turn.say("utter_in_stock" if text else "utter_in_stock_plain", variants=text, **values)
        return [SlotSet("last_product", item.id)]


def ask_which(turn: Turn, found: Sequence[ProductView]) -> Events:
    """Several products fit, or none."""
    if found:
        buttons = [
            button(item.title(turn.language), turn.intent, product_id=item.id, asked=turn.text or None)
            for item in found[:LISTED]
        ]
        turn.say("utter_which_of_these", buttons=buttons)
    else:
        turn.say("utter_product_unknown" if turn.entity("product") else "utter_which_product")
    return []


def card_of(item: ProductView, voice: Voice) -> Card:
    """The product's card."""
    return product_card(
        item.id,
        item.title(voice.language),
        price_text(item, voice),
        category=item.category_id,
        subtitle=localized(item.category, voice.language),
    )
