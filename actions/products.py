"""What a product is like, and whether it can be had."""

from collections.abc import Sequence

from rasa_sdk.events import SlotSet

from actions.base import Events, TurnAction
from actions.buttons import button
from actions.cards import product_card
from actions.catalogue import ProductView, matching_products, product, products
from actions.product_facts import price_text, product_facts, variants_text
from actions.swaps import variants_meant
from actions.turn import Card, Turn
from actions.words import Voice, join_words, options_text
from engine.text.localized import localized

LISTED = 6


def product_meant(turn: Turn) -> list[ProductView]:
    """The product that was pressed or named, else the one last talked about; empty where none was."""
    with turn.services.database.session(writes=False) as session:
        pressed = turn.entity("product_id")
        if pressed is not None:
            found = product(session, pressed)
            return [found] if found else []
        named = turn.entity("product")
        catalogue = products(session)
        for text in (named, turn.text):
            if text and (matches := matching_products(catalogue, text)):
                return matches
        last = turn.slot("last_product")
        found = product(session, str(last)) if last and named is None else None
        return [found] if found else []


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
            button(item.title(turn.language), turn.intent, product_id=item.id) for item in found[:LISTED]
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
