"""One turn as an action sees it: who said what in which language, and how to answer."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import regex
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from sqlalchemy.orm import Session

from actions.buttons import Button, to_person
from actions.catalogue import shop_terms
from actions.context import Services
from actions.words import Voice
from engine.conversations.service import get_conversation
from engine.manner.decide import UNHAPPY
from engine.text.language import Language

Card = dict[str, Any]

_LISTEN = ("action_listen", "action_extract_slots")
# Only the words that leave a task and what politeness adds: "never mind, where is my order?" is a request.
_STOP = regex.compile(
    r"\s*(?:(?:please|no|ok|sorry|oh)[\s,]+)*(?:stop|never ?mind|forget (?:it|that|about it)|leave it|drop it"
    r"|not now|no,? thanks?|no,? thank you)"
    r"(?:[\s,.]+(?:please|thanks?|thank you|then|now|it|that|this|for now|asking|here))*[\s.]*"
    r"|\s*(?:那?就?算了|不用了|不弄了|先不弄|先不办|不办了|停|停止|停下|别弄了|放弃)"
    r"(?:吧|了|啦)?[\s，,。]*(?:谢谢)?[。\s]*",
    flags=regex.IGNORECASE,
)


class Turn:
    """The customer's message with the conversation around it, and the answer that is being put together."""

    def __init__(self, dispatcher: CollectingDispatcher, tracker: Tracker, services: Services) -> None:
        self.services = services
        self.tracker = tracker
        self._dispatcher = dispatcher
        self._message: dict[str, Any] = dict(tracker.latest_message or {})

    @property
    def conversation_id(self) -> str:
        return str(self.tracker.sender_id)

    @property
    def message_id(self) -> str:
        """The id of the customer's message, the root of every idempotency key."""
        return str((self._message.get("metadata") or {}).get("message_id") or "")

    @property
    def language(self) -> Language:
        return "zh" if self.slot("language") == "zh" else "en"

    @cached_property
    def voice(self) -> Voice:
        """The language with the shop's own words in it."""
        with self.services.database.session(writes=False) as session:
            return Voice(self.language, shop_terms(session, self.language))

    @property
    def text(self) -> str:
        """What the customer wrote: of two requests in one message the first. Empty where a button was
        pressed, unless the button stands for words that were written before."""
        text = str(self._message.get("text") or "")
        if text.startswith("/"):
            return self.entity("asked") or ""
        second = self.slot("second_request")
        return text[: second["from"]] if second and second["at"] == self.message_id else text

    @property
    def pressed(self) -> bool:
        """Whether this turn is the press of a button."""
        return str(self._message.get("text") or "").startswith("/")

    @property
    def intent(self) -> str:
        return str((self._message.get("intent") or {}).get("name") or "")

    @property
    def confidence(self) -> float:
        return float((self._message.get("intent") or {}).get("confidence") or 0.0)

    @property
    def ranking(self) -> list[str]:
        """Names of the intents that fit best, best first."""
        return [str(guess.get("name")) for guess in self._message.get("intent_ranking") or []]

    @property
    def entities(self) -> Sequence[Mapping[str, Any]]:
        return self._message.get("entities") or []

    def entity(self, name: str) -> str | None:
        """The first value of this entity in the message."""
        found = (entity.get("value") for entity in self.entities if entity.get("entity") == name)
        value = next(found, None)
        return None if value is None else str(value)

    @property
    def mood(self) -> float:
        """The message's sentiment, -1 to 1."""
        return float((self._message.get("sentiment") or {}).get("score") or 0.0)

    @property
    def unhappy(self) -> bool:
        """Whether the message is clearly negative: then no cheer, and an apology where it is a problem."""
        return self.mood <= UNHAPPY

    def slot(self, name: str) -> Any:
        return self.tracker.slots.get(name)

    def key(self, action: str) -> str:
        """The idempotency key of a change: a retry of this message gets the first result again."""
        return f"{self.message_id}:{action}"

    def wants_to_stop(self) -> bool:
        """Whether the message says no, or drop it, in so many words."""
        return self.intent == "deny" or _STOP.fullmatch(self.text) is not None

    def customer_id(self, session: Session) -> str | None:
        """The customer that this conversation has proof of."""
        return get_conversation(session, self.conversation_id).customer_id

    def say(
        self, response: str, *, buttons: Iterable[Button] = (), cards: Iterable[Card] = (), **values: Any
    ) -> None:
        """Answer with a response of the domain, in the customer's language."""
        self._dispatcher.utter_message(
            response=response, buttons=list(buttons), json_message=_custom(cards), **values
        )

    def say_text(self, text: str, *, buttons: Iterable[Button] = (), cards: Iterable[Card] = ()) -> None:
        """Answer with a text that comes from the shop's data, such as an article."""
        self._dispatcher.utter_message(text=text, buttons=list(buttons), json_message=_custom(cards))

    def take_back(self) -> None:
        """Forget what this action was about to say."""
        self._dispatcher.messages.clear()

    def since_message(self) -> list[Mapping[str, Any]]:
        """The events after the customer's message."""
        events: list[Mapping[str, Any]] = list(self.tracker.events or [])
        last = max((i for i, event in enumerate(events) if event.get("event") == "user"), default=-1)
        return events[last + 1 :]

    def begins(self, form: str) -> bool:
        """Whether this turn has just opened the form."""
        return any(e.get("event") == "active_loop" and e.get("name") == form for e in self.since_message())

    def closed(self, form: str) -> bool:
        """Whether this turn has ended the form."""
        ran = any(e.get("event") == "action" and e.get("name") == form for e in self.since_message())
        return ran and self.tracker.active_loop_name is None

    def answered_elsewhere(self, form: str) -> bool:
        """Whether another action has already dealt with the message, so that the form only asks again."""
        ran = {e.get("name") for e in self.since_message() if e.get("event") == "action"}
        return bool(ran - {form, f"validate_{form}", None, *_LISTEN})

    def asks_again(self, slot: str) -> bool:
        """Whether the open form had asked for this slot, of the same order and items, before this message."""
        corrected = ("order_id", "line_ids")
        if any(e.get("event") == "slot" and e.get("name") in corrected for e in self.since_message()):
            return False
        events: list[Mapping[str, Any]] = list(self.tracker.events or [])
        before = events[: len(events) - len(self.since_message()) - 1]
        asked = (e.get("value") for e in reversed(before) if e.get("name") == "requested_slot")
        loops = (e.get("name") for e in reversed(before) if e.get("event") == "active_loop")
        return next(asked, None) == slot and next(loops, None) == self.tracker.active_loop_name

    def open_offer(self) -> list[Button]:
        """The button to a person where this turn has just offered one: the question that is asked again
        after it must not hide it."""
        offers = (e.get("value") for e in self.since_message() if e.get("name") == "offer")
        offer = next((one for one in offers if isinstance(one, Mapping)), {})
        if offer.get("task") != "human_handoff":
            return []
        return [to_person(self.language, offer.get("topic"))]

    def asking(self, intent: str, text: str, entities: Sequence[Mapping[str, Any]]) -> "Turn":
        """This turn as if the customer had just asked that."""
        other = Turn(self._dispatcher, self.tracker, self.services)
        message = {"text": text, "intent": {"name": intent, "confidence": 1.0}, "entities": list(entities)}
        other._message = {**self._message, **message}
        return other

    def previous_message_id(self) -> str | None:
        """The id of the customer's message before this one."""
        users = [event for event in self.tracker.events or [] if event.get("event") == "user"]
        if len(users) < 2:  # noqa: PLR2004
            return None
        return str((users[-2].get("metadata") or {}).get("message_id") or "") or None

    def offered(self) -> Mapping[str, Any] | None:
        """What the bot's last message offered; None once another message came in between."""
        offer = self.slot("offer")
        if isinstance(offer, Mapping) and offer.get("at") and offer["at"] == self.previous_message_id():
            return offer
        return None


def _custom(cards: Iterable[Card]) -> dict[str, Any] | None:
    listed = list(cards)
    return {"cards": listed} if listed else None
