"""What an exchange or a change of items would do, worked out before it is asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from actions.catalogue import VariantView, product
from actions.order_form import chosen_order
from actions.turn import Turn
from actions.words import Voice, item_text, join_words, lines_text
from engine.errors import NotFound
from engine.orders.service import payment_methods_of
from engine.orders.views import LineView, MethodView, OrderView
from engine.text.localized import localized


@dataclass(frozen=True)
class Swap:
    """One line of an order and the variant that it shall become."""

    line: LineView
    variant: VariantView


@dataclass(frozen=True)
class SwapPlan:
    """All lines of one order that become something else together."""

    order: OrderView
    swaps: Sequence[Swap]

    @property
    def difference_cents(self) -> int:
        """What the customer pays more (positive) or gets back (negative)."""
        return sum(
            (swap.variant.price_cents - swap.line.unit_price_cents) * swap.line.quantity
            for swap in self.swaps
        )

    def old(self, voice: Voice) -> str:
        return lines_text((swap.line for swap in self.swaps), voice)

    def new(self, voice: Voice) -> str:
        texts = [
            item_text(localized(swap.line.name, voice.language), swap.variant.options, voice)
            for swap in self.swaps
        ]
        return join_words(texts, voice.language)


def chosen_swaps(turn: Turn) -> dict[str, str]:
    """Line id -> variant id, as far as the open form has come."""
    return dict(turn.slot("swaps") or {})


def current_line(turn: Turn, order: OrderView) -> LineView:
    """The line whose new variant is being chosen: the first chosen one without, else the last one.

    Raises NotFound where the order no longer has it.
    """
    chosen, done = list(turn.slot("line_ids") or []), chosen_swaps(turn)
    wanted = next((id_ for id_ in chosen if id_ not in done), chosen[-1] if chosen else None)
    for line in order.lines:
        if line.id == wanted:
            return line
    raise NotFound("The order has no such line.")


def lines_left(turn: Turn, order: OrderView) -> list[LineView]:
    """The order's lines that no new variant was chosen for."""
    done = chosen_swaps(turn)
    return [line for line in order.lines if line.id not in done]


def other_variants(session: Session, line: LineView) -> list[VariantView]:
    """What this line could become: other variants of its product with enough pieces."""
    found = product(session, line.product_id)
    return [
        variant
        for variant in (found.variants if found else [])
        if variant.id != line.variant_id
        and variant.in_stock
        and (variant.stock is None or variant.stock >= line.quantity)
    ]


def variant_of(session: Session, line: LineView, variant_id: str) -> Mapping[str, Any]:
    """The options of a variant of this line's product, in stock or not."""
    found = product(session, line.product_id)
    return next((v.options for v in (found.variants if found else []) if v.id == variant_id), line.options)


def plan(turn: Turn, session: Session) -> SwapPlan:
    """The swaps that the open form has put together. Raises NotFound where a line or variant is gone."""
    order = chosen_order(turn, session)
    lines = {line.id: line for line in order.lines}
    swaps: list[Swap] = []
    for line_id, variant_id in chosen_swaps(turn).items():
        line = lines.get(line_id)
        found = other_variants(session, line) if line else []
        variant = next((one for one in found if one.id == variant_id), None)
        if line is None or variant is None:
            raise NotFound("That variant is not to be had any more.")
        swaps.append(Swap(line, variant))
    return SwapPlan(order, swaps)


def difference_choices(session: Session, order: OrderView) -> list[MethodView]:
    """The ways in which a customer can pay more: those that paid the order first, then their others."""
    paid = {method.id for method in order.paid_with}
    own = payment_methods_of(session, order.customer_id)
    return [*order.paid_with, *(method for method in own if method.id not in paid)]
