"""Customers and the ways they pay."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.store.base import Base
from engine.store.types import Json, JsonDict, UtcDateTime


class Customer(Base):
    __tablename__ = "customers"
    __table_args__ = (Index("ix_customers_postcode_last_name", "postcode", "last_name"),)

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)
    """In lower case."""
    phone: Mapped[str | None] = mapped_column(String(40))
    first_name: Mapped[str] = mapped_column(String(120), default="")
    last_name: Mapped[str] = mapped_column(String(120), default="")
    postcode: Mapped[str | None] = mapped_column(String(20))
    address: Mapped[JsonDict] = mapped_column(Json, default=dict)
    """Keys: line1, line2, city, region, country, postcode."""
    language: Mapped[str | None] = mapped_column(String(8))
    created_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    attributes: Mapped[JsonDict] = mapped_column(Json, default=dict)

    payment_methods: Mapped[list["PaymentMethod"]] = relationship(
        cascade="all, delete-orphan", order_by="PaymentMethod.id"
    )


class PaymentMethod(Base):
    __tablename__ = "payment_methods"

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    """credit_card, paypal, gift_card, alipay, wechat_pay or invoice."""
    brand: Mapped[str | None] = mapped_column(String(40))
    last_four: Mapped[str | None] = mapped_column(String(4))
    balance_cents: Mapped[int | None]
    """What is left on a gift card."""
