"""Runs one turn of a conversation, or says that it failed.

Rasa's own MessageProcessor goes on after an action raised, after the action server was unreachable, after
too many actions, and with an empty tracker in memory after its store broke; its REST channel then answers
200 with nothing. Here the same steps run (rasa/core/processor.py, 3.6: handle_message,
_run_prediction_loop), and each of these ends the turn with TurnFailed before anything is stored.
"""

from dataclasses import dataclass
from typing import Any, Dict, List, Optional

from rasa.core.actions.action import Action, ActionExecutionRejection
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from rasa_bot.channels.answer import answer_to
from rasa_bot.channels.doubtful_restart import without_doubtful_restart
from rasa_bot.channels.second_request import note_requests, word_before
from rasa_bot.channels.spoken_buttons import spoken_command
from rasa_bot.channels.trackers import KeepingTrackerStore
from rasa_bot.channels.watch import watch_actions

CHANNEL = "turn"
_LANGUAGE = "language"


@dataclass(frozen=True)
class Turn:
    """One message of a customer; `payload` is the trusted command of a button, or None."""

    conversation: str
    message_id: str
    text: str
    payload: Optional[str]
    language: str

    @property
    def metadata(self) -> Dict[str, str]:
        return {"message_id": self.message_id, _LANGUAGE: self.language}


class TurnFailed(Exception):
    """The turn did not run to its end; nothing of it was stored."""


class UnknownCommand(Exception):
    """The payload names no intent of the domain."""


async def run_turn(agent: Agent, turn: Turn, model: str) -> Dict[str, Any]:
    """Returns the answer to a turn: the stored one where this message was answered before.

    The caller lets no two turns of a conversation run at once. Raises TurnFailed, UnknownCommand.
    """
    _refuse_the_memory_fallback(agent)
    async with agent.lock_store.lock(turn.conversation):  # Rasa's reminders take this lock too
        past = await agent.tracker_store.retrieve_full_tracker(turn.conversation)
        stored = answer_to(past, turn.message_id, model, agent.domain) if past else None
        if stored is not None:
            return stored
        try:
            tracker = await _process(agent, turn)
            await agent.tracker_store.save(tracker)
        except BaseException:
            _forget(agent, turn.conversation)
            raise
    answer = answer_to(tracker, turn.message_id, model, agent.domain)
    if answer is None:
        raise TurnFailed("The turn left no message in the tracker")
    return answer


def _forget(agent: Agent, conversation: str) -> None:
    """Keeps a half-changed tracker from serving the next turn."""
    store = getattr(agent.tracker_store, "_tracker_store", agent.tracker_store)
    if isinstance(store, KeepingTrackerStore):
        store.forget(conversation)


async def _process(agent: Agent, turn: Turn) -> DialogueStateTracker:
    processor: Any = agent.processor
    output = SilentOutput()
    with watch_actions(processor) as failures:
        tracker = await processor.fetch_tracker_and_update_session(turn.conversation, output)
        message = UserMessage(
            turn.payload or turn.text,
            output,
            turn.conversation,
            input_channel=CHANNEL,
            message_id=turn.message_id,
            metadata=turn.metadata,
        )
        message.parse_data = await _parse(processor, message, turn, tracker)
        if _LANGUAGE in tracker.slots:
            tracker.update(SlotSet(_LANGUAGE, message.parse_data[_LANGUAGE]), processor.domain)
        await note_requests(processor, message, turn, tracker)
        await processor._handle_message_with_tracker(message, tracker)
        tracker = await processor.run_action_extract_slots(output, tracker)
        await _predict_and_act(processor, output, tracker, failures)
    if failures:
        raise TurnFailed(failures[0])
    return tracker


async def _parse(
    processor: MessageProcessor, message: UserMessage, turn: Turn, tracker: DialogueStateTracker
) -> Dict[str, Any]:
    if turn.payload is None:
        parsed = without_doubtful_restart(await processor.parse_message(message, tracker))
        parsed.setdefault(_LANGUAGE, turn.language)
        spoken = spoken_command(turn.text, tracker)
        if spoken is not None and spoken in processor.domain.intents:
            parsed["intent"] = {"name": spoken, "confidence": 1.0}
        return parsed
    command = YAMLStoryReader.unpack_regex_message(
        Message({TEXT: turn.payload}), processor.domain, entity_extractor_name="payload"
    )
    parsed = command.as_dict(only_output_properties=True)
    if not (parsed.get("intent") or {}).get("name"):
        raise UnknownCommand("The payload names no intent that the bot knows")
    return {**parsed, _LANGUAGE: turn.language, "sentiment": {"label": "neutral", "score": 0.0}}


async def _predict_and_act(
    processor: Any, output: OutputChannel, tracker: DialogueStateTracker, failures: List[str]
) -> None:
    go_on = True
    while go_on and not failures and processor._should_handle_message(tracker):
        action, prediction = processor.predict_next_with_tracker_if_should(tracker)
        before = word_before(tracker, action.name())
        if before is not None:
            told = WatchedAction(processor._get_action(before), failures)
            own = PolicyPrediction.for_action_name(processor.domain, before)
            await processor._run_action(told, tracker, output, processor.nlg, own)
        watched = WatchedAction(action, failures)
        go_on = await processor._run_action(watched, tracker, output, processor.nlg, prediction)
    paused = not processor._should_handle_message(tracker)
    if not failures and not paused and tracker.latest_action_name != ACTION_LISTEN_NAME:
        failures.append("The dialogue did not come back to listening")


class WatchedAction(Action):
    """An action whose failure is noted before Rasa's processor logs it away."""

    def __init__(self, action: Action, failures: List[str]) -> None:
        self._action = action
        self._failures = failures

    def name(self) -> str:
        return self._action.name()

    async def run(
        self, output_channel: OutputChannel, nlg: Any, tracker: DialogueStateTracker, domain: Domain
    ) -> List[Event]:
        try:
            return await self._action.run(output_channel, nlg, tracker, domain)
        except ActionExecutionRejection:
            raise  # how a form says "this was not an answer to my question"
        except Exception as error:
            self._failures.append(f"{self.name()} failed: {error}")
            raise

    def event_for_successful_execution(self, prediction: Any) -> Any:
        return self._action.event_for_successful_execution(prediction)


class SilentOutput(OutputChannel):
    """Sends nothing: the answer is read from the tracker's events, for a first and for a repeated request
    alike.
    """

    @classmethod
    def name(cls) -> str:
        return CHANNEL

    async def send_response(self, recipient_id: str, message: Dict[str, Any]) -> None:
        return None


def _refuse_the_memory_fallback(agent: Agent) -> None:
    """Makes a broken tracker store an error instead of a conversation that starts anew in memory."""

    def fail(error: Exception) -> None:
        raise TurnFailed(f"The tracker store failed: {error}") from error

    if isinstance(agent.tracker_store, FailSafeTrackerStore):
        agent.tracker_store._on_tracker_store_error = fail
