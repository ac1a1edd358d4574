"""By which id a customer goes here who was merged with another."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.store.tables import CustomerMerge


def merged_ids(session: Session) -> dict[str, str]:
    """Merged id -> the id that it goes by, of all standing merges.

    Merges may follow one another (a into b, b into c); the answer is the last of them.
    """
    query = select(CustomerMerge.merged_id, CustomerMerge.kept_id).where(CustomerMerge.split_at.is_(None))
    steps = {merged: kept for merged, kept in session.execute(query)}
    return {merged: _end(merged, steps) for merged in steps}


def current_id(session: Session, customer_id: str) -> str:
    """The id that this customer goes by: another than the given one only after a merge."""
    query = select(CustomerMerge.kept_id).where(CustomerMerge.split_at.is_(None))
    while (kept := session.scalar(query.where(CustomerMerge.merged_id == customer_id))) is not None:
        customer_id = kept
    return customer_id


def _end(customer: str, steps: dict[str, str]) -> str:
    while customer in steps:
        customer = steps[customer]
    return customer
