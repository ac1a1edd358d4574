"""What customers expect and what becomes of it, by the models that the last rebuild learnt."""

from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from engine.errors import Conflict
from engine.gaps.network.network import Answer
from engine.gaps.saved import Expectations, load
from web.console.expectation_shapes import answers_json, expectations_json
from web.core.auth import Admin
from web.core.parts import Parts, Use

router = APIRouter(prefix="/api/v1/console")
Name = Annotated[str, Field(max_length=60)]


class Evidence(BaseModel):
    """States by node, such as {"delivery": "late"}."""

    evidence: Annotated[dict[Name, Name], Field(max_length=40)] = {}


@router.get("/expectations")
async def read_expectations(_: Admin, parts: Use) -> dict[str, Any]:
    """The network, the kinds of customers, and what they were learnt from; 404 before the first rebuild."""
    return expectations_json(await _learnt(parts))


@router.post("/expectations/ask")
async def ask(body: Evidence, _: Admin, parts: Use) -> dict[str, Any]:
    """P(state | evidence) of every other node, with intervals and the orders that it rests on."""
    learnt = await _learnt(parts)
    return answers_json(await parts.work.call(lambda: _answers(learnt, body.evidence)))


async def _learnt(parts: Parts) -> Expectations:
    # Read for each request: a rebuild is another process, and the file is small.
    return await parts.work.call(lambda: load(parts.settings.var_dir))


def _answers(learnt: Expectations, evidence: dict[str, str]) -> list[Answer]:
    network = learnt.network
    if network is None:
        raise Conflict(" ".join(learnt.card.missing) or "There is no network of expectations yet.")
    return [network.ask(name, evidence) for name in network.structure.names if name not in evidence]
