"""The inbox of messages to label, and the way of labels into the training data."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from engine.log import get_logger
from engine.nlu.inbox.collect import collect
from engine.nlu.inbox.items import page
from engine.nlu.inbox.labels import Label, Marked, dismiss, reopen, set_label
from engine.nlu.inbox.writing import prepare, write_labels
from web.console.shapes import item_json, prepared_json
from web.core.auth import Admin
from web.core.parts import Use
from web.core.text import PersonText

log = get_logger("console")
router = APIRouter(prefix="/api/v1/console")
ROUNDS = 5
"""Batches of messages that one look at the inbox collects at most."""


class Entity(BaseModel):
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]
    entity: Annotated[str, Field(max_length=60)]


class Labelled(BaseModel):
    """What a person says a message is. `entities` are places in `text`, counted in Unicode code points."""

    intent: Annotated[str, Field(max_length=60)]
    text: Annotated[PersonText, Field(max_length=600)]
    entities: Annotated[list[Entity], Field(max_length=40)] = []
    sentiment: Annotated[str | None, Field(max_length=10)] = None


class Shown(BaseModel):
    """The digest under which the changes were shown."""

    digest: Annotated[str, Field(min_length=64, max_length=64)]


@router.get("/inbox")
async def read_inbox(
    _: Admin,
    parts: Use,
    *,
    state: str = "open",
    reason: str | None = None,
    language: Annotated[str | None, Query(pattern="^(en|zh)$")] = None,
    q: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> dict[str, Any]:
    """Items of the inbox, after what came in since the last look was collected."""
    for _round in range(ROUNDS):
        if await parts.work.write(collect):
            break
    found = await parts.work.read(
        page, state=state, reason=reason, language=language, text=q, limit=limit, offset=offset
    )
    return {
        "items": [item_json(one) for one in found.items],
        "total": found.total,
        "states": found.states,
        "reasons": found.reasons,
    }


@router.put("/inbox/{item_id}/label")
async def put_label(item_id: str, body: Labelled, who: Admin, parts: Use) -> dict[str, Any]:
    """Say what the message is; it is written with the next changes."""
    corpus = await parts.work.call(parts.training_data.corpus)
    entities = tuple(Marked(one.start, one.end, one.entity) for one in body.entities)
    label = Label(body.intent, body.text, entities, body.sentiment)
    return item_json(await parts.work.write(set_label, corpus.domain, item_id, label, who.staff.id))


@router.post("/inbox/{item_id}/dismiss")
async def post_dismiss(item_id: str, who: Admin, parts: Use) -> dict[str, Any]:
    """It teaches nothing."""
    return item_json(await parts.work.write(dismiss, item_id, who.staff.id))


@router.post("/inbox/{item_id}/reopen")
async def post_reopen(item_id: str, who: Admin, parts: Use) -> dict[str, Any]:
    """Decide anew."""
    return item_json(await parts.work.write(reopen, item_id, who.staff.id))


@router.get("/changes")
async def read_changes(_: Admin, parts: Use) -> dict[str, Any]:
    """What writing all labels would change, line by line, and what would be wrong with it."""
    return prepared_json(await parts.work.read(prepare, parts.training_data))


@router.post("/changes/apply")
async def apply_changes(body: Shown, who: Admin, parts: Use) -> dict[str, Any]:
    """Write the labels into the files, where nothing has changed since they were shown."""
    written = await parts.work.write(write_labels, parts.training_data, body.digest, who.staff.id)
    log.info("labels written", staff=who.staff.id, items=len(written.items))
    return {"written": len(written.items), "files": [change.file for change in written.changes]}
