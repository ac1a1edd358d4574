"""What the recommender says."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["buy_again", "discover", "similar"]


@dataclass(frozen=True)
class Suggestion:
    """One product to show.

    name, reason: in the language asked for. price_cents: lowest price that can be had now. parts: what
    the score is made of, summing to it (by product id, date of purchase, or source). fallback: why no
    better source spoke (no_history, no_neighbours), None where the best one did. rank: from 1.
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


@dataclass(frozen=True)
class Candidate:
    """A product that one source found, before the rules; `item` is its column."""

    item: int
    kind: Kind
    source: str
    score: float
    parts: dict[str, float]
    fallback: str | None = None
