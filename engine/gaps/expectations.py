"""What one customer is like and may expect, by the models that were learnt last."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from engine.conversations.contacts import contacts
from engine.errors import NotFound
from engine.events.facts import Fact, facts_of, newest_moment
from engine.frames import Frame, pd
from engine.gaps.latent.customers import fields
from engine.gaps.latent.traits import ClassTraits, traits_of
from engine.gaps.network.experiences import experiences
from engine.gaps.network.network import Answer
from engine.gaps.rebuild import contact_frame
from engine.gaps.saved import Expectations
from engine.orders.deliveries import read_deliveries
from engine.profiles.features import features_of
from engine.profiles.tallies import count_history
from engine.store.tables import Customer
from engine.store.types import utc_now

ASKED = ("satisfied", "leaves")


@dataclass(frozen=True)
class CustomerExpectations:
    """kind: the likeliest class with its traits, and `membership`, its probability; None where there is no
    model or nothing is known of the customer. evidence: what the network was told: the course of the
    customer's last order. satisfied, leaves: its answers; None where this shop's data do not tell.
    """

    customer_id: str
    kind: ClassTraits | None
    membership: float | None
    posterior: tuple[float, ...]
    evidence: dict[str, str]
    satisfied: Answer | None
    leaves: Answer | None


def expectations_of(
    session: Session, learnt: Expectations, customer_id: str, now: datetime | None = None
) -> CustomerExpectations:
    """By the customer's own log up to `now` (default: the log's newest moment, as at the learning).

    Raises NotFound where there is no such customer.
    """
    if session.get(Customer, customer_id) is None:
        raise NotFound(f"There is no customer {customer_id}.")
    newest = newest_moment(session)
    until = now or (newest + timedelta(seconds=1) if newest else utc_now())
    history = history_of(facts_of(session, [customer_id]).get(customer_id, []), customer_id)
    deliveries = read_deliveries(session, until=until, customer_id=customer_id)
    asked = contact_frame(contacts(session, until=until, customer_id=customer_id))
    orders = experiences(history, deliveries, asked, until, cuts=learnt.cuts).rows
    posterior = _posterior(learnt, history, orders, until)
    kind = max(range(len(posterior)), key=lambda n: posterior[n]) if posterior else None
    evidence = _evidence(learnt, orders)
    return CustomerExpectations(
        customer_id,
        traits_of(learnt.latent)[kind] if learnt.latent and kind is not None else None,
        posterior[kind] if kind is not None else None,
        posterior,
        evidence,
        *(_answer(learnt, target, evidence) for target in ASKED),
    )


def history_of(facts: list[Fact], customer_id: str) -> Frame:
    """One customer's facts as `read_history` gives them, what was cancelled left out."""
    cancelled = {(fact.order, fact.product) for fact in facts if fact.cancels}
    kept = [
        fact
        for fact in facts
        if not fact.cancels and not (fact.type == "purchase" and (fact.order, fact.product) in cancelled)
    ]
    frame = pd.DataFrame(
        {
            "customer": pd.Categorical(
                [customer_id] * len(kept), categories=pd.Index([customer_id], dtype="str")
            ),
            "at": pd.Series([fact.at for fact in kept], dtype="float64").astype("datetime64[us]"),
            "pieces": pd.Series([fact.value for fact in kept], dtype="float64"),
            "cents": pd.Series([fact.cents for fact in kept], dtype="float64"),
        }
    )
    for name in ("type", "product", "category", "order"):
        frame[name] = pd.Series([getattr(fact, name) for fact in kept], dtype="str").astype("category")
    return frame.sort_values("at", ignore_index=True, na_position="first")


def _posterior(learnt: Expectations, history: Frame, orders: Frame, until: datetime) -> tuple[float, ...]:
    if learnt.latent is None or orders.empty:
        return ()
    moment = pd.Timestamp(until.replace(tzinfo=None))
    tallies = count_history(history[history["at"] < moment])
    features = features_of(tallies, moment, {}, list(learnt.favourites))
    row = fields(features, orders, learnt.favourites)
    # What the shop at large sells for is not asked for one customer's sake.
    known = {name: value for name, value in row.iloc[0].items() if pd.notna(value)} if len(row) else {}
    return tuple(float(share) for share in learnt.latent.fold_in(known)) if known else ()


def _evidence(learnt: Expectations, orders: Frame) -> dict[str, str]:
    """What is known of the last order, but what is asked for."""
    if learnt.network is None or orders.empty:
        return {}
    last = orders.iloc[-1]
    names = [name for name in learnt.network.structure.names if name not in ASKED]
    return {name: str(last[name]) for name in names if pd.notna(last[name])}


def _answer(learnt: Expectations, target: str, evidence: dict[str, str]) -> Answer | None:
    if learnt.network is None or target not in learnt.network.structure.names or not evidence:
        return None
    return learnt.network.ask(target, evidence)
