"""The training data: what there is, what is wrong with it, and one example at a time changed."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from engine.log import get_logger
from engine.nlu.dataset.domain import UNSAID
from engine.nlu.dataset.editing import Edited, Place, add_example, delete_example, edit_example
from engine.nlu.dataset.meanings import read_meanings
from engine.nlu.deeds import record
from web.console.shapes import edited_json, example_json, intents_json, problem_json
from web.core.auth import Admin
from web.core.parts import Parts, Use
from web.core.text import PersonText

log = get_logger("console")
router = APIRouter(prefix="/api/v1/console")
Marked = Annotated[PersonText, Field(max_length=1000)]


class Known(BaseModel):
    """An example as the page shows it: where it stands, and its text with markup."""

    file: Annotated[str, Field(max_length=200)]
    line: Annotated[int, Field(ge=1)]
    marked: Marked

    def place(self) -> Place:
        """The same for the engine."""
        return Place(self.file, self.line, self.marked)


class NewExample(BaseModel):
    language: Annotated[str, Field(max_length=8)]
    intent: Annotated[str, Field(max_length=60)]
    marked: Marked


class ChangedExample(Known):
    """`to` is the new text with markup, `intent` a new intent, where it is to have one."""

    to: Marked
    intent: Annotated[str | None, Field(max_length=60)] = None


@router.get("/intents")
async def read_intents(_: Admin, parts: Use) -> dict[str, Any]:
    """All intents that a message can have, with what they mean and how many examples they have."""
    corpus = await parts.work.call(parts.training_data.corpus)
    meanings = await parts.work.call(lambda: read_meanings(parts.training_data.folder))
    return {"intents": intents_json(corpus, meanings, UNSAID)}


@router.get("/entities")
async def read_entities(_: Admin, parts: Use) -> dict[str, Any]:
    """All entities, those that examples hold first."""
    corpus = await parts.work.call(parts.training_data.corpus)
    counts = dict.fromkeys(corpus.domain.entities, 0)
    for one in corpus.examples:
        for span in one.entities:
            counts[span.entity] = counts.get(span.entity, 0) + 1
    ordered = sorted(counts.items(), key=lambda pair: -pair[1])
    return {"entities": [{"name": name, "examples": number} for name, number in ordered]}


@router.get("/data")
async def read_data(
    _: Admin,
    parts: Use,
    *,
    intent: Annotated[str | None, Query(max_length=60)] = None,
    language: Annotated[str | None, Query(pattern="^(en|zh)$")] = None,
    q: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> dict[str, Any]:
    """Examples in the order of the files."""
    corpus = await parts.work.call(parts.training_data.corpus)
    wanted = (q or "").casefold()
    found = [
        one
        for one in corpus.examples
        if (not intent or one.intent == intent)
        and (not language or one.language == language)
        and (not wanted or wanted in one.text.casefold() or wanted in one.marked.casefold())
    ]
    return {"examples": [example_json(one) for one in found[offset : offset + limit]], "total": len(found)}


@router.get("/data/problems")
async def read_problems(_: Admin, parts: Use) -> dict[str, Any]:
    """What `attune nlu check` finds."""
    report = await parts.work.call(parts.training_data.report)
    return {
        "examples": report.examples,
        "problems": [problem_json(one) for one in report.problems],
        "same_intent": report.same_intent,
    }


@router.post("/data", status_code=201)
async def post_example(body: NewExample, who: Admin, parts: Use) -> dict[str, Any]:
    """Add an example at the end of its intent's block."""
    data = parts.training_data
    done = await parts.work.call(lambda: add_example(data, body.language, body.intent, body.marked))
    return await _done(parts, who.staff.id, "nlu.add", done)


@router.patch("/data")
async def patch_example(body: ChangedExample, who: Admin, parts: Use) -> dict[str, Any]:
    """Give an example another text or intent."""
    data = parts.training_data
    done = await parts.work.call(lambda: edit_example(data, body.place(), body.to, body.intent))
    return await _done(parts, who.staff.id, "nlu.edit", done)


@router.delete("/data")
async def remove_example(body: Known, who: Admin, parts: Use) -> dict[str, Any]:
    """Take an example away."""
    done = await parts.work.call(lambda: delete_example(parts.training_data, body.place()))
    return await _done(parts, who.staff.id, "nlu.delete", done)


async def _done(parts: Parts, staff_id: str, action: str, done: Edited) -> dict[str, Any]:
    """Write down who did it. The file comes first: what stands in it must not depend on the database."""

    def note(session: Session) -> None:
        record(session, staff_id, action, "training-data", {"diff": done.diff})

    await parts.work.write(note)
    log.info("training data changed", staff=staff_id, action=action)
    return edited_json(done)
