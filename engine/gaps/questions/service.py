"""What is worth asking one customer, by what they bought and said and were asked before."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.events.facts import facts_of
from engine.gaps.questions.asked import KIND, asked_of
from engine.gaps.questions.saved import Questions
from engine.gaps.questions.value import bits, list_gain
from engine.gaps.reports.choices import choices_of
from engine.gaps.topics.names import category_names
from engine.store.tables import Customer, Report
from engine.store.types import LocalizedText
from engine.text.localized import localized

PURCHASES = ("purchase", "return")
Missing = Literal["not_learnt", "not_wanted", "no_history"]


@dataclass(frozen=True)
class Candidate:
    """A question: "do you like this category?". bits: what the answer is expected to tell about the kind of
    customer. gain: by how much their list is expected to get better, as a share of a list of nothing but
    hits. likely: chance of a yes.
    """

    attribute: str
    name: LocalizedText
    bits: float
    gain: float
    likely: float

    @property
    def text(self) -> LocalizedText:
        """The question in words, for staff."""
        en, zh = localized(self.name, "en"), localized(self.name, "zh")
        return {"en": f"Are you interested in {en}?", "zh": f"您对{zh}感兴趣吗？"}


@dataclass(frozen=True)
class WorthAsking:
    """candidates: by list gain, the best first. liked: what they buy more of than is usual. said: what they
    told us. asked: what is not asked again. missing: why there are no candidates at all.
    """

    customer_id: str
    candidates: tuple[Candidate, ...] = ()
    liked: tuple[str, ...] = ()
    said: Mapping[str, bool] | None = None
    asked: tuple[str, ...] = ()
    missing: Missing | None = None

    def best(self, cost: float) -> Candidate | None:
        """The question whose answer makes the list best, of those that tell more than `cost` bits."""
        return next((one for one in self.candidates if one.bits > cost and one.gain > 0), None)


def worth_asking(
    session: Session, learnt: Questions | None, customer_id: str, *, but: str = ""
) -> WorthAsking:
    """All questions that may be asked of a customer with a history, by what the last rebuild learnt.

    Left out: what they like by their purchases, said, or were asked before, and categories that are gone. A
    customer who wants no questions, has no answers kept, or is not to be personalised, has none. Raises
    NotFound. but: key of a turn that is being tried again. Five small queries, however much they have said.
    """
    if session.get(Customer, customer_id) is None:
        raise NotFound(f"There is no customer {customer_id}.")
    if learnt is None:
        return WorthAsking(customer_id, missing="not_learnt")
    chosen = choices_of(session, customer_id)
    if not (chosen.ask and chosen.keep and chosen.personalise):
        return WorthAsking(customer_id, missing="not_wanted")
    bought = _purchases(session, customer_id)
    if not bought:
        return WorthAsking(customer_id, missing="no_history")
    liked = tuple(name for name in learnt.model.attributes if bought[name] > _usual(learnt, name, bought))
    said, asked = _said(session, customer_id), asked_of(session, customer_id, but)
    candidates = _candidates(learnt, category_names(session), {**dict.fromkeys(liked, True), **said}, asked)
    return WorthAsking(customer_id, candidates, liked, said, tuple(sorted(asked)))


def _candidates(
    learnt: Questions, names: Mapping[str, LocalizedText], known: Mapping[str, bool], asked: frozenset[str]
) -> tuple[Candidate, ...]:
    model = learnt.model
    posterior = model.posterior(known)
    told, gains, likely = (
        bits(model, posterior[None])[0],
        list_gain(model, posterior),
        posterior @ model.likes,
    )
    found = [
        Candidate(name, names[name], float(told[n]), float(gains[n]), float(likely[n]))
        for n, name in enumerate(model.attributes)
        if name in names and name not in known and name not in asked
    ]
    return tuple(sorted(found, key=lambda one: (-one.gain, -one.bits, one.attribute)))


def _purchases(session: Session, customer_id: str) -> Counter[str]:
    """Lines by category, less what was cancelled."""
    bought: Counter[str] = Counter()
    for fact in facts_of(session, [customer_id], PURCHASES).get(customer_id, []):
        if fact.category is not None and (fact.type == "purchase" or fact.cancels):
            bought[fact.category] += -1 if fact.cancels else 1
    return +bought


def _usual(learnt: Questions, name: str, bought: Counter[str]) -> float:
    return learnt.usual.get(name, 0.0) * bought.total()


def _said(session: Session, customer_id: str) -> dict[str, bool]:
    """Category to whether it is wanted: what holds. What was said again and again is one row each."""
    query = select(Report.value, Report.wanted).where(
        Report.customer_id == customer_id, Report.kind == KIND, Report.state == "current"
    )
    return {value: wanted for value, wanted in session.execute(query.distinct())}
