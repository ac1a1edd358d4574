"""Asking, confirming and doing an exchange or a change of items."""

from abc import abstractmethod

from rasa_sdk.events import SlotSet
from sqlalchemy.orm import Session

from actions.base import Events, TurnAction
from actions.buttons import choose, yes_no
from actions.catalogue import VariantView
from actions.manner import offer_at_end
from actions.methods import real_method
from actions.order_form import chosen_order
from actions.promises import refunds_promised
from actions.refunds import expected_refunds
from actions.refusals import refusal_events
from actions.steps import cleared
from actions.swap_plan import (
    SwapPlan,
    chosen_swaps,
    current_line,
    lines_left,
    other_variants,
    plan,
    variant_of,
)
from actions.swaps import ONE_MORE, ChangeOrderForm, ExchangeItemForm, SwapForm
from actions.turn import Turn
from actions.words import (
    item_text,
    join_words,
    lines_text,
    method_word,
    options_text,
    refunds_text,
    sentence,
    word,
)
from engine.orders.policy import rulebook
from engine.orders.refusals import OrderNotAllowed, OrderRefused
from engine.orders.service import exchange_items, modify_items, payment_methods_of
from engine.orders.views import ItemsResult, OrderView
from engine.text.localized import localized
from engine.text.money import format_money

SHOWN = 8


class AskVariant(TurnAction):
    action = "action_ask_variant_id"

    def reply(self, turn: Turn) -> Events:
        with turn.services.database.session(writes=False) as session:
            order = chosen_order(turn, session)
            line = current_line(turn, order)
            choices = other_variants(session, line)
        buttons = [
            choose(
                _variant_title(turn, variant, variant.price_cents - line.unit_price_cents, order),
                variant_id=variant.id,
            )
            for variant in choices[:SHOWN]
        ]
        again = turn.asks_again("variant_id")
        turn.say(
            "utter_ask_variant_again" if again else "utter_ask_variant",
            buttons=[*buttons, *turn.open_offer()],
            product=item_text(localized(line.name, turn.language), line.options, turn.voice),
        )
        return [SlotSet("variant_id", None)]


def _variant_title(turn: Turn, variant: VariantView, difference: int, order: OrderView) -> str:
    plus = "+" if difference >= 0 else ""
    money = plus + format_money(difference, order.currency, turn.language)
    return f"{options_text(variant.options, turn.voice)} ({money})"


class ConfirmSwap(TurnAction):
    """Names both variants and the money before anything happens."""

    response: str

    @property
    @abstractmethod
    def form(self) -> SwapForm: ...

    @abstractmethod
    def once(self, turn: Turn, order: OrderView) -> str:
        """The sentence that warns of the last chance, where it is one."""

    def reply(self, turn: Turn) -> Events:
        with turn.services.database.session(writes=False) as session:
            swap = plan(turn, session)
            methods = payment_methods_of(session, swap.order.customer_id)
        chosen = next((m for m in methods if m.id == real_method(turn)), None)
        more = (
            [choose(word("one_more", turn.language), line_id=ONE_MORE)]
            if lines_left(turn, swap.order)
            else []
        )
        turn.say(
            self.response,
            buttons=[*yes_no(turn.language, self.form.subject(turn)), *more, *turn.open_offer()],
            order=swap.order.display_id,
            old=swap.old(turn.voice),
            new=swap.new(turn.voice),
            once=self.once(turn, swap.order),
            money=_money_ahead(turn, swap, method_word(chosen, turn.language) if chosen else None),
        )
        return [SlotSet("confirmed", None)]


def _money_ahead(turn: Turn, swap: SwapPlan, method: str | None) -> str:
    zh = turn.language == "zh"
    cents = swap.difference_cents
    if cents == 0:
        return "价格不变。" if zh else "The price stays the same."
    if cents < 0:
        due = swap.order.status == "delivered"
        return refunds_text(expected_refunds(swap.order, -cents, due=due), swap.order.currency, turn.language)
    amount = format_money(cents, swap.order.currency, turn.language)
    if zh:
        return f"差价 {amount} 从您的{method or '原付款方式'}支付。"
    return f"The difference of {amount} is charged to your {method or 'original payment method'}."


