"""Choosing a payment method for a refund or for a difference in price."""

from collections.abc import Sequence

from rasa_sdk.events import SlotSet
from sqlalchemy.orm import Session

from actions.base import Events, TurnAction
from actions.buttons import choose
from actions.order_form import chosen_order
from actions.swap_plan import difference_choices, plan
from actions.turn import Turn
from actions.words import lines_text, method_word
from engine.orders.policy import rulebook
from engine.orders.service import payment_methods_of
from engine.orders.views import MethodView, OrderView
from engine.text.money import format_money

ORIGINAL = "original"
"""The way the order was paid, as the order service finds it."""

METHOD_WORDS = {
    "gift_card": ("gift card", "giftcard", "礼品卡"),
    "credit_card": ("credit card", "card", "信用卡"),
    "paypal": ("paypal",),
    "alipay": ("alipay", "支付宝"),
    "wechat_pay": ("wechat", "微信"),
}
_ORIGINAL_WORDS = ("original", "same", "way i paid", "paid with", "原路", "原来", "原支付", "原付款")


def real_method(turn: Turn) -> str | None:
    """The chosen method's id; None where the order service shall take the original one."""
    chosen = turn.slot("method_id")
    return None if chosen in (None, ORIGINAL) else str(chosen)


def named_method(turn: Turn, choices: Sequence[MethodView]) -> str | None:
    """The method that the customer pressed or named, among those that are possible."""
    pressed = turn.entity("method_id")
    if pressed is not None:
        return pressed if pressed == ORIGINAL or pressed in {m.id for m in choices} else None
    text = turn.text.casefold()
    if any(part in text for part in _ORIGINAL_WORDS):
        return ORIGINAL
    for kind, words in METHOD_WORDS.items():
        of_kind = [method for method in choices if method.kind == kind]
        if len(of_kind) == 1 and any(part in text for part in words):
            return of_kind[0].id
    endings = [method.id for method in choices if method.last_four and method.last_four in text]
    return endings[0] if len(endings) == 1 else None


def refund_choices(session: Session, order: OrderView) -> list[MethodView]:
    """Where a refund may go: the methods that paid, and those that the shop's rules add (a gift card)."""
    paid = {method.id for method in order.paid_with}
    extra = rulebook(order.policy).refund_to
    own = payment_methods_of(session, order.customer_id)
    return [*order.paid_with, *(m for m in own if m.id not in paid and m.kind in extra)]


class AskMethod(TurnAction):
    """Asks where a refund goes, or how a difference in price is paid."""

    action = "action_ask_method_id"

    def reply(self, turn: Turn) -> Events:
        with turn.services.database.session(writes=False) as session:
            if turn.tracker.active_loop_name == "return_item_form":
                order = chosen_order(turn, session)
                lines = [line for line in order.lines if line.id in (turn.slot("line_ids") or [])]
                cents = sum(line.unit_price_cents * line.quantity for line in lines)
                response, choices = "utter_ask_method_return", refund_choices(session, order)
            else:
                swap = plan(turn, session)
                order, cents = swap.order, swap.difference_cents
                lines = [one.line for one in swap.swaps]
                response, choices = "utter_ask_method_difference", difference_choices(session, order)
        if turn.asks_again("method_id"):
            response = "utter_ask_method_again"
        buttons = [choose(method_word(m, turn.language), method_id=m.id) for m in choices]
        turn.say(
            response,
            buttons=[*buttons, *turn.open_offer()],
            order=order.display_id,
            items=lines_text(lines, turn.voice),
            amount=format_money(cents, order.currency, turn.language),
        )
        return [SlotSet("method_id", None)]
