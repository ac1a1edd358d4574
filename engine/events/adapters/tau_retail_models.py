"""The shapes of the tau-bench retail files, as far as they are used."""

from typing import Annotated

from pydantic import BaseModel, Field

Amount = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class TauVariant(BaseModel):
    item_id: str
    options: dict[str, str]
    available: bool
    price: Amount


class TauProduct(BaseModel):
    name: str
    product_id: str
    variants: dict[str, TauVariant]


class TauName(BaseModel):
    first_name: str
    last_name: str


class TauAddress(BaseModel):
    address1: str
    address2: str
    city: str
    country: str
    state: str
    zip: str


class TauMethod(BaseModel):
    id: str
    source: str
    brand: str | None = None
    last_four: str | None = None
    balance: Amount | None = None


class TauUser(BaseModel):
    name: TauName
    address: TauAddress
    email: str
    payment_methods: dict[str, TauMethod]


class TauItem(BaseModel):
    name: str
    product_id: str
    item_id: str
    price: Amount
    options: dict[str, str]


class TauFulfillment(BaseModel):
    tracking_id: list[str]
    item_ids: list[str]


class TauTransaction(BaseModel):
    transaction_type: str
    amount: Amount
    payment_method_id: str


class TauOrder(BaseModel):
    order_id: str
    user_id: str
    address: TauAddress
    items: Annotated[list[TauItem], Field(min_length=1)]
    fulfillments: list[TauFulfillment]
    status: str
    payment_history: list[TauTransaction]


class TauNames(BaseModel):
    """data/tau_retail.yml: categories, and Chinese words for products, options and values."""

    shop: dict[str, str]
    categories: dict[str, dict[str, str]]
    products: dict[str, tuple[str, str]]
    """English name -> (category, Chinese name)."""
    terms: dict[str, str]
