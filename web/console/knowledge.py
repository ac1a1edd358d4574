"""Knowledge gaps: the list that the last rebuild made, the messages behind it, and what closes them."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from engine.gaps.knowledge import listed, taking
from engine.gaps.knowledge.effect import ENOUGH
from engine.gaps.knowledge.share import Share
from engine.knowledge import drafts
from engine.knowledge.drafts import ArticleText
from engine.log import get_logger
from engine.nlu.dataset.draft import known_intent
from engine.store.tables import ArticleDraft
from web.core.auth import Admin
from web.core.parts import Parts, Use
from web.core.text import PersonText

log = get_logger("console")
router = APIRouter(prefix="/api/v1/console/knowledge")

Long = Annotated[PersonText, Field(max_length=10_000)]


class Both(BaseModel):
    """A text in both languages; either may be empty."""

    en: Long = ""
    zh: Long = ""


class Questions(BaseModel):
    """Ways of asking, by language."""

    en: Annotated[list[Long], Field(max_length=100)] = []
    zh: Annotated[list[Long], Field(max_length=100)] = []


class ArticleBody(BaseModel):
    """A draft as an admin writes it."""

    title: Both
    questions: Questions
    answer: Both
    body: Both
    topics: Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=20)] = []

    def text(self) -> ArticleText:
        return ArticleText(
            title=self.title.model_dump(),
            questions=self.questions.model_dump(),
            answer=self.answer.model_dump(),
            body=self.body.model_dump(),
            topics=self.topics,
        )


@router.get("")
async def read_gaps(_: Admin, parts: Use) -> dict[str, Any]:
    """What the last rebuild found; `survey` is null before the first. Shares with 95 % Wilson intervals."""
    return await parts.work.read(_page)


@router.get("/gaps/{gap_id}/questions")
async def read_questions(
    gap_id: str, _: Admin, parts: Use, part: Literal["now", "before", "since"] = "now"
) -> dict[str, Any]:
    """The messages that a number counts, with stand-ins for personal data."""
    found = await parts.work.read(listed.evidence, gap_id, part)
    return {"questions": [asdict(one) for one in found]}


@router.post("/gaps/{gap_id}/inbox")
async def to_inbox(gap_id: str, admin: Admin, parts: Use) -> dict[str, Any]:
    """Its unanswered messages into the inbox, to be labelled together."""
    batch = await parts.work.write(taking.to_inbox, gap_id, admin.staff.id)
    log.info("gap.inbox", gap=gap_id, texts=batch.texts, staff=admin.staff.id)
    return {**asdict(batch), "texts": batch.texts}


@router.post("/gaps/{gap_id}/article", status_code=201)
async def to_article(gap_id: str, admin: Admin, parts: Use) -> dict[str, Any]:
    """Begin the article that closes it."""
    return await parts.work.write(lambda session: _draft(taking.to_article(session, gap_id, admin.staff.id)))


@router.get("/drafts/{draft_id}")
async def read_draft(draft_id: str, _: Admin, parts: Use) -> dict[str, Any]:
    """One draft."""
    return await parts.work.read(lambda session: _draft(drafts.find(session, draft_id)))


@router.put("/drafts/{draft_id}")
async def change_draft(draft_id: str, body: ArticleBody, admin: Admin, parts: Use) -> dict[str, Any]:
    """Rewrite it; the bot does not answer from it yet."""
    await _known(parts, body.topics)
    return await parts.work.write(
        lambda session: _draft(drafts.change(session, draft_id, body.text(), admin.staff.id))
    )


@router.post("/drafts/{draft_id}/publish")
async def publish_draft(draft_id: str, admin: Admin, parts: Use) -> dict[str, Any]:
    """From now on the bot answers from it, and its gap is measured before and since."""
    done = await parts.work.write(lambda session: _draft(taking.publish(session, draft_id, admin.staff.id)))
    log.info("article.publish", article=done["article_id"], staff=admin.staff.id)
    return done


@router.delete("/drafts/{draft_id}")
async def remove_draft(draft_id: str, admin: Admin, parts: Use) -> dict[str, Any]:
    """Throw it away."""
    await parts.work.write(taking.drop, draft_id, admin.staff.id)
    return {}


async def _known(parts: Parts, topics: list[str]) -> None:
    if topics:
        corpus = await parts.work.call(parts.training_data.corpus)
        for topic in topics:
            known_intent(corpus.domain, topic)


def _page(session: Session) -> dict[str, Any]:
    survey = listed.survey(session)
    if survey is None:
        return {"survey": None, "gaps": [], "enough": ENOUGH}
    return {
        "survey": {
            "at": survey.at,
            "since": survey.since,
            "until": survey.until,
            "share": _share(survey.share),
            "usual": survey.usual,
            "intents": [{"intent": one.intent, "share": _share(one.share)} for one in survey.intents],
        },
        "gaps": [_gap(one) for one in listed.gaps(session)],
        "enough": ENOUGH,
    }


def _gap(one: listed.GapView) -> dict[str, Any]:
    effect = one.effect
    told = {name: value for name, value in asdict(one).items() if name not in {"share", "effect", "examples"}}
    return {
        **told,
        "share": _share(one.share),
        "examples": [{"language": language, "text": text} for language, text in one.examples],
        "effect": effect
        and {
            "before": _share(effect.before),
            "since": _share(effect.since),
            "difference": effect.difference,
            "low": effect.low,
            "high": effect.high,
            "verdict": effect.verdict,
        },
    }


def _share(one: Share) -> dict[str, Any]:
    return {**asdict(one), "share": one.share}


def _draft(row: ArticleDraft) -> dict[str, Any]:
    return {
        "id": row.id,
        "article_id": row.article_id,
        "gap_id": row.gap_id,
        "rewrites": row.base is not None,
        "title": row.title,
        "questions": row.questions,
        "answer": row.answer,
        "body": row.body,
        "topics": row.topics,
        "published_at": row.published_at,
    }
