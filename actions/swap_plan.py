"""What an exchange or a change of items would do, worked out before it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from actions.catalogue import VariantView, product
from actions.order_form import chosen_order
from actions.turn import Turn
from actions.words import Voice, item_text, line_text
from engine.errors import NotFound
from engine.orders.service import payment_methods_of
from engine.orders.views import LineView, MethodView, OrderView
from engine.text.localized import localized


@dataclass(frozen=True)
class SwapPlan:
    """One line of an order and the variant that it shall become."""

    order: OrderView
    line: LineView
    variant: VariantView

    @property
    def difference_cents(self) -> int:
        """What the customer pays more (positive) or gets back (negative)."""
        return (self.variant.price_cents - self.line.unit_price_cents) * self.line.quantity

    def old(self, voice: Voice) -> str:
        return line_text(self.line, voice)

    def new(self, voice: Voice) -> str:
        return item_text(localized(self.line.name, voice.language), self.variant.options, voice)


def chosen_line(turn: Turn, order: OrderView) -> LineView:
    """The line of the open form. Raises NotFound where the order no longer has it."""
    wanted = (turn.slot("line_ids") or [None])[0]
    for line in order.lines:
        if line.id == wanted:
            return line
    raise NotFound("The order has no such line.")


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
    """The swap that the open form has put together. Raises NotFound where the variant is gone."""
    order = chosen_order(turn, session)
    line = chosen_line(turn, order)
    for variant in other_variants(session, line):
        if variant.id == turn.slot("variant_id"):
            return SwapPlan(order, line, variant)
    raise NotFound("That variant is not to be had any more.")


def difference_choices(session: Session, order: OrderView) -> list[MethodView]:
    """The ways in which a customer can pay more: those that paid the order first, then their others."""
    paid = {method.id for method in order.paid_with}
    own = payment_methods_of(session, order.customer_id)
    return [*order.paid_with, *(method for method in own if method.id not in paid)]
