"""The turn channel, on a real Rasa with a real tracker database and a real HTTP action server."""

import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.unit.rasa_bot.running import ActionServer, Rasa, running


@pytest.fixture(scope="module")
def action_server() -> Iterator[ActionServer]:
    server = ActionServer()
    yield server
    server.close()


@pytest.fixture(scope="module")
def tracker_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("trackers") / "trackers.db"


@pytest.fixture(scope="module")
def rasa(
    model: Path, tracker_db: Path, action_server: ActionServer, rasa_environment: dict
) -> Iterator[Rasa]:
    with running(model, tracker_db, action_server.url, rasa_environment) as process:
        yield process


@pytest.fixture
def actions(action_server: ActionServer) -> Iterator[ActionServer]:
    action_server.behaviour = "answer"
    action_server.calls.clear()
    action_server.gate.set()
    yield action_server
    action_server.behaviour = "answer"
    action_server.gate.set()


def test_health_names_the_model(rasa: Rasa) -> None:
    assert rasa.health() == (200, {"status": "ok", "model": "test.tar.gz"})


def test_answer_holds_messages_understanding_actions_and_slots(rasa: Rasa) -> None:
    status, answer = rasa.turn("h-1", "where is my order #w765 4321?", conversation="whole")
    assert status == 200
    assert answer["message_id"] == "h-1"
    assert answer["messages"] == [
        {
            "text": "Order W7654321.\n\nIt is on its way.",
            "buttons": [{"title": "Again", "payload": '/track_order{"order_id": "W7654321"}'}],
            "custom": None,
        }
    ]
    assert answer["nlu"]["intent"]["name"] == "track_order"
    assert len(answer["nlu"]["intent_ranking"]) == 4
    assert answer["nlu"]["entities"][0]["value"] == "W7654321"
    assert answer["nlu"]["sentiment"]["label"] == "neutral"
    assert answer["nlu"]["language"] == "en"
    assert answer["actions"] == ["utter_track"]
    assert answer["slots"] == {"language": "en", "order_id": "W7654321"}
    assert answer["active_loop"] is None
    assert answer["model"] == "test.tar.gz"


def test_each_message_is_answered_in_its_own_language(rasa: Rasa) -> None:
    texts = [
        rasa.turn(f"l-{n}", text, conversation="mixed")[1]["messages"][0]["text"]
        for n, text in enumerate(["hello", "你好", "hey"])
    ]
    assert texts == ["Hello.", "您好。", "Hello."]


def test_button_takes_the_language_of_the_conversation(rasa: Rasa) -> None:
    answer = rasa.turn("b-1", payload="/greet", conversation="button", language="zh")[1]
    assert answer["messages"][0]["text"] == "您好。"
    assert answer["nlu"]["sentiment"] == {"label": "neutral", "score": 0.0}


def test_button_payload_keeps_its_intent_and_entities(rasa: Rasa) -> None:
    answer = rasa.turn("b-2", payload='/track_order{"order_id":"W0000001"}', conversation="button")[1]
    assert answer["nlu"]["intent"] == {"name": "track_order", "confidence": 1.0}
    assert answer["slots"]["order_id"] == "W0000001"


def test_action_messages_and_cards_come_through(rasa: Rasa, actions: ActionServer) -> None:
    answer = rasa.turn("a-1", "cancel my order", conversation="cards")[1]
    assert [m["text"] for m in answer["messages"]] == ["Cancelled (1).", None]
    assert answer["messages"][1]["custom"]["cards"][0]["id"] == "W1"
    assert answer["actions"] == ["action_cancel"]


def test_repeated_message_gets_the_stored_answer_and_runs_nothing(rasa: Rasa, actions: ActionServer) -> None:
    first = rasa.turn("r-1", "cancel my order", conversation="repeat")
    rasa.turn("r-2", payload='/track_order{"order_id":"W2222222"}', conversation="repeat")
    assert rasa.turn("r-1", "cancel my order", conversation="repeat") == first
    assert actions.calls == ["action_cancel"]


def test_concurrent_repeats_run_the_turn_once(rasa: Rasa, actions: ActionServer) -> None:
    with ThreadPoolExecutor(4) as pool:
        waiting = [
            pool.submit(rasa.turn, "p-1", "cancel my order", conversation="together") for _ in range(4)
        ]
        answers = [one.result() for one in waiting]
    assert answers[0][0] == 200
    assert all(answer == answers[0] for answer in answers)
    assert actions.calls == ["action_cancel"]


def test_answer_survives_a_restart_of_rasa(
    rasa: Rasa, actions: ActionServer, model: Path, tracker_db: Path, rasa_environment: dict
) -> None:
    first = rasa.turn("s-1", "cancel my order", conversation="restarted")
    with running(model, tracker_db, actions.url, rasa_environment) as second:
        assert second.turn("s-1", "cancel my order", conversation="restarted") == first
    assert actions.calls == ["action_cancel"]


