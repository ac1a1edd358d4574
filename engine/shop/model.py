"""What the generator works with: the catalogue it sells from, the plan, and the drafts it makes."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

FloatArray = NDArray[np.float64]
Row = dict[str, Any]
Share = Annotated[float, Field(ge=0, le=1)]
Factor = Annotated[float, Field(gt=0)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Taste(_Strict):
    """One archetype: weights of categories (others 0.05) and factors of tags."""

    categories: dict[str, Factor]
    tags: dict[str, Factor] = {}


class Season(_Strict):
    """Factors that hold in some months of the year."""

    months: list[Annotated[int, Field(ge=1, le=12)]]
    tags: dict[str, Factor] = {}


class Plan(_Strict):
    """`generator.yml`: how many customers over how many months, and how they behave."""

    seed: int
    customers: Annotated[int, Field(ge=1, le=100_000)]
    months: Annotated[int, Field(ge=1, le=120)]
    tastes: Annotated[dict[str, Taste], Field(min_length=1)]
    chinese_share: Share = 0.34
    orders_per_month: Factor = 0.4
    activity_shape: Factor = 1.3
    taste_concentration: Factor = 0.3
    goes_with: list[tuple[str, str, Share]] = []
    seasons: list[Season] = []
    return_rates: dict[str, Share] = {}
    cancel_rate: Share = 0.03
    late_rate: Share = 0.07
    rating_rate: Share = 0.3
    search_words: dict[str, dict[str, str]] = {}


@dataclass(frozen=True)
class SaleVariant:
    id: str
    options: dict[str, str]
    price_cents: int
    stock: int | None


@dataclass(frozen=True)
class SaleProduct:
    """A product as the generator sees it; `refill_days` is set on what runs out."""

    id: str
    category: str
    name: dict[str, str]
    tags: frozenset[str]
    refill_days: int | None
    variants: tuple[SaleVariant, ...]


@dataclass(frozen=True)
class Persona:
    """One of the named customers that a visitor of the demo can be."""

    id: str
    blurb: dict[str, str]
    taste: str
    activity: float
    """Orders a month in the made-up past; 0 for somebody without one."""


@dataclass
class Shopper:
    """A customer with what nobody sees: tastes (tastes,), activity, thrift, loyalty, size."""

    row: Row
    methods: list[Row]
    mixture: FloatArray
    activity: float
    thrift: float
    loyalty: float
    size: int
    joined: datetime
    quiet_days: int = 0
    """No made-up order so shortly before the anchor, so that a persona's own story stays plain."""

    @property
    def id(self) -> str:
        return self.row["id"]


@dataclass
class LineDraft:
    product: SaleProduct
    variant: SaleVariant
    quantity: int = 1
    returned_at: datetime | None = None
    refunded_at: datetime | None = None
    """When the money of what was sent back was there."""
    stars: int | None = None
    rated_at: datetime | None = None


@dataclass
class OrderDraft:
    """An order before it has its number; numbers follow the order of `placed_at`."""

    customer: Shopper
    placed_at: datetime
    lines: list[LineDraft]
    method: Row
    promised_at: datetime
    shipped_at: datetime
    delivered_at: datetime
    """When it arrives or will arrive; whether it has depends on the anchor."""
    cancelled: bool = False
    refunded_at: datetime | None = None
    """When the money of a cancelled order was there."""
    reason: str | None = None
    tracking: str = ""


@dataclass
class MadeUp:
    """Everything that the generator makes, as rows of the tables."""

    customers: list[Row] = field(default_factory=list[Row])
    methods: list[Row] = field(default_factory=list[Row])
    orders: list[Row] = field(default_factory=list[Row])
    """Each with "lines", "shipments" and "payments"."""
    events: list[Row] = field(default_factory=list[Row])
    """Views, searches, ratings and returns; purchases follow from the orders."""
