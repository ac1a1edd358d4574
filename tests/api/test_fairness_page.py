"""The console's page Recommendations over the wire."""

import csv
import io
import json
from dataclasses import replace

import httpx
import pytest

from engine.profiles.segments.stored import current, keep
from engine.recommend.fairness.stored import FILE
from engine.store import Database
from tests.agent import Agent
from tests.api.live_app import LiveApp
from tests.api.test_mining import ada, mira, signed
from tests.builders import NOW
from tests.fair_shop import reported

__all__ = ["ada", "mira", "signed"]
PATHS = ("recommendations", "recommendations.csv")


def get(agent: Agent, path: str, **query: str) -> httpx.Response:
    return agent._http.get(f"/api/v1/console/{path}", params=query)


def test_before_the_first_report_there_is_none(app: LiveApp, ada: Agent) -> None:
    assert get(ada, "recommendations").json() == {"report": None}
    missing = get(ada, "recommendations.csv")
    assert missing.status_code == 404
    assert "attune recommend fairness" in missing.text


def test_the_report_is_told_by_band_segment_and_source(app: LiveApp, ada: Agent, database: Database) -> None:
    learnt = app.settings.learnt_dir
    reported(database, learnt)
    stored = json.loads((learnt / FILE).read_text())["report"]
    page = get(ada, "recommendations").json()["report"]
    assert page["cut"] < page["made_at"]
    assert page["renewed"] is False
    assert page["bands"] == stored["bands"]
    assert (page["ndcg"], page["shown"], page["items"]) == (stored["ndcg"], stored["shown"], stored["items"])
    steady, curious, rare = page["segments"]
    assert [one["name"]["zh"] for one in page["segments"]] == ["稳定", "好奇", "罕见"]
    for one in (steady, curious):
        for figure in ("ndcg@10", "beyond_head"):
            assert one["figures"][figure]["low"] <= one["figures"][figure]["mean"]
            assert one["figures"][figure]["mean"] <= one["figures"][figure]["high"]
    assert (rare["customers"], rare["figures"]) == (None, {}), "so few are not told of"
    assert page["apart"]["ndcg@10"]["mean"] == pytest.approx(
        abs(steady["figures"]["ndcg@10"]["mean"] - curious["figures"]["ndcg@10"]["mean"])
    )
    shares = [one["share"] for one in page["weights"]]
    assert sum(shares) == pytest.approx(1)
    assert shares == sorted(shares, reverse=True)
    assert page["learnt"] is False, "nothing was rebuilt"


def test_the_groups_of_attributes_are_told_with_what_chance_would_make(
    app: LiveApp, ada: Agent, database: Database
) -> None:
    reported(database, app.settings.learnt_dir)
    page = get(ada, "recommendations").json()["report"]
    age, income = page["attributes"]
    assert [one["attribute"] for one in (age, income)] == ["age", "income"], "a source is no group of people"
    assert [line["name"] for line in age["lines"]] == ["19-24", "25-64", "65+"]
    assert [line["name"] for line in income["lines"]] == ["Under 15K", "100K+"]
    assert sum(line["customers"] for line in income["lines"]) == page["customers"]
    assert age["left_out"] > 0, "who did not say how old they are is in no group"
    assert income["apart"]["beyond_head"]["q_value"] < 0.05, "the curious buy beyond the best sellers"
    assert age["apart"]["ndcg@10"]["q_value"] > 0.05, "ages fall by lot"
    text = get(ada, "recommendations.csv").text.removeprefix("\ufeff")
    rows = {(row["part"], row["name"], row["figure"]): row for row in csv.DictReader(io.StringIO(text))}
    assert float(rows["age", "65+", "ndcg@10"]["low"]) == age["lines"][2]["figures"]["ndcg@10"]["low"]


def test_segments_made_after_the_report_are_told_apart(app: LiveApp, ada: Agent, database: Database) -> None:
    reported(database, app.settings.learnt_dir)
    with database.session() as session:
        division = current(session)
        assert division
        keep(session, replace(division.document, segments=division.document.segments[:1]), NOW, 90)
    page = get(ada, "recommendations").json()["report"]
    assert page["renewed"] is True
    assert [(one["label"], one["name"] is None) for one in page["segments"]] == [("1", False), ("2", True)]


def test_the_csv_has_a_line_a_figure(app: LiveApp, ada: Agent, database: Database) -> None:
    reported(database, app.settings.learnt_dir)
    page = get(ada, "recommendations").json()["report"]
    text = get(ada, "recommendations.csv", language="zh").text.removeprefix("\ufeff")
    rows = {(row["part"], row["name"], row["figure"]): row for row in csv.DictReader(io.StringIO(text))}
    assert float(rows["band", "head", "exposure"]["value"]) == page["bands"][0]["exposure"]
    assert (
        float(rows["segment", "好奇", "ndcg@10"]["high"]) == page["segments"][1]["figures"]["ndcg@10"]["high"]
    )
    assert rows["segment", "罕见", "ndcg@10"]["value"] == ""
    assert float(rows["all", "", "ndcg"]["value"]) == page["ndcg"]
    assert sum(part == "weight" for part, _, _ in rows) == len(page["weights"])


@pytest.mark.parametrize("path", PATHS)
def test_only_admins_see_it(app: LiveApp, mira: Agent, path: str) -> None:
    assert get(mira, path).status_code == 403
    assert httpx.get(f"{app.url}/api/v1/console/{path}").status_code == 401
