"""Choosing lines of an order and other variants for them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from engine.orders.policy import Rulebook
from engine.orders.refusals import OrderRefused
from engine.orders.stock import available_variants
from engine.store.tables import Order, OrderLine, Variant

Swap = tuple[OrderLine, Variant]


def chosen_lines(order: Order, line_ids: Iterable[str]) -> list[OrderLine]:
    """The order's lines with these ids, each once. Raises OrderRefused for none or for foreign ids."""
    by_id = {line.id: line for line in order.lines}
    ids = list(dict.fromkeys(line_ids))
    if not ids:
        raise OrderRefused("no_lines", "Please choose at least one item of the order.")
    if unknown := [line_id for line_id in ids if line_id not in by_id]:
        raise OrderRefused("unknown_line", f"The order has no line {unknown[0]}.")
    return [by_id[line_id] for line_id in ids]


def swaps(session: Session, order: Order, changes: Mapping[str, str], rules: Rulebook) -> list[Swap]:
    """Each line with the variant that it shall become.

    changes: line id -> variant id. Raises OrderRefused unless every new variant is another one (by the
    rules, perhaps the same) of the same product and can be had in the line's quantity.
    """
    lines = chosen_lines(order, changes)
    variants = available_variants(session, wanted_pieces((line, changes[line.id]) for line in lines))
    pairs = [(line, variants[changes[line.id]]) for line in lines]
    for line, variant in pairs:
        if variant.product_id != line.product_id:
            raise OrderRefused(
                "other_product", "An item can only become another variant of the same product."
            )
        if variant.id == line.variant_id and not rules.same_variant:
            raise OrderRefused("same_variant", "This is the variant that the order has already.")
    return pairs


def wanted_pieces(pairs: Iterable[tuple[OrderLine, str]]) -> dict[str, int]:
    """Pieces wanted by variant id."""
    wanted: Counter[str] = Counter()
    for line, variant_id in pairs:
        wanted[variant_id] += line.quantity
    return dict(wanted)


def price_difference(pairs: Iterable[Swap]) -> int:
    """Cents that the new variants cost more (or, negative, less) than the lines did."""
    return sum((variant.price_cents - line.unit_price_cents) * line.quantity for line, variant in pairs)
