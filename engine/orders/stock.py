"""Stock that a change of an order takes or gives back; variants without a count are left alone."""

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from engine.orders.refusals import OrderRefused
from engine.store.tables import OrderLine, Variant


def available_variants(session: Session, wanted: Mapping[str, int]) -> dict[str, Variant]:
    """The variants by id, for pieces wanted by variant id. Raises OrderRefused unless all can be had."""
    rows = session.scalars(
        select(Variant).where(Variant.id.in_(wanted)).execution_options(populate_existing=True)
    )
    found = {row.id: row for row in rows}
    for variant_id, pieces in wanted.items():
        variant = found.get(variant_id)
        if variant is None:
            raise OrderRefused("unknown_variant", f"There is no variant {variant_id}.")
        if not variant.available or (variant.stock is not None and variant.stock < pieces):
            raise OrderRefused("not_available", "This variant is out of stock now.")
    return found


def take(session: Session, wanted: Mapping[str, int]) -> None:
    """Take pieces out of stock. Raises OrderRefused where another customer was quicker."""
    for variant_id, pieces in sorted(wanted.items()):
        taken = session.scalar(
            update(Variant)
            .where(Variant.id == variant_id, Variant.stock.is_(None) | (Variant.stock >= pieces))
            .values(stock=Variant.stock - pieces)
            .returning(Variant.id)
            .execution_options(synchronize_session=False)
        )
        if taken is None:
            raise OrderRefused("not_available", "This variant is out of stock now.")


def give_back(session: Session, lines: Iterable[OrderLine]) -> None:
    """Put the pieces of lines that will not be sent back into stock."""
    pieces: Counter[str] = Counter()
    for line in lines:
        pieces[line.variant_id] += line.quantity
    for variant_id, count in sorted(pieces.items()):
        session.execute(
            update(Variant)
            .where(Variant.id == variant_id, Variant.stock.is_not(None))
            .values(stock=Variant.stock + count)
            .execution_options(synchronize_session=False)
        )
