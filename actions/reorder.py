"""Buying the same again: shows what was bought, since orders are placed in the shop."""

from actions.base import Events, TurnAction
from actions.cards import product_card
from actions.forms import TaskForm
from actions.steps import cleared
from actions.turn import Turn
from actions.words import options_text
from engine.errors import NotFound
from engine.orders.service import find_order, orders_of
from engine.text.localized import localized
from engine.text.money import format_money


class ReorderForm(TaskForm):
    """Needs only to know who is asking."""

    task = "reorder"

    def left(self, turn: Turn) -> None:
        turn.say("utter_left_task")


class Reorder(TurnAction):
    action = "action_reorder"

    def reply(self, turn: Turn) -> Events:
        with turn.services.database.session(writes=False) as session:
            customer_id = turn.customer_id(session)
            if customer_id is None:
                return cleared()
            named = turn.slot("order_hint")
            try:
                found = (
                    [find_order(session, customer_id, str(named))]
                    if named
                    else orders_of(session, customer_id)
                )
            except NotFound:
                turn.say("utter_order_not_found", order=f"#{str(named).lstrip('#')}")
                return cleared()
        bought = [order for order in found if order.status != "cancelled"]
        if not bought:
            turn.say("utter_no_orders")
            return cleared()
        order = bought[0]
        cards = [
            product_card(
                line.product_id,
                localized(line.name, turn.language),
                format_money(line.unit_price_cents, order.currency, turn.language),
                subtitle=options_text(line.options, turn.voice) or None,
            )
            for line in order.lines
        ]
        turn.say("utter_reorder", cards=cards, order=order.display_id)
        return cleared()
