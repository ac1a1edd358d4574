"""The gap map over the wire."""

import csv
import io

import pytest

from engine.store import Database
from tests.agent import Agent
from tests.api.live_app import LiveApp
from tests.api.test_mining import ada, mira, signed
from tests.gap_shop import tell_of_cups

__all__ = ["ada", "mira", "signed"]


@pytest.fixture
def told(database: Database) -> None:
    tell_of_cups(database)


def get(agent: Agent, path: str, **query: str | int) -> str:
    answer = agent._http.get(f"/api/v1/console/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_cells_open_their_customers(app: LiveApp, ada: Agent, told: None) -> None:
    families = ada._http.get("/api/v1/console/gap-map").json()["families"]
    category = next(one for one in families if one["family"] == "category")
    (row,) = category["rows"]
    tea = next(cell for cell in row["cells"] if cell["topic"] == "tea")
    assert (tea["said"], tea["customers"], tea["flagged"]) == (12, 1, True)
    assert {one["topic"] for one in category["topics"]} == {"lighting", "tea"}
    query = {"family": "category", "segment": row["label"], "topic": "tea"}
    (customer,) = ada._http.get("/api/v1/console/gap-map/customers", params=query).json()["customers"]
    assert (customer["customer_id"], customer["said"], customer["of"]) == ("c1", 12, 12)


def test_the_csv_has_a_line_a_cell(app: LiveApp, ada: Agent, told: None) -> None:
    rows = list(csv.DictReader(io.StringIO(get(ada, "gap-map.csv", language="zh").removeprefix("\ufeff"))))
    assert [(row["family"], row["topic"]) for row in rows] == [("category", "lighting"), ("category", "tea")]
    assert rows[1]["said"] == "12"
    assert rows[1]["segment_name"] == "不属于任何分群"


def test_an_unknown_topic_is_refused_and_agents_do_not_enter(
    app: LiveApp, ada: Agent, mira: Agent, told: None
) -> None:
    query: dict[str, str | int] = {"family": "category", "segment": 0, "topic": "boats"}
    assert ada._http.get("/api/v1/console/gap-map/customers", params=query).status_code == 422
    assert mira._http.get("/api/v1/console/gap-map").status_code == 403
