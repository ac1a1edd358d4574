"""The tracker store that keeps trackers in memory: what it gives back is always what is stored."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException

from rasa_bot.channels import trackers
from rasa_bot.channels.results import check_result
from rasa_bot.channels.trackers import KeepingTrackerStore

DOMAIN = Domain.from_dict(
    {"intents": ["greet"], "slots": {"name": {"type": "text", "mappings": [{"type": "custom"}]}}}
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tracker.db"


def store_on(file: Path) -> KeepingTrackerStore:
    return KeepingTrackerStore(domain=DOMAIN, dialect="sqlite", db=str(file))


def turn(store: SQLTrackerStore, text: str, sender: str = "c") -> DialogueStateTracker:
    """One turn as the channel takes it."""

    async def taken() -> DialogueStateTracker:
        await store.retrieve_full_tracker(sender)
        tracker = await store.get_or_create_tracker(sender)
        tracker.update(UserUttered(text, {"name": "greet"}), DOMAIN)
        tracker.update(SlotSet("name", text), DOMAIN)
        tracker.update(ActionExecuted("action_listen"), DOMAIN)
        await store.save(tracker)
        return tracker

    return asyncio.run(taken())


def stored(store: SQLTrackerStore, sender: str = "c") -> DialogueStateTracker | None:
    return asyncio.run(store.retrieve_full_tracker(sender))


def events_of(tracker: DialogueStateTracker | None) -> list:
    assert tracker is not None
    return [event.as_dict() for event in tracker.events]


def test_a_kept_tracker_equals_the_stored_one(file: Path) -> None:
    store = store_on(file)
    for text in ("one", "two", "three"):
        kept = turn(store, text)
    assert stored(store) is kept
    assert events_of(stored(store_on(file))) == events_of(kept)
    rasas_own = SQLTrackerStore(domain=DOMAIN, dialect="sqlite", db=str(file))
    assert events_of(stored(rasas_own)) == events_of(kept)
    assert kept.get_slot("name") == "three"


def test_a_turn_of_another_process_is_noticed(file: Path) -> None:
    first, second = store_on(file), store_on(file)
    turn(first, "one")
    turn(second, "two")
    seen = stored(first)
    assert [event.text for event in seen.events if isinstance(event, UserUttered)] == ["one", "two"]
    turn(first, "three")
    assert len(events_of(stored(second))) == len(events_of(stored(store_on(file))))


def test_what_was_changed_and_not_saved_is_gone_once_forgotten(file: Path) -> None:
    store = store_on(file)
    turn(store, "one")
    stored(store).update(SlotSet("name", "never said"), DOMAIN)
    store.forget("c")
    assert stored(store).get_slot("name") == "one"


def test_an_unknown_conversation_has_no_tracker(file: Path) -> None:
    assert stored(store_on(file), "nobody") is None


def test_memory_is_bounded(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trackers, "KEPT", 2)
    store = store_on(file)
    for sender in ("a", "b", "c"):
        turn(store, "hello", sender)
    assert list(store._kept) == ["b", "c"]
    assert events_of(stored(store, "a")) == events_of(stored(store_on(file), "a"))


def test_the_file_is_written_ahead(file: Path) -> None:
    with store_on(file).engine.connect() as connection:
        assert connection.execute("PRAGMA journal_mode").scalar() == "wal"


@pytest.mark.parametrize(
    "answer",
    [
        [],
        {"events": {}},
        {"events": ["slot"]},
        {"events": [{"name": "x"}]},
        {"events": [], "responses": "hi"},
    ],
)
def test_a_misshapen_answer_of_the_action_server_is_refused(answer: Any) -> None:
    with pytest.raises(RasaException):
        check_result(None, answer)


def test_a_right_answer_of_the_action_server_is_taken() -> None:
    answer: dict[str, Any] = {"events": [{"event": "slot", "name": "x", "value": 1}], "responses": [{}]}
    assert check_result(None, answer)


def test_a_turn_that_another_process_overtook_is_not_stored(file: Path) -> None:
    old, new = store_on(file), store_on(file)
    turn(old, "one")
    slow = stored(old)
    assert slow is not None
    turn(new, "two")
    slow.update(UserUttered("two", {"name": "greet"}), DOMAIN)
    with pytest.raises(trackers.StaleTracker):
        asyncio.run(old.save(slow))
    texts = [event["text"] for event in events_of(stored(old)) if event["event"] == "user"]
    assert texts == ["one", "two"]
