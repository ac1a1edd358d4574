"""Another variant instead of the one that was ordered: exchanges after delivery, changes before dispatch."""

from collections.abc import Sequence

from actions.catalogue import VariantView
from actions.forms import LEAVE, NOTED, Step
from actions.line_choice import named_lines, says_value
from actions.methods import ORIGINAL, named_method
from actions.order_form import OrderForm, chosen_order
from actions.swap_plan import chosen_line, difference_choices, other_variants, plan
from actions.turn import Turn
from actions.words import Voice
from engine.orders.policy import Decision, check_exchange, check_modify
from engine.orders.views import OrderView
from engine.text.localized import localized


class SwapForm(OrderForm):
    """Order, item, new variant, who pays a difference, yes."""

    steps = ("order_id", "line_ids", "variant_id", "method_id", "confirmed")

    def settle_line_ids(self, turn: Turn) -> Step | None:
        with turn.services.database.session(writes=False) as session:
            order = chosen_order(turn, session)
        lines = named_lines(order, str(turn.slot("opening") or ""), turn.voice) or order.lines
        return Step({"line_ids": [lines[0].id]}) if len(lines) == 1 else None

    def fill_line_ids(self, turn: Turn) -> Step | None:
        with turn.services.database.session(writes=False) as session:
            order = chosen_order(turn, session)
        pressed = turn.entity("line_id")
        chosen = [line for line in order.lines if line.id == pressed] or named_lines(
            order, turn.text, turn.voice
        )
        return Step({"line_ids": [chosen[0].id]}) if len(chosen) == 1 else None

    def settle_variant_id(self, turn: Turn) -> Step | None:
        with turn.services.database.session(writes=False) as session:
            line = chosen_line(turn, chosen_order(turn, session))
            choices = other_variants(session, line)
        if choices:
            meant = variants_meant(choices, str(turn.slot("opening") or ""), turn.voice)
            return Step({"variant_id": meant[0].id}) if len(meant) == 1 else None
        turn.say("utter_no_other_variant", product=localized(line.name, turn.language))
        return LEAVE

    def fill_variant_id(self, turn: Turn) -> Step | None:
        with turn.services.database.session(writes=False) as session:
            choices = other_variants(session, chosen_line(turn, chosen_order(turn, session)))
        pressed = turn.entity("variant_id")
        if pressed is not None:
            return Step({"variant_id": pressed}) if pressed in {v.id for v in choices} else None
        meant = variants_meant(choices, turn.text, turn.voice)
        if len(meant) == 1:
            return Step({"variant_id": meant[0].id})
        return NOTED if meant else None

    def settle_method_id(self, turn: Turn) -> Step | None:
        """Nothing to pay, or one way to pay it, needs no question."""
        with turn.services.database.session(writes=False) as session:
            swap = plan(turn, session)
            choices = difference_choices(session, swap.order)
        if swap.difference_cents <= 0:
            return Step({"method_id": ORIGINAL})
        return Step({"method_id": choices[0].id}) if len(choices) == 1 else None

    def fill_method_id(self, turn: Turn) -> Step | None:
        with turn.services.database.session(writes=False) as session:
            swap = plan(turn, session)
            choices = difference_choices(session, swap.order)
        named = named_method(turn, choices)
        chosen = next((method for method in choices if method.id == named), None)
        if chosen and chosen.kind == "gift_card" and (chosen.balance_cents or 0) < swap.difference_cents:
            turn.say("utter_low_balance")
            return NOTED
        return Step({"method_id": named}) if named else None


class ExchangeItemForm(SwapForm):
    task = "exchange_item"
    deed = kind = "exchange"

    def check(self, order: OrderView) -> Decision:
        return check_exchange(order)


class ChangeOrderForm(SwapForm):
    task = "change_order"
    deed = "modify"
    kind = "change"

    def check(self, order: OrderView) -> Decision:
        return check_modify(order)


def variants_meant(choices: Sequence[VariantView], text: str, voice: Voice) -> list[VariantView]:
    """The variants that agree with the most option values that the text names; none where it names none."""
    hits = {
        variant.id: sum(1 for value in variant.options.values() if says_value(text, value, voice))
        for variant in choices
    }
    best = max(hits.values(), default=0)
    return [variant for variant in choices if hits[variant.id] == best] if best else []
