"""The console's page Knowledge gaps over the wire."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from engine.store import Database
from engine.store.tables import Article, AuditEntry, KnowledgeGap, KnowledgeSurvey
from tests.agent import Agent
from tests.api.live_app import LiveApp
from tests.api.test_mining import ada, mira, signed
from tests.unit.engine.gaps.knowledge.conftest import ENGRAVING, ask_in

__all__ = ["ada", "mira", "signed"]
ROOT = "/api/v1/console/knowledge"
SINCE = datetime(2026, 10, 1, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=30)


def stored_gap(database: Database) -> str:
    """Engraving, asked in vain nine times and answered once, as a rebuild stores it."""
    with database.session() as session:
        lost = [ask_in(session, language, text, None, SINCE) for language, text in ENGRAVING]
        lost.append(ask_in(session, "en", ENGRAVING[0][1], None, SINCE))
        answered = [ask_in(session, "en", "engraving, is it possible", "engraving", SINCE)]
        window = {"since": SINCE, "until": UNTIL}
        session.add(
            KnowledgeSurvey(
                id=1,
                at=UNTIL,
                asked=10,
                unresolved=9,
                usual=0.1,
                intents=[{"intent": "warranty", "asked": 40, "unresolved": 4}],
                **window,
            )
        )
        session.add(
            KnowledgeGap(
                id="g1",
                state="open",
                found_at=UNTIL,
                language="en",
                label_id=lost[1],
                words={"en": ["engrave"], "zh": ["刻字"]},
                unresolved=lost,
                answered=answered,
                why={"fallback": 9},
                closes=5.0,
                closing={"kind": "new_article", "id": None, "title": {}, "nearness": 0.1},
                **window,
            )
        )
    return "g1"


def get(agent: Agent, path: str = "", status: int = 200) -> dict[str, Any]:
    return told(agent._http.get(f"{ROOT}{path}"), status)


def told(answer: httpx.Response, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_the_list_tells_shares_opens_their_messages_and_makes_a_batch_of_the_inbox(
    app: LiveApp, ada: Agent, mira: Agent, database: Database
) -> None:
    assert get(ada) == {"survey": None, "gaps": [], "enough": 10}
    gap = stored_gap(database)
    page = get(ada)
    assert page["survey"]["share"]["share"] == 0.9
    assert page["survey"]["intents"][0]["share"]["low"] == pytest.approx(0.0396, abs=1e-4)
    (one,) = page["gaps"]
    assert (one["label"], one["state"]) == ("do you engrave names", "open")
    assert one["share"]["low"] == pytest.approx(0.5958, abs=1e-4)
    assert one["label"] not in [example["text"] for example in one["examples"]]
    behind = get(ada, f"/gaps/{gap}/questions")["questions"]
    assert [each["unresolved"] for each in behind] == [True] * 9 + [False]
    assert "ann.lee" not in str(page) + str(behind)
    get(ada, "/gaps/gone/questions", 404)
    get(mira, status=403)
    assert httpx.get(f"{app.url}{ROOT}").status_code == 401

    batch = told(ada._http.post(f"{ROOT}/gaps/{gap}/inbox"))
    assert (batch["texts"], batch["open"]) == (8, 8)
    inbox = told(ada._http.get("/api/v1/console/inbox", params={"reason": "gap"}))
    assert inbox["total"] == 8
    assert all("gap" in item["reasons"] for item in inbox["items"])
    (one,) = get(ada)["gaps"]
    assert (one["state"], one["batch"]["open"]) == ("taken", 8)


def test_an_article_is_begun_finished_and_published(
    app: LiveApp, ada: Agent, mira: Agent, database: Database
) -> None:
    gap = stored_gap(database)
    assert mira._http.post(f"{ROOT}/gaps/{gap}/article").status_code == 403
    draft = told(ada._http.post(f"{ROOT}/gaps/{gap}/article"), 201)
    assert draft["rewrites"] is False
    assert len(draft["questions"]["zh"]) == 3
    path = f"{ROOT}/drafts/{draft['id']}"
    assert "title and a short answer" in told(ada._http.post(f"{path}/publish"), 422)["error"]["message"]
    text = {
        "title": {"en": "Engraving", "zh": ""},
        "answer": {"en": "We engrave names."},
        "questions": draft["questions"],
        "body": {},
        "topics": ["warranty"],
    }
    told(ada._http.put(path, json={**text, "topics": ["no_such_intent"]}), 422)
    told(ada._http.put(path, json=text))
    with database.session(writes=False) as session:
        assert session.query(Article).count() == 0, "the bot knows nothing of a draft"
    published = told(ada._http.post(f"{path}/publish"))
    assert published["published_at"]
    (one,) = get(ada)["gaps"]
    assert (one["state"], one["closed_by"], one["effect"]) == ("closed", "article", None)
    with database.session(writes=False) as session:
        article = session.get_one(Article, draft["article_id"])
        deeds = {entry.action for entry in session.query(AuditEntry).all()}
    assert article.answer == {"en": "We engrave names."}
    assert article.topics == ["warranty"]
    assert {"article.draft", "article.change", "article.publish"} <= deeds
    told(ada._http.put(path, json=text), 409)
