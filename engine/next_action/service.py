"""The next best action of a customer, from what the log, the orders and the models know of them now."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from engine.behaviour.service import behaviour_of
from engine.conversations.contacts import contacts
from engine.conversations.held import with_person
from engine.gaps.reports.choices import choices_of
from engine.gaps.saved import Expectations
from engine.gaps.topics.service import family_gaps
from engine.manner.decide import RECENT_DAYS
from engine.manner.decide import decide as manner_for
from engine.manner.known import known_of
from engine.next_action.decide import Decision, Option, decide
from engine.next_action.situation import Flag, Question, Situation
from engine.orders.service import totals_of
from engine.profiles.segments.stored import current
from engine.recommend.catalogue import currency_of, usual_price
from engine.store.types import utc_now

UNANSWERED: Final = ("nlu_fallback", "out_of_scope")


@dataclass(frozen=True)
class NextAction:
    """currency: of all sums. decision: with the options and what was barred."""

    customer_id: str
    currency: str
    decision: Decision

    def as_dict(self) -> dict[str, Any]:
        """For JSON: the best action ("nothing" is one), the others, and what must not be done now."""
        options = [option_json(one) for one in self.decision.options]
        return {
            "customer_id": self.customer_id,
            "currency": self.currency,
            "kind": options[0]["kind"] if options else "nothing",
            "options": options,
            "barred": dict(self.decision.barred),
        }


def option_json(option: Option) -> dict[str, Any]:
    """An option as plain values."""
    return {
        "kind": option.kind,
        "value_cents": round(option.value_cents),
        "about": option.about.name if option.about else None,
        "evidence": [vars(one) for one in option.evidence],
    }


def next_action_of(
    session: Session,
    customer_id: str,
    *,
    mood: float = 0.0,
    learnt: Expectations | None = None,
    question: Question | None = None,
    beside_person: bool | None = None,
    now: datetime | None = None,
) -> NextAction:
    """What to do next for this customer. Raises NotFound.

    mood: of the present message, -1 to 1. learnt: expectations of the last rebuild. question: the best that
    may be asked. beside_person: whether a person has the conversation, where the caller knows; the desk asks
    for the person who does. A handful of small queries, nothing is written.
    """
    one = situation_of(session, customer_id, mood, learnt, now or utc_now())
    one = replace(one, question=question)
    if beside_person is not None:
        one = replace(one, with_person=beside_person)
    return NextAction(customer_id, currency_of(session), decide(one))


def situation_of(
    session: Session, customer_id: str, mood: float, learnt: Expectations | None, now: datetime
) -> Situation:
    """What the decision is made from, as known at `now`."""
    known = known_of(session, customer_id, mood, learnt, now)
    chosen, totals = choices_of(session, customer_id), totals_of(session, customer_id)
    division = current(session)
    typical = float(division.document.typical.get("value", 0.0)) if division else 0.0
    own = totals.spent_cents / totals.orders if totals.orders else 0.0
    basket = own if own > 0 else usual_price(session)
    said = contacts(session, since=now - timedelta(days=RECENT_DAYS), until=now, customer_id=customer_id)
    return Situation(
        known=known,
        manner=manner_for(known),
        spend_cents=behaviour_of(session, customer_id).spend_cents if chosen.personalise else None,
        stake_cents=max(float(totals.spent_cents), typical, basket),
        basket_cents=basket,
        flags=_flags(session, customer_id) if chosen.personalise else (),
        not_understood=sum(contact.intent in UNANSWERED for contact in said),
        with_person=with_person(session, customer_id),
        ask=chosen.ask,
        personalise=chosen.personalise,
    )


def _flags(session: Session, customer_id: str) -> tuple[Flag, ...]:
    return tuple(
        Flag(topic.topic, topic.name, topic.delta, topic.expected, topic.said)
        for family in family_gaps(session, customer_id)
        for topic in family.topics
        if topic.flagged
    )
