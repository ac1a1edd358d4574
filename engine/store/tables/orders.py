"""Orders with their lines, parcels and money."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.store.base import Base
from engine.store.types import Json, JsonDict, LocalizedText, UtcDateTime


class Order(Base):
    __tablename__ = "orders"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    """Without '#', such as W1234567."""
    customer_id: Mapped[str] = mapped_column(ForeignKey("customers.id"), index=True)
    status: Mapped[str] = mapped_column(String(24), index=True)
    """pending, pending_modified, processed, shipped, delivered, cancelled, return_requested,
    exchange_requested or returned."""
    placed_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    shipped_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    promised_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """The delivery moment that the shop told the customer."""
    delivered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    address: Mapped[JsonDict] = mapped_column(Json, default=dict)
    currency: Mapped[str] = mapped_column(String(3))
    total_cents: Mapped[int]
    reason: Mapped[str | None] = mapped_column(String(40))
    """Why it was cancelled."""
    version: Mapped[int] = mapped_column(default=1)
    """Counts the changes made by us; an import never overwrites an order above version 1."""

    lines: Mapped[list["OrderLine"]] = relationship(
        cascade="all, delete-orphan", order_by="OrderLine.position"
    )
    shipments: Mapped[list["Shipment"]] = relationship(cascade="all, delete-orphan", order_by="Shipment.id")
    payments: Mapped[list["Payment"]] = relationship(
        cascade="all, delete-orphan", order_by="Payment.position"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own shape


class OrderLine(Base):
    __tablename__ = "order_lines"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    """The order's id, a hyphen and the line's position."""
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    product_id: Mapped[str] = mapped_column(ForeignKey("products.id"), index=True)
    variant_id: Mapped[str] = mapped_column(ForeignKey("variants.id"))
    name: Mapped[LocalizedText] = mapped_column(Json)
    options: Mapped[JsonDict] = mapped_column(Json, default=dict)
    quantity: Mapped[int] = mapped_column(default=1)
    unit_price_cents: Mapped[int]
    state: Mapped[str] = mapped_column(String(24), default="ordered")
    """ordered, return_requested, returned or exchange_requested."""
    exchange_variant_id: Mapped[str | None] = mapped_column(ForeignKey("variants.id"))


class Shipment(Base):
    __tablename__ = "shipments"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    carrier: Mapped[str | None] = mapped_column(String(60))
    tracking_number: Mapped[str] = mapped_column(String(80))
    line_ids: Mapped[list[str]] = mapped_column(Json, default=list)


class Payment(Base):
    """Money that came in (payment) or goes back (refund)."""

    __tablename__ = "payments"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    order_id: Mapped[str] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(10))
    amount_cents: Mapped[int]
    method_id: Mapped[str | None] = mapped_column(ForeignKey("payment_methods.id"))
    created_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it was noted: of money that goes back, when the return or cancellation was asked for."""
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When money that goes back was there, as the shop says; None: not yet, or nobody said."""
