"""Two records of one person become one customer, and can be taken apart again.

The rule: all that names the merged record names the kept one; the kept record's own words stay, its gaps
are filled from the merged one; rows of which a customer has one at most (a profile) are those of the kept
one. All of it is written down, so that a split puts back exactly what was moved. What came in for the
person in between stays with the kept record.
"""

from typing import Any, cast

from sqlalchemy import Table, delete, insert, select, update
from sqlalchemy.orm import Session

from engine.accounts.references import (
    from_plain,
    hand_over,
    keys_of,
    put_back,
    references,
    take_out,
    to_plain,
)
from engine.errors import Conflict, Invalid, NotFound
from engine.store.ids import new_id
from engine.store.tables import AuditEntry, Base, Customer, CustomerMerge
from engine.store.types import utc_now

_CUSTOMERS = cast(Table, Customer.__table__)
_GAPS: tuple[Any, ...] = (None, "", {}, [])
Values = dict[str, Any]


def merge(session: Session, kept_id: str, merged_id: str, actor: str) -> CustomerMerge:
    """Take `merged_id` into `kept_id`. actor: staff:<id> or system.

    Raises Invalid for one and the same id, NotFound where there is no such customer.
    """
    if kept_id == merged_id:
        raise Invalid("A customer cannot be merged with itself. Name two ids.")
    kept, merged = _row(session, kept_id), _row(session, merged_id)
    rows: dict[str, list[list[Any]]] = {}
    taken: dict[str, list[Values]] = {}
    for reference in references():
        if reference.one_each:
            taken[reference.name] = take_out(session, reference, merged_id)
        else:
            keys = keys_of(session, reference, merged_id)
            hand_over(session, reference, merged_id, kept_id, keys)
            rows[reference.name] = keys
    session.connection().execute(delete(_CUSTOMERS).where(_CUSTOMERS.c.id == merged_id))
    filled = _filled(kept, merged)
    _set(session, kept_id, filled)
    moved = {
        "record": to_plain(_CUSTOMERS, merged),
        "before": to_plain(_CUSTOMERS, {name: kept[name] for name in filled}),
        "after": to_plain(_CUSTOMERS, filled),
        "rows": rows,
        "taken": taken,
    }
    row = CustomerMerge(
        id=new_id(), kept_id=kept_id, merged_id=merged_id, moved=moved, actor=actor, at=utc_now()
    )
    session.add(row)
    counts = {name: len(keys) for name, keys in rows.items() if keys}
    _audit(session, "customer.merge", kept_id, actor, {"merged": merged_id, "moved": counts})
    return row


def split(session: Session, merged_id: str, actor: str) -> CustomerMerge:
    """Undo the merge by which `merged_id` is no customer of its own.

    Raises NotFound where it was not merged, Conflict where the record that it was merged into was itself
    merged into another since, or where somebody else has its id or e-mail address by now.
    """
    query = select(CustomerMerge).where(
        CustomerMerge.merged_id == merged_id, CustomerMerge.split_at.is_(None)
    )
    done = session.scalars(query).one_or_none()
    if done is None:
        raise NotFound(f"{merged_id} is not merged with another customer.")
    if session.get(Customer, done.kept_id) is None:
        raise Conflict(f"{done.kept_id} was merged into another customer since. Split {done.kept_id} first.")
    moved = done.moved
    _set(session, done.kept_id, _undone(_row(session, done.kept_id), moved["before"], moved["after"]))
    record = from_plain(_CUSTOMERS, moved["record"])
    _refuse_taken(session, record)
    session.connection().execute(insert(_CUSTOMERS), [record])
    for reference in references():
        hand_over(session, reference, done.kept_id, merged_id, moved["rows"].get(reference.name, []))
    for name, rows in moved["taken"].items():
        table = Base.metadata.tables.get(name.partition(".")[0])
        if table is not None:
            put_back(session, table, rows)
    done.split_at = utc_now()
    _audit(session, "customer.split", done.kept_id, actor, {"merged": merged_id})
    return done


def _row(session: Session, customer_id: str) -> Values:
    row = session.execute(select(_CUSTOMERS).where(_CUSTOMERS.c.id == customer_id)).mappings().one_or_none()
    if row is None:
        raise NotFound(f"There is no customer {customer_id}.")
    return dict(row)


def _filled(kept: Values, merged: Values) -> Values:
    """What changes in the kept record: its gaps, and keys that its address and attributes lack."""
    filled: Values = {}
    for name, theirs in merged.items():
        own = kept[name]
        if name == "id" or theirs in _GAPS:
            continue
        if isinstance(own, dict) and isinstance(theirs, dict):
            both: Values = {**theirs, **{k: v for k, v in cast(Values, own).items() if v not in _GAPS}}
            if both != own:
                filled[name] = both
        elif own in _GAPS:
            filled[name] = theirs
    return filled


def _undone(now: Values, before: Values, after: Values) -> Values:
    """The kept record's fields as they were before, where nobody changed them since."""
    plain = to_plain(_CUSTOMERS, now)
    undone = {name: before[name] for name in before if plain[name] == after[name]}
    return from_plain(_CUSTOMERS, undone)


def _set(session: Session, customer_id: str, values: Values) -> None:
    if values:
        session.connection().execute(update(_CUSTOMERS).where(_CUSTOMERS.c.id == customer_id).values(values))
    session.expire_all()  # these were Core statements; what the session knows may be out of date


def _refuse_taken(session: Session, record: Values) -> None:
    if session.get(Customer, record["id"]) is not None:
        raise Conflict(f"There is another customer {record['id']} by now. Merge or rename that one first.")
    if record["email"] is None:
        return
    owner = session.scalar(select(Customer.id).where(Customer.email == record["email"]))
    if owner is not None:
        raise Conflict(f"The e-mail address {record['email']} is customer {owner}'s by now. Change it first.")


def _audit(session: Session, action: str, kept_id: str, actor: str, data: Values) -> None:
    session.add(
        AuditEntry(
            id=new_id(), at=utc_now(), actor=actor, action=action, subject=f"customer:{kept_id}", data=data
        )
    )
    session.flush()
