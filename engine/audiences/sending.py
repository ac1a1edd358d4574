"""A running audience's work: who fits enters, by chance told or held out; who is told gets the message."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.audiences.chance import arm_of
from engine.audiences.criteria import criteria_of
from engine.audiences.hours import is_quiet, zone_of
from engine.audiences.people import people
from engine.audiences.reach import Barred, barred_now, reach_of
from engine.conversations.proactive import say_unasked
from engine.conversations.service import MessageView
from engine.settings import Settings
from engine.shop_time import shop_zone
from engine.store.tables import Audience, AudienceMember, Customer
from engine.store.types import LocalizedText

AT_ONCE = 200
"""Messages in one step, so that no writer holds the database for long."""
HOW_TO_STOP: LocalizedText = {
    "en": "You can switch such messages off under Menu, “What we know about you”.",
    "zh": "您可以在菜单的“我们对您的了解”中关闭此类消息。",
}
SUGGEST: tuple[LocalizedText, str] = ({"en": "Suggest something", "zh": "推荐商品"}, "/recommend")


@dataclass(frozen=True)
class Rules:
    """When and how often: quiet hours, days between two messages to a customer. time_zone: of the quiet
    hours where the customer's own is not known; empty: the shop's own."""

    time_zone: str = ""
    quiet_from: int = 21
    quiet_to: int = 9
    cap_days: float = 7.0

    @classmethod
    def of(cls, settings: Settings) -> "Rules":
        return cls(settings.time_zone, settings.quiet_from, settings.quiet_to, settings.audience_cap_days)


@dataclass
class Step:
    """At `now`. entered: who entered in this step. said: messages that went out."""

    now: datetime
    entered: int = 0
    said: list[MessageView] = field(default_factory=list[MessageView])


def running(session: Session) -> list[Audience]:
    """Those that run, the oldest first: where two want the same customer, the older is served."""
    query = select(Audience).where(Audience.state == "running").order_by(Audience.started_at, Audience.id)
    return list(session.scalars(query))


def step(session: Session, rules: Rules, now: datetime) -> Step:
    """Let customers enter, and send what may go out now. Nothing is written where no audience runs."""
    done = Step(now)
    listed = running(session)
    if not listed:
        return done
    everybody = people(session)
    waiting = _waiting(session)
    for audience in listed:
        barred = barred_now(session, now, rules.cap_days)
        reach = reach_of(everybody, criteria_of(audience.filter), barred, now)
        known = set(
            session.scalars(select(AudienceMember.id).where(AudienceMember.audience_id == audience.id))
        )
        # Who waits for another audience's message is not given a second one beside it.
        fresh = [id_ for id_ in reach.reachable if f"{audience.id}:{id_}" not in known and id_ not in waiting]
        for customer_id in fresh:
            member = _enter(audience, customer_id, now)
            session.add(member)
            if member.arm == "told":
                waiting.add(customer_id)
        session.flush()
        done.entered += len(fresh)
        _send(session, audience, barred, rules, done)
    return done


def _enter(audience: Audience, customer_id: str, now: datetime) -> AudienceMember:
    return AudienceMember(
        id=f"{audience.id}:{customer_id}",
        audience_id=audience.id,
        customer_id=customer_id,
        arm=arm_of(audience.id, customer_id, audience.holdout),
        entered_at=now,
    )


def _waiting(session: Session) -> set[str]:
    """Customers who are to be told by a running audience and were not yet."""
    query = (
        select(AudienceMember.customer_id)
        .join(Audience, Audience.id == AudienceMember.audience_id)
        .where(Audience.state == "running", AudienceMember.arm == "told", AudienceMember.sent_at.is_(None))
    )
    return set(session.scalars(query))


def _send(session: Session, audience: Audience, barred: Barred, rules: Rules, done: Step) -> None:
    """Whoever has changed their mind, or is in trouble meanwhile, is left in peace; later steps try again."""
    now = done.now
    query = (
        select(AudienceMember, Customer.attributes)
        .join(Customer, Customer.id == AudienceMember.customer_id)
        .where(
            AudienceMember.audience_id == audience.id,
            AudienceMember.arm == "told",
            AudienceMember.sent_at.is_(None),
            # After its days a message would come too late to be measured.
            AudienceMember.entered_at > now - timedelta(days=audience.days),
        )
        .order_by(AudienceMember.entered_at, AudienceMember.id)
        # Of two processes at the same work each takes rows that the other does not hold.
        .with_for_update(of=AudienceMember, skip_locked=True)
    )
    text = {language: f"{said}\n\n{HOW_TO_STOP[language]}" for language, said in audience.message.items()}
    told: set[str] = set()
    home = shop_zone(session)
    for member, attributes in session.execute(query).all():
        if len(told) >= AT_ONCE:
            return
        id_ = member.customer_id
        zone = zone_of((attributes or {}).get("time_zone"), rules.time_zone, otherwise=home)
        if id_ in told or barred.why_not(id_) or is_quiet(now, zone, rules.quiet_from, rules.quiet_to):
            continue
        said = say_unasked(session, id_, text, now, (SUGGEST,) if audience.suggest else ())
        if said is not None:
            member.sent_at, member.message_id = now, said.id
            told.add(id_)
            done.said.append(said)
    session.flush()
