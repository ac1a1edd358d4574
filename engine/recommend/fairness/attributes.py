"""What customers' records say of them, as groups: an age band, an income band. A guess puts nobody in one."""

from collections.abc import Mapping, Sequence
from typing import Final, cast

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from engine.errors import Invalid
from engine.events.ingest_write import HASH
from engine.recommend.fairness.report import Attributes
from engine.store.tables import Customer

FEWEST_GROUPS, MOST_GROUPS = 2, 12
"""Groups that an attribute makes; what has more is a name or a number, not a group."""
NO_GROUPS: Final = frozenset({"source", "imputed", "shop_id", HASH})
"""Where a record comes from says nothing of the person."""
IMPUTED: Final = "imputed"
"""The attribute that names those which nobody gave (`engine/events/impute.py`)."""


def customer_groups(session: Session, wanted: Sequence[str] | None = None) -> Attributes:
    """Of each attribute each customer's group, the attributes in the order of their names.

    wanted: these attributes; None: all with 2 to 12 groups. Raises Invalid where a wanted one has other than
    that many.
    """
    columns = cast(Table, Customer.__table__).c
    rows = session.execute(select(columns.id, columns.attributes).order_by(columns.id))
    found: dict[str, dict[str, str]] = {}
    for customer, attributes in rows:
        for name, group in _groups(attributes or {}):
            found.setdefault(name, {})[customer] = group
    if wanted is None:
        return {name: of for name, of in sorted(found.items()) if _fits(of)}
    for name in wanted:
        if not _fits(found.get(name, {})):
            raise Invalid(_unfit(name, found))
    return {name: found[name] for name in wanted}


def _groups(attributes: Mapping[str, object]) -> list[tuple[str, str]]:
    """(attribute, group) of one customer: what was said, and is a word, a number or yes or no."""
    named = attributes.get(IMPUTED)
    guessed = {str(one) for one in cast(list[object], named)} if isinstance(named, list) else set[str]()
    return [
        (name, str(value).strip())
        for name, value in attributes.items()
        if name not in NO_GROUPS
        and name not in guessed
        and isinstance(value, str | int | float)
        and str(value).strip()
    ]


def _fits(of: Mapping[str, str]) -> bool:
    return FEWEST_GROUPS <= len(set(of.values())) <= MOST_GROUPS


def _unfit(name: str, found: Mapping[str, Mapping[str, str]]) -> str:
    fit = ", ".join(sorted(one for one, of in found.items() if _fits(of))) or "none"
    count = len(set(found.get(name, {}).values()))
    return (
        f"Customers have {count} values of {name!r}; groups are compared where there are "
        f"{FEWEST_GROUPS} to {MOST_GROUPS}. Attributes with so many: {fit}."
    )