def test_answer_survives_a_restart_of_the_conversation(rasa: Rasa) -> None:
    first = rasa.turn("n-1", "hello", conversation="anew")
    assert rasa.turn("n-2", payload="/restart", conversation="anew")[0] == 200
    assert rasa.turn("n-1", "hello", conversation="anew") == first


@pytest.mark.parametrize("behaviour", ["error", "drop"])
def test_failing_action_fails_the_turn_and_the_retry_runs_it(
    rasa: Rasa, actions: ActionServer, behaviour: str
) -> None:
    conversation = f"failing-{behaviour}"
    rasa.turn("f-0", "hello", conversation=conversation)
    actions.behaviour = behaviour
    status, answer = rasa.turn("f-1", "cancel my order", conversation=conversation)
    assert (status, answer["error"]["code"]) == (502, "turn_failed")
    actions.behaviour = "answer"
    status, answer = rasa.turn("f-1", "cancel my order", conversation=conversation)
    assert (status, answer["messages"][0]["text"]) == (200, "Cancelled (2).")


def test_rejected_action_ends_in_the_default_fallback(rasa: Rasa, actions: ActionServer) -> None:
    actions.behaviour = "reject"
    status, answer = rasa.turn("j-1", "cancel my order", conversation="rejected")
    assert (status, answer["actions"]) == (200, ["action_default_fallback"])


def test_broken_tracker_store_fails_the_turn(
    model: Path, actions: ActionServer, rasa_environment: dict, tmp_path: Path
) -> None:
    database = tmp_path / "broken.db"
    with running(model, database, actions.url, rasa_environment) as process:
        assert process.turn("t-1", "hello")[0] == 200
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("DROP TABLE events")
        status, answer = process.turn("t-2", "hello")
    assert (status, answer["error"]["code"]) == (502, "turn_failed")


@pytest.mark.parametrize(
    "text", ["/restart", "  /greet", "//cancel_order", '/track_order{"order_id":"W0000009"}']
)
def test_slash_of_a_person_is_no_command(rasa: Rasa, text: str) -> None:
    answer = rasa.turn(f"x-{text}", text, conversation="slash")[1]
    assert answer["nlu"]["intent"]["confidence"] < 1.0
    assert answer["slots"].get("order_id") != "W0000009" or "payload" not in json.dumps(
        answer["nlu"]["entities"]
    )


@pytest.mark.parametrize("secret", [None, "", "wrong", "tést"])
def test_caller_without_the_secret_is_refused(rasa: Rasa, secret: str) -> None:
    given = secret.encode("utf-8").decode("latin-1") if secret else secret
    status, answer = rasa.post(b"{}", given)
    assert (status, answer["error"]["code"]) == (401, "unauthenticated")


def test_large_body_is_refused(rasa: Rasa) -> None:
    status, answer = rasa.turn("big", "a" * 70_000)
    assert (status, answer["error"]["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"conversation":"c","message_id":"m","text":"  "}',
        b'{"conversation":"c","text":"hi"}',
    ],
)
def test_wrong_body_is_told(rasa: Rasa, body: bytes) -> None:
    assert rasa.post(body)[0] == 422


@pytest.mark.parametrize("payload", ["greet", "/no_such_intent", 5])
def test_wrong_payload_is_told(rasa: Rasa, payload: object) -> None:
    assert rasa.turn("w-1", payload=payload, conversation="wrong")[0] == 422


def test_text_without_letters_keeps_the_language_of_the_conversation(rasa: Rasa) -> None:
    assert rasa.turn("k-1", "W1234567", conversation="digits", language="zh")[1]["slots"]["language"] == "zh"


def test_texts_are_understood_without_a_trace(rasa: Rasa, tracker_db: Path) -> None:
    def stored() -> int:
        with closing(sqlite3.connect(tracker_db)) as connection:
            return connection.execute("SELECT count(*) FROM events").fetchone()[0]

    before = stored()
    body = json.dumps({"texts": ["where is my order?", "/restart"]}).encode()
    status, answer = rasa.post(body, route="parse")
    assert (status, answer["model"]) == (200, "test.tar.gz")
    assert answer["parses"][0]["intent"] == "track_order"
    assert answer["parses"][1]["confidence"] < 1.0, "a command of a person is text"
    assert stored() == before
    assert rasa.post(body, None, route="parse")[0] == 401
    for wrong in ({}, {"texts": []}, {"texts": [" "]}, {"texts": ["x"] * 101}):
        assert rasa.post(json.dumps(wrong).encode(), route="parse")[0] == 422
