"""What is worth asking one customer, by what they bought and said and were asked before."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.events.facts import facts_of
from engine.gaps.questions.asked import asked_of
from engine.gaps.questions.attributes import Kind, brand_attribute, budgets_of, kind_of, value_of
from engine.gaps.questions.goods import Good, brand_names, read_goods
from engine.gaps.questions.saved import Questions
from engine.gaps.questions.value import bits, list_gain
from engine.gaps.reports.choices import choices_of
from engine.gaps.topics.names import category_names
from engine.recommend.catalogue import currency_of
from engine.recommend.sources.stated_answers import COVERED
from engine.store.tables import Customer, Report
from engine.store.types import LocalizedText
from engine.text.localized import localized
from engine.text.money import format_money

PURCHASES = ("purchase", "return")
ENOUGH = 3
"""Purchases from which on they show what somebody usually spends."""
Missing = Literal["not_learnt", "not_wanted", "no_history"]


@dataclass(frozen=True)
class Candidate:
    """A question: do you like this category, or this brand; do you usually spend up to so much.

    bits: what the answer is expected to tell about the kind of customer. gain: by how much their list is
    expected to get better, as a share of a list of nothing but hits. likely: chance of a yes.
    """

    attribute: str
    name: LocalizedText
    bits: float
    gain: float
    likely: float

    @property
    def kind(self) -> Kind:
        return kind_of(self.attribute)

    @property
    def text(self) -> LocalizedText:
        """The question in words, for staff."""
        en, zh = localized(self.name, "en"), localized(self.name, "zh")
        if self.kind == "budget":
            return {
                "en": f"Do you usually spend up to {en} on one thing?",
                "zh": f"您平时买一件商品的预算在{zh}以内吗？",
            }
        if self.kind == "brand":
            return {"en": f"Do you like {en}?", "zh": f"您喜欢{zh}这个品牌吗？"}
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
    NotFound. but: key of a turn that is being tried again. Nine small queries, however much they have said.
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
    known = _by_purchases(session, learnt, bought)
    liked = tuple(
        one for one in learnt.model.attributes if known.get(one) is True and kind_of(one) != "budget"
    )
    said, asked = _said(session, customer_id, learnt.model.attributes), asked_of(session, customer_id, but)
    candidates = _candidates(learnt, names_of(session, learnt.model.attributes), {**known, **said}, asked)
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
        if name in names
        and name not in known
        and name not in asked
        # What is usually spent is one question, whatever the sum.
        and not (kind_of(name) == "budget" and any(kind_of(one) == "budget" for one in asked))
    ]
    return tuple(sorted(found, key=lambda one: (-one.gain, -one.bits, one.attribute)))


def names_of(session: Session, attributes: Sequence[str]) -> dict[str, LocalizedText]:
    """What attributes are called; those of a category or brand that is gone are left out."""
    names: dict[str, LocalizedText] = dict(category_names(session))
    names |= {brand_attribute(key): {"en": name, "zh": name} for key, name in brand_names(session).items()}
    currency = currency_of(session)
    for one in attributes:
        if kind_of(one) == "budget":
            cents = int(value_of(one))
            names[one] = {language: format_money(cents, currency, language) for language in ("en", "zh")}
    return names


def _by_purchases(session: Session, learnt: Questions, bought: Counter[tuple[str, str]]) -> dict[str, bool]:
    """What purchases show: likes of categories and brands, and from a few on the budgets that cover most."""
    goods = read_goods(session, {product for product, _ in bought})
    counts: Counter[str] = Counter()
    costs: Counter[int] = Counter()
    for (product, category), lines in bought.items():
        good = goods.get(product, Good("", None))
        counts[category] += lines
        if good.brand:
            counts[brand_attribute(good.brand)] += lines
        if good.cents:
            costs[good.cents] += lines
    known: dict[str, bool] = {}
    for name in learnt.model.attributes:
        if kind_of(name) == "budget":
            within = sum(lines for cents, lines in costs.items() if cents <= int(value_of(name)))
            if costs.total() >= ENOUGH:
                known[name] = within >= COVERED * costs.total()
        elif counts[name] > learnt.usual.get(name, 0.0) * _of_kind(counts, kind_of(name)):
            known[name] = True
    return known


def _of_kind(counts: Counter[str], kind: Kind) -> int:
    return sum(lines for name, lines in counts.items() if kind_of(name) == kind)


def _purchases(session: Session, customer_id: str) -> Counter[tuple[str, str]]:
    """Lines by product and category, less what was cancelled."""
    bought: Counter[tuple[str, str]] = Counter()
    for fact in facts_of(session, [customer_id], PURCHASES).get(customer_id, []):
        if fact.product and fact.category is not None and (fact.type == "purchase" or fact.cancels):
            bought[fact.product, fact.category] += -1 if fact.cancels else 1
    return +bought


def _said(session: Session, customer_id: str, attributes: tuple[str, ...]) -> dict[str, bool]:
    """Attribute to whether it is wanted: what holds. What was said again and again is one row each."""
    query = select(Report.kind, Report.value, Report.wanted).where(
        Report.customer_id == customer_id,
        Report.kind.in_(("category", "brand", "budget")),
        Report.state == "current",
    )
    said: dict[str, bool] = {}
    for kind, value, wanted in session.execute(query.distinct()):
        if kind == "budget":
            said |= budgets_of(int(value), wanted, attributes)
        else:
            said[value if kind == "category" else brand_attribute(value)] = wanted
    return said
