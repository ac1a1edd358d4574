"""Another variant instead of the one that was ordered: exchanges after delivery, changes before dispatch."""

from actions.line_choice import means_all, named_lines, other_lines
from actions.methods import ORIGINAL, named_method
from actions.order_form import OrderForm, chosen_order
from actions.ordinals import ordinal
from actions.steps import LEAVE, NOTED, Step
from actions.swap_choice import lines_meant, swapped, variants_meant
from actions.swap_plan import (
    chosen_swaps,
    current_line,
    difference_choices,
    lines_left,
    other_variants,
    plan,
)
from actions.turn import Turn
from engine.orders.policy import Decision, check_exchange, check_modify
from engine.orders.views import OrderView
from engine.text.localized import localized

ONE_MORE = "more"
"""Stands on the button that adds another item, in the place of a line's id."""


class SwapForm(OrderForm):
    """Order, item, new variant, who pays a difference, yes."""

    steps = ("order_id", "line_ids", "variant_id", "method_id", "confirmed")

    def settle_line_ids(self, turn: Turn) -> Step | None:
        """The lines that the opening message names, or the only one that there is."""
        with turn.services.database.session(writes=False) as session:
            order = chosen_order(turn, session)
        opening, left = str(turn.slot("opening") or ""), lines_left(turn, order)
        named = left if means_all(opening) else named_lines(order, opening, turn.voice)
        lines = named or (left if len(left) == 1 else [])
        done = list(chosen_swaps(turn))
        return Step({"line_ids": [*done, *(line.id for line in lines)]}) if lines else None

    def fill_line_ids(self, turn: Turn) -> Step | None:
        with turn.services.database.session(writes=False) as session:
            order = chosen_order(turn, session)
        chosen = lines_meant(turn, order, lines_left(turn, order))
        done = list(chosen_swaps(turn))
        return Step({"line_ids": [*done, *(line.id for line in chosen)]}) if chosen else None

    def revise_line_ids(self, turn: Turn) -> Step | None:
        """Another item of the same order."""
        with turn.services.database.session(writes=False) as session:
            order = chosen_order(turn, session)
        lines = other_lines(turn, order)
        return Step({"line_ids": lines, "swaps": None}) if lines else None

    def settle_variant_id(self, turn: Turn) -> Step | None:
        """What the opening message says of size or colour, for one line after the other."""
        swaps, changes = chosen_swaps(turn), {}
        with turn.services.database.session(writes=False) as session:
            order = chosen_order(turn, session)
            lines = [line for line in order.lines if line.id in (turn.slot("line_ids") or [])]
            for line in (line for line in lines if line.id not in swaps):
                choices = other_variants(session, line)
                if not choices:
                    turn.say("utter_no_other_variant", product=localized(line.name, turn.language))
                    rest = [one.id for one in lines if one.id != line.id]
                    return Step({"line_ids": rest}) if rest else LEAVE
                meant = variants_meant(choices, str(turn.slot("opening") or ""), turn.voice)
                if len(meant) == 1:
                    changes[line.id] = meant[0].id
        return swapped(turn, swaps | changes) if changes else None

    def fill_variant_id(self, turn: Turn) -> Step | None:
        with turn.services.database.session(writes=False) as session:
            line = current_line(turn, chosen_order(turn, session))
            choices = other_variants(session, line)
        pressed = turn.entity("variant_id")
        if pressed is not None:
            chosen = {line.id: pressed}
            return swapped(turn, chosen_swaps(turn) | chosen) if pressed in {v.id for v in choices} else None
        meant = variants_meant(choices, turn.text, turn.voice)
        at = ordinal(turn.text, len(choices)) if not meant else None
        meant = [choices[at]] if at is not None else meant
        if len(meant) == 1:
            return swapped(turn, chosen_swaps(turn) | {line.id: meant[0].id})
        return NOTED if meant else None

    def revise_variant_id(self, turn: Turn) -> Step | None:
        """Another variant of the item that was last spoken of."""
        with turn.services.database.session(writes=False) as session:
            line = current_line(turn, chosen_order(turn, session))
            meant = variants_meant(other_variants(session, line), turn.text, turn.voice)
        new = chosen_swaps(turn) | {line.id: meant[0].id} if len(meant) == 1 else None
        return swapped(turn, new) if new and new != chosen_swaps(turn) else None

    def answer(self, turn: Turn) -> Step | None:
        """At the last question one more item can be added, as an exchange can be asked for only once."""
        if turn.entity("line_id") == ONE_MORE and turn.slot("requested_slot") == "confirmed":
            return Step({"line_ids": None, "variant_id": None, "method_id": None, "opening": None})
        return super().answer(turn)

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

    def revise_method_id(self, turn: Turn) -> Step | None:
        """Another way to pay a difference."""
        with turn.services.database.session(writes=False) as session:
            if plan(turn, session).difference_cents <= 0:
                return None
        step = self.fill_method_id(turn)
        return step if step and step.slots.get("method_id") != turn.slot("method_id") else None


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
