"""The page "What we know about you": put together for its customer, and changed by them."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from engine.behaviour.service import behaviour_of
from engine.gaps.about_you.inferred import Inference, inferences
from engine.gaps.about_you.said import Said, said_by
from engine.gaps.reports.choices import Choices, choices_of, store_choices
from engine.gaps.reports.service import stop_keeping
from engine.gaps.service_quality.own import OwnAnswer, answers_of, remove_all
from engine.gaps.topics.names import category_names
from engine.gaps.topics.service import family_gaps
from engine.profiles.service import profile_of
from engine.recommend.catalogue import currency_of
from engine.store.types import LocalizedText


@dataclass(frozen=True)
class AboutYou:
    """said: newest first; said_in_all: how many there are. inferred: what is used of guesses while
    `choices.personalise`. service: what they said of the service. categories: what a statement about a
    category can be changed to, by id.
    """

    choices: Choices
    said: list[Said]
    said_in_all: int
    inferred: list[Inference]
    service: list[OwnAnswer]
    categories: dict[str, LocalizedText]
    currency: str


def about_you(session: Session, customer_id: str) -> AboutYou:
    """All that a customer told us and that we infer, as of now. Raises NotFound."""
    profile = profile_of(session, customer_id)
    said, in_all = said_by(session, customer_id)
    return AboutYou(
        choices=choices_of(session, customer_id),
        said=said,
        said_in_all=in_all,
        inferred=inferences(profile, behaviour_of(session, customer_id), family_gaps(session, customer_id)),
        service=answers_of(session, customer_id),
        categories=category_names(session),
        currency=currency_of(session),
    )


def choose(
    session: Session,
    customer_id: str,
    *,
    keep: bool | None = None,
    ask: bool | None = None,
    personalise: bool | None = None,
    offers: bool | None = None,
) -> Choices:
    """Keep what the customer chose; with `keep` off, all that they said is removed. Raises NotFound."""
    chosen = store_choices(session, customer_id, keep=keep, ask=ask, personalise=personalise, offers=offers)
    if keep is False:
        remove_all(session, customer_id)
        return stop_keeping(session, customer_id)
    return chosen
