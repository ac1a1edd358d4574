"""What the decision is made from, and what it assumes."""

from dataclasses import dataclass
from typing import Literal

from engine.manner.decide import Known, Manner
from engine.store.types import LocalizedText

Kind = Literal["recommend", "guide", "inform", "retain", "hand_over", "ask"]


@dataclass(frozen=True)
class Assumed:
    """Shares that this shop has not measured; each stands in the evidence of the actions that rest on it.

    taken: by which a suggestion raises what is bought anyway. kept: of customers at risk, those whom a word
    in time keeps. healed: of those in trouble, those whom a person keeps. trouble_lost, late_lost: chance
    of losing a customer over it. guided: what an answered question is worth, of a typical order; informed,
    answered: what a bit is worth that is told, or learnt. asking: what a question costs in
    patience.
    """

    taken: float = 0.05
    kept: float = 0.05
    healed: float = 0.3
    trouble_lost: float = 0.3
    late_lost: float = 0.1
    guided: float = 0.02
    informed: float = 0.01
    answered: float = 0.02
    asking: float = 0.005


@dataclass(frozen=True)
class Flag:
    """A topic whose gap is flagged. delta: bits, above 0 where they say more than we see."""

    topic: str
    name: LocalizedText
    delta: float
    expected: float
    said: int


@dataclass(frozen=True)
class Question:
    """The best question that may still be asked. bits: what its answer is expected to tell. cost: bits that
    an answer has to tell before the question is asked, where this shop has set them; else as assumed.
    """

    text: LocalizedText
    bits: float
    cost: float | None = None


@dataclass(frozen=True)
class Situation:
    """known, manner: as `engine.manner`. spend_cents: expected within 30 days, None without evidence.
    stake_cents: what the customer has spent, at least a typical customer's sum. basket_cents: a usual order,
    theirs or the shop's. flags: of the information gap. not_understood: their messages of the last 30 days
    that were not understood. with_person: a person has the conversation, or is waited for. ask,
    personalise: what the customer allows.
    """

    known: Known
    manner: Manner
    spend_cents: int | None = None
    stake_cents: float = 0.0
    basket_cents: float = 0.0
    flags: tuple[Flag, ...] = ()
    question: Question | None = None
    not_understood: int = 0
    with_person: bool = False
    ask: bool = True
    personalise: bool = True
