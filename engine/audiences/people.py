"""Every customer as a filter looks at them, in a handful of queries."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.audiences.criteria import Person
from engine.behaviour.service import all_chances
from engine.events.totals import Bought, bought_by_all
from engine.gaps.topics.service import flagged_by_all
from engine.profiles.stored import labels
from engine.store.tables import Customer

NOTHING = Bought(0, 0, None)


def people(session: Session) -> list[Person]:
    """All customers, by id: segment, chances and gap as of the last rebuild, purchases as of now."""
    segments, chances = labels(session), all_chances(session)
    bought: Mapping[str, Bought] = bought_by_all(session)
    flagged = flagged_by_all(session)
    found: list[Person] = []
    for id_ in session.scalars(select(Customer.id).order_by(Customer.id)):
        purchase, churn = chances.get(id_, (None, None))
        own = bought.get(id_, NOTHING)
        found.append(
            Person(
                id=id_,
                segment=segments.get(id_),
                purchase=purchase,
                churn=churn,
                orders=own.orders,
                spent_cents=own.cents,
                last_order_at=own.last_at,
                flagged=flagged.get(id_),
            )
        )
    return found
