"""What the recommender says."""

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["buy_again", "discover", "similar", "goes_with"]


@dataclass(frozen=True)
class Ruling:
    """What a business rule did to an item: multiplied its worth by `factor`, or moved it back by `places`."""

    rule: str
    factor: float = 1.0
    places: int = 0


@dataclass(frozen=True)
class Share:
    """One thing that the score goes back to, as people read it. value: of the score; share: value / score."""

    label: str
    value: float
    share: float


@dataclass(frozen=True)
class Suggestion:
    """One product to show.

    name, reason: in the language asked for. price_cents: lowest price that can be had now. parts: what
    the score is made of, summing to it (by product id, date of purchase, or source); shares: the same in
    words, largest first; sources: by the source that gave it, summing to it too; source: the one of these
    that gave most. rulings: the business rules that touched it. fallback: why no better source
    spoke (no_history, no_neighbours), None where the best one did. rank: from 1. propensity: the chance
    with which this item came to this place, given the places before; explored: whether it came by trying
    out; options: ids of what could have come there, the one whose turn it was first, where chance decided.
    """

    product_id: str
    category_id: str
    name: str
    price_cents: int
    currency: str
    reason: str
    kind: Kind
    source: str
    score: float
    parts: dict[str, float]
    rank: int
    fallback: str | None = None
    shares: tuple[Share, ...] = ()
    sources: dict[str, float] = field(default_factory=dict[str, float])
    rulings: tuple[Ruling, ...] = ()
    propensity: float = 1.0
    explored: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Removed:
    """A product that a business rule kept from the list."""

    product_id: str
    rule: str


@dataclass(frozen=True)
class Answer:
    """Suggestions, and what kept others away. nothing: why there are none (empty_catalogue, all_owned,
    none_left), None where there are some.
    """

    suggestions: tuple[Suggestion, ...]
    removed: tuple[Removed, ...]
    nothing: str | None


@dataclass(frozen=True)
class Candidate:
    """A product that one source found; `item` is its column. worth: 0 to 1, comparable within one list,
    after the rules so far.
    """

    item: int
    kind: Kind
    source: str
    score: float
    worth: float
    fallback: str | None = None
    rulings: tuple[Ruling, ...] = ()
    propensity: float = 1.0
    explored: bool = False