class ConfirmExchange(ConfirmSwap):
    """An exchange can be asked for once an order, whatever the shop."""

    action = "action_ask_exchange_item_form_confirmed"
    response = "utter_confirm_exchange"

    @property
    def form(self) -> SwapForm:
        return ExchangeItemForm()

    def once(self, turn: Turn, order: OrderView) -> str:
        return sentence("exchange_once", turn.language)


class ConfirmChange(ConfirmSwap):
    """Whether items can be changed again is a matter of the shop's rules."""

    action = "action_ask_change_order_form_confirmed"
    response = "utter_confirm_change"

    @property
    def form(self) -> SwapForm:
        return ChangeOrderForm()

    def once(self, turn: Turn, order: OrderView) -> str:
        return sentence("change_once", turn.language) if rulebook(order.policy).items_once else ""


class Swap(TurnAction):
    """Does the exchange or change once the customer has said yes."""

    deed: str
    response: str

    @abstractmethod
    def change(self, turn: Turn, session: Session, order: OrderView) -> ItemsResult:
        """Ask the order service for it."""

    def reply(self, turn: Turn) -> Events:
        if not turn.slot("confirmed"):
            return cleared()
        try:
            with turn.services.database.session() as session:
                result = self.change(turn, session, chosen_order(turn, session))
                old, new = _texts(turn, session, result)
        except OrderNotAllowed as refusal:
            with turn.services.database.session(writes=False) as session:
                order = chosen_order(turn, session)
            return [*cleared(), *refusal_events(turn, self.deed, order, refusal.decision)]
        except OrderRefused as refusal:
            if refusal.rule != "low_balance":
                raise
            turn.say("utter_low_balance")
            return cleared()
        turn.say(
            self.response,
            order=result.order.display_id,
            old=old,
            new=new,
            money=_money_after(turn, result),
        )
        return [*cleared(), *offer_at_end(turn, finished=True)]


class ExchangeItem(Swap):
    action = "action_exchange_item"
    deed = "exchange"
    response = "utter_exchanged"

    def change(self, turn: Turn, session: Session, order: OrderView) -> ItemsResult:
        return exchange_items(
            session, order.customer_id, order.id, chosen_swaps(turn),
            key=turn.key("exchange"), method_id=real_method(turn),
        )  # fmt: skip


class ChangeOrder(Swap):
    action = "action_change_order"
    deed = "modify"
    response = "utter_changed"

    def change(self, turn: Turn, session: Session, order: OrderView) -> ItemsResult:
        return modify_items(
            session, order.customer_id, order.id, chosen_swaps(turn),
            key=turn.key("modify"), method_id=real_method(turn),
        )  # fmt: skip


def _texts(turn: Turn, session: Session, result: ItemsResult) -> tuple[str, str]:
    """The lines as they were and as they will be, as running text."""
    changed = [line for line in result.order.lines if line.id in result.line_ids]
    wanted = chosen_swaps(turn)
    new = [
        item_text(localized(line.name, turn.language), variant_of(session, line, wanted[line.id]), turn.voice)
        for line in changed
    ]
    return lines_text(changed, turn.voice), join_words(new, turn.language)


def _money_after(turn: Turn, result: ItemsResult) -> str:
    zh = turn.language == "zh"
    if result.refunds:
        return refunds_promised(turn, result.order, result.refunds)
    if result.difference_cents <= 0:
        return ""
    amount = format_money(result.difference_cents, result.order.currency, turn.language)
    method = method_word(result.method, turn.language) if result.method else None
    later = result.order.status == "exchange_requested"
    if zh:
        return f"差价 {amount} {'将' if later else '已'}从您的{method or '原付款方式'}支付。"
    verb = "will be" if later else "was"
    return f"The difference of {amount} {verb} charged to your {method or 'original payment method'}."
