"""The demo shop's API. In a real shop its own web site does these things."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from engine.accounts.identity import issue_shop_token, read_shop_token
from engine.accounts.merged import current_id
from engine.errors import NotFound
from engine.events.log import append
from engine.store.tables import Customer, Product
from web.core.parts import Parts, Use, address_of
from web.shop.catalogue import (
    personas_json,
    product_json,
    products_json,
    require_persona,
    shop_json,
)

router = APIRouter(prefix="/api/v1/shop")
TOKEN_MINUTES = 60.0


class As(BaseModel):
    """Whom to shop as."""

    customer_id: Annotated[str, Field(max_length=80)]


class View(BaseModel):
    """A product page that was opened."""

    product_id: Annotated[str, Field(max_length=60)]
    token: Annotated[str, Field(max_length=4096)]


@router.get("")
async def shop(parts: Use) -> dict[str, Any]:
    """Name, currency, and whether this is the demo."""

    def read(session: Session) -> dict[str, Any]:
        return shop_json(session, demo=parts.settings.demo)

    return await parts.work.read(read)


@router.get("/products")
async def products(
    parts: Use,
    category: Annotated[str | None, Query(max_length=60)] = None,
    q: Annotated[str | None, Query(max_length=200)] = None,
) -> dict[str, Any]:
    """Products on sale."""
    return {"products": await parts.work.read(products_json, category, q)}


@router.get("/products/{product_id}")
async def product(product_id: str, parts: Use) -> dict[str, Any]:
    """One product."""
    return await parts.work.read(product_json, product_id)


@router.get("/personas")
async def personas(parts: Use) -> dict[str, Any]:
    """Customers to shop as."""
    _demo_only(parts)
    return {"personas": await parts.work.read(personas_json)}


@router.post("/token")
async def token(body: As, request: Request, parts: Use) -> dict[str, str]:
    """The token with which the demo shop's page vouches for its persona."""
    _demo_only(parts)
    await parts.limits.shop_call(address_of(request))
    await parts.work.read(require_persona, body.customer_id)
    return {"token": issue_shop_token(parts.settings.shop_secret, body.customer_id, minutes=TOKEN_MINUTES)}


@router.post("/views", status_code=201)
async def viewed(body: View, request: Request, parts: Use) -> dict[str, str]:
    """Write into the event log that a customer looked at a product."""
    await parts.limits.shop_call(address_of(request))
    customer_id = read_shop_token(parts.settings.shop_secret, body.token).customer_id
    await parts.work.write(_view, customer_id, body.product_id)
    return {"status": "ok"}


def _view(session: Session, customer_id: str, product_id: str) -> None:
    customer_id = current_id(session, customer_id)
    if session.get(Product, product_id) is None or session.get(Customer, customer_id) is None:
        raise NotFound("The shop has no such product or customer.")
    append(session, "view", customer_id=customer_id, product_id=product_id)


def _demo_only(parts: Parts) -> None:
    if not parts.settings.demo:
        raise NotFound("There is nothing at this address.")
