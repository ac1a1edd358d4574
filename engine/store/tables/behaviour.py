"""What each customer is expected to do, as of the last rebuild."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from engine.store.base import Base
from engine.store.types import Json, JsonDict, UtcDateTime


class Behaviour(Base):
    """One customer's predictions; a chance is NULL where its model has not enough evidence."""

    __tablename__ = "behaviours"

    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    """The moment that the predictions look ahead from."""
    purchase: Mapped[float | None]
    """Chance of a purchase within 30 days."""
    spend_cents: Mapped[int | None] = mapped_column(BigInteger)
    """Expected spend within 30 days: chance times amount."""
    churn: Mapped[float | None]
    """Chance that nothing is bought for as long as counts as lost (`horizon_days`)."""
    horizon_days: Mapped[float | None]
    deeds: Mapped[JsonDict | None] = mapped_column(Json)
    """Chance of each first deed within 30 days: none, browse, purchase, query, return."""
    features: Mapped[JsonDict] = mapped_column(Json, default=dict)
    """What the predictions were made from, without zeros: explanations need it."""
    models: Mapped[JsonDict] = mapped_column(Json, default=dict)
    """Version id by task."""
