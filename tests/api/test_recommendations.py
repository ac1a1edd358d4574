"""One customer's recommendations over the wire: the same as the desk shows."""

from collections.abc import Callable
from typing import Any

import pytest

from engine.accounts.staff import create_staff
from engine.store import Database
from tests.agent import Agent
from tests.api.conftest import PASSWORD
from tests.api.live_app import LiveApp
from tests.unit.engine.recommend.conftest import buy, fill_shop

Hire = Callable[..., Agent]


@pytest.fixture
def shopped(database: Database) -> Database:
    with database.session() as session:
        fill_shop(session)
        for days in (3, 40):
            buy(session, "mei", "tea", days_ago=days)
        buy(session, "mei", "lamp")
    return database


def test_each_item_says_source_rank_reason_and_parts(shopped: Database, app: LiveApp, hire: Hire) -> None:
    http = hire("Mira")._http
    about = f"{app.url}/api/v1/customers/mei/recommendations"
    answer = http.get(about, params={"k": 4})
    assert answer.status_code == 200
    found = answer.json()["suggestions"]
    assert [(one["product_id"], one["kind"], one["rank"]) for one in found[:2]] == [
        ("tea", "buy_again", 1),
        ("bulb", "discover", 2),
    ]
    for one in found:
        assert one["reason"]
        assert one["source"] in one["sources"]
        assert sum(one["parts"].values()) == pytest.approx(one["score"], abs=1e-6)
        assert sum(one["sources"].values()) == pytest.approx(one["score"], abs=1e-6)
    assert found[1]["reason"] == "because you bought Desk Lamp"
    zh = http.get(about, params={"kind": "discover", "language": "zh"}).json()["suggestions"]
    assert zh[0]["reason"] == "因为您买过“台灯”"
    assert {one["kind"] for one in zh} == {"discover"}
    near = http.get(about, params={"near": "chair"}).json()["suggestions"]
    assert (near[0]["product_id"], near[0]["kind"]) == ("cushion", "similar")


def test_one_more_event_changes_the_next_answer(shopped: Database, app: LiveApp, hire: Hire) -> None:
    http = hire("Mira")._http
    about = f"{app.url}/api/v1/customers/mei/recommendations?kind=discover"
    before = [one["product_id"] for one in http.get(about).json()["suggestions"]]
    assert before[0] == "bulb"
    with shopped.session() as session:
        buy(session, "mei", "bulb")
    after = http.get(about).json()
    assert "bulb" not in [one["product_id"] for one in after["suggestions"]]
    assert {"product_id": "bulb", "rule": "owned"} in after["removed"]


def test_a_list_to_be_shown_says_how_its_last_place_came_about(
    shopped: Database, make_app: Callable[..., LiveApp]
) -> None:
    app = make_app(exploring=0.5)
    with shopped.session() as session:
        create_staff(session, "mira@example.com", "Mira", "agent", PASSWORD)
    agent = Agent(app.url, "mira@example.com", PASSWORD)
    about = f"{app.url}/api/v1/customers/mei/recommendations"

    def shown(**more: str) -> list[dict[str, Any]]:
        answer = agent._http.get(about, params={"k": "3", **more}).json()
        assert answer["policy"]
        return answer["suggestions"]

    lists = [shown(seed=f"page-{n}") for n in range(30)]
    for found in lists:
        assert [one["propensity"] for one in found[:2]] == [1.0, 1.0]
        assert found[2]["product_id"] in found[2]["options"]
        assert 0 < found[2]["propensity"] < 1
    assert {found[2]["explored"] for found in lists} == {True, False}
    again = shown(seed="page-7")
    assert [one["product_id"] for one in again] == [one["product_id"] for one in lists[7]]
    assert all(one["propensity"] == 1.0 and not one["options"] for one in shown())
    agent.close()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("nobody/recommendations", 404),
        ("mei/recommendations?near=unicorn", 404),
        ("mei/recommendations?k=0", 422),
        ("mei/recommendations?kind=best", 422),
    ],
)
def test_what_cannot_be_answered_is_said(
    shopped: Database, app: LiveApp, hire: Hire, path: str, status: int
) -> None:
    assert hire("Mira")._http.get(f"{app.url}/api/v1/customers/{path}").status_code == status
