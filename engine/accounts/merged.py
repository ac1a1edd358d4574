"""By which id a customer goes here who was merged with another."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store.tables import CustomerMerge


def merged_ids(session: Session, ids: Iterable[str] | None = None) -> dict[str, str]:
    """Merged id -> the id that it goes by, of the standing merges (of `ids` only, where given).

    Merges may follow one another (a into b, b into c); the answer is the last of them.
    """
    query = select(CustomerMerge.merged_id, CustomerMerge.kept_id).where(CustomerMerge.split_at.is_(None))
    steps = {merged: kept for merged, kept in session.execute(query)}
    wanted = steps.keys() if ids is None else steps.keys() & set(ids)
    return {merged: _end(merged, steps) for merged in wanted}


def _end(customer: str, steps: dict[str, str]) -> str:
    while customer in steps:
        customer = steps[customer]
    return customer
