"""The shop and what it sells."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from engine.store.base import Base
from engine.store.types import Json, JsonDict, LocalizedText


class Shop(Base):
    """The one shop of this database."""

    __tablename__ = "shop"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[LocalizedText] = mapped_column(Json)
    currency: Mapped[str] = mapped_column(String(3))
    policy: Mapped[str] = mapped_column(String(40))
    """Which rule book the order service follows: `tau-retail` or `standard`."""
    settings: Mapped[JsonDict] = mapped_column(Json, default=dict)


class Category(Base):
    __tablename__ = "categories"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[LocalizedText] = mapped_column(Json)
    position: Mapped[int] = mapped_column(default=0)


class Product(Base):
    __tablename__ = "products"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    category_id: Mapped[str] = mapped_column(ForeignKey("categories.id"), index=True)
    name: Mapped[LocalizedText] = mapped_column(Json)
    description: Mapped[LocalizedText] = mapped_column(Json, default=dict)
    brand: Mapped[str | None] = mapped_column(String(120))
    attributes: Mapped[JsonDict] = mapped_column(Json, default=dict)
    tags: Mapped[list[str]] = mapped_column(Json, default=list)
    active: Mapped[bool] = mapped_column(default=True)

    category: Mapped[Category] = relationship()
    variants: Mapped[list["Variant"]] = relationship(
        back_populates="product", cascade="all, delete-orphan", order_by="Variant.position"
    )


class Variant(Base):
    """One thing that can be bought: a product with its options chosen."""

    __tablename__ = "variants"

    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    product_id: Mapped[str] = mapped_column(ForeignKey("products.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    options: Mapped[JsonDict] = mapped_column(Json, default=dict)
    price_cents: Mapped[int]
    available: Mapped[bool] = mapped_column(default=True)
    stock: Mapped[int | None]
    """Pieces in stock; NULL where the shop only says whether there are any."""

    product: Mapped[Product] = relationship(back_populates="variants")
