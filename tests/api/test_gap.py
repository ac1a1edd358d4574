"""A customer's gap over the wire."""

from collections.abc import Callable

from engine.gaps.questions.saved import save
from engine.gaps.reports.service import tell
from engine.store import Database
from tests.agent import Agent
from tests.api.live_app import LiveApp
from tests.builders import add_customer, add_product, add_shop
from tests.unit.engine.gaps.questions.planted import furnish


def test_an_agent_reads_a_gap_and_is_told_where_evidence_is_missing(
    database: Database, app: LiveApp, hire: Callable[..., Agent]
) -> None:
    with database.session() as session:
        add_shop(session)
        add_product(session, "lamp")
        add_customer(session, "mei")
        tell(session, "mei", "category", "lighting")
    mira = hire("Mira")
    answer = mira._http.get(f"{app.url}/api/v1/customers/mei/gap")
    assert answer.status_code == 200
    gap = answer.json()
    assert (gap["customer_id"], gap["total_bits"], gap["history"]) == ("mei", 0.0, [])
    by_family = {one["family"]: one for one in gap["families"]}
    assert by_family["category"]["said"] == 1
    assert by_family["category"]["missing"].startswith("Not enough evidence")
    assert mira._http.get(f"{app.url}/api/v1/customers/nobody/gap").status_code == 404


def test_an_agent_reads_what_is_worth_asking_and_why_nothing_is(
    database: Database, app: LiveApp, hire: Callable[..., Agent]
) -> None:
    learnt = furnish(database)
    mira = hire("Mira")
    address = f"{app.url}/api/v1/customers"
    assert mira._http.get(f"{address}/mei/questions").json()["missing"] == "not_learnt"
    save(learnt, app.settings.learnt_dir)
    found = mira._http.get(f"{address}/mei/questions").json()
    assert found["best"]["text"]["en"].startswith("Are you interested in")
    assert found["best"]["bits"] > found["cost"]
    assert found["liked"] == ["kitchen"]
    action = mira._http.get(f"{address}/mei/next-action").json()
    asked = next(one for one in action["options"] if one["kind"] == "ask")
    assert found["best"]["text"]["en"] in asked["evidence"][0]["text"]["en"]
    assert mira._http.get(f"{address}/new/questions").json()["missing"] == "no_history"
    assert mira._http.get(f"{address}/nobody/questions").status_code == 404
