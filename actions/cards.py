"""Cards that the widget draws: orders and products."""

from collections.abc import Iterable

from actions.buttons import button, choose
from actions.turn import Button, Card
from actions.words import Voice, options_text, status_word, word
from engine.orders.views import OrderView
from engine.text.dates import format_date
from engine.text.localized import localized
from engine.text.money import format_money


def order_card(order: OrderView, voice: Voice, buttons: Iterable[Button] = ()) -> Card:
    """An order with its lines, sum and status."""
    language = voice.language
    placed = format_date(order.placed_at, language) if order.placed_at else None
    return {
        "kind": "order",
        "id": order.id,
        "title": order.display_id,
        "subtitle": placed,
        "price": format_money(order.total_cents, order.currency, language),
        "status": status_word(order.status, language),
        "lines": [
            {
                "name": " ".join(
                    part
                    for part in (localized(line.name, language), options_text(line.options, voice))
                    if part
                ),
                "quantity": line.quantity,
                "price": format_money(line.unit_price_cents * line.quantity, order.currency, language),
            }
            for line in order.lines
        ],
        "buttons": list(buttons),
    }


def order_choice(order: OrderView, voice: Voice) -> Card:
    """An order that answers a form's question when its button is pressed."""
    return order_card(order, voice, [choose(word("this_order", voice.language), order_id=order.id)])


def order_link(order: OrderView, voice: Voice) -> Card:
    """An order whose button shows where it is."""
    return order_card(order, voice, [button(word("track", voice.language), "track_order", order_id=order.id)])


def product_card(
    product_id: str,
    name: str,
    price: str,
    *,
    category: str | None = None,
    subtitle: str | None = None,
    reason: str | None = None,
    source: str | None = None,
    buttons: Iterable[Button] = (),
) -> Card:
    """A product; `reason` and `source` say why the bot shows it, `category` (its id) how it is drawn."""
    return {
        "kind": "product",
        "id": product_id,
        "title": name,
        "category": category,
        "subtitle": subtitle,
        "price": price,
        "reason": reason,
        "source": source,
        "image": None,
        "url": f"/p/{product_id}",
        "buttons": list(buttons),
    }
