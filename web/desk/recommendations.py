"""What one customer would be shown, by their id, for staff and their tools."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlalchemy.orm import Session

from engine.errors import NotFound
from engine.recommend.service import Recommender
from engine.recommend.views import Kind
from engine.store.tables import Customer
from web.core.auth import Agent
from web.core.parts import Use

router = APIRouter(prefix="/api/v1/customers")


@router.get("/{customer_id}/recommendations")
async def read_recommendations(
    customer_id: str,
    _: Agent,
    parts: Use,
    *,
    k: Annotated[int, Query(ge=1, le=50)] = 5,
    kind: Kind | None = None,
    near: str | None = None,
    language: Annotated[str, Query(pattern="^(en|zh)$")] = "en",
    seed: Annotated[str | None, Query(min_length=1, max_length=120)] = None,
) -> dict[str, Any]:
    """Suggestions with source, reason and parts, the products that rules kept away, and why there are none.

    near: a product, for those like it, or with kind goes_with for those that go with it. seed: where the
    customer will be shown exactly this list, so that its last place may be tried out; the same seed, the same
    list. Send each showing back as an impression, its data the list's policy and the item's rank, propensity,
    explored and options.
    """
    recommender = await parts.work.call(parts.intelligence.recommender)
    return await parts.work.read(_answer, recommender, customer_id, k, language, near, kind, seed)


def _answer(  # noqa: PLR0917 - the request's own parameters
    session: Session,
    recommender: Recommender,
    customer_id: str,
    k: int,
    language: str,
    near: str | None,
    kind: Kind | None,
    seed: str | None,
) -> dict[str, Any]:
    """Raises NotFound where there is no such customer or product."""
    if session.get(Customer, customer_id) is None:
        raise NotFound("There is no such customer.")
    found = recommender.answer(session, customer_id, k, language, near=near, kind=kind, seed=seed)
    return {**asdict(found), "policy": recommender.policy}
