"""A conversation as a test reads: what the customer says, what the bot answers, what the shop then knows.

Each message takes the whole way of a real one: stored with its turn, answered by Rasa, the answer stored, the
hand-off rules asked; only the web around it is left out.
"""

import json
import uuid
from dataclasses import dataclass, field
from typing import Any, Literal

import httpx

from engine.conversations.service import (
    ButtonView,
    Finished,
    HandoffRules,
    finish_turn,
    get_conversation,
    latest_handoff,
    messages_after,
    post_customer_message,
    set_language,
    start,
    verify_customer,
)
from engine.orders.service import find_order
from engine.orders.views import OrderView
from engine.store import Database
from web.bot.protocol import Answer

LEASE_SECONDS = 60.0
Json = dict[str, Any]


@dataclass
class Chat:
    """One conversation. `say`, `press` and `send` speak; `hears` and friends look at the last answer."""

    rasa_url: str
    secret: str
    database: Database
    language: str = "en"
    customer_id: str | None = None
    id: str = ""
    last: Json = field(default_factory=dict[str, Any])
    said: str = ""
    system: list[str] = field(default_factory=list[str])
    """What the system itself said after the bot's answer: that a person was called, or is offered."""
    rules: HandoffRules = field(default_factory=HandoffRules)
    _stored: Finished | None = None

    def __post_init__(self) -> None:
        with self.database.session() as session:
            view, _ = start(
                session,
                language=self.language,
                customer_id=self.customer_id,
                verified_by="token" if self.customer_id else None,
            )
        self.id = view.id

    # What the customer does.

    def say(self, text: str) -> "Chat":
        return self._turn(text, text=text)

    def press(self, title: str) -> "Chat":
        """Press a button of the last answer; the start of its title is enough."""
        offered = self._offered()
        for button in offered:
            if button["title"].startswith(title):
                return self._turn(f"[{button['title']}]", button_id=button["id"])
        raise AssertionError(f"no button {title!r} among {[b['title'] for b in offered]}; {self._heard()}")

    def prefers(self, language: Literal["en", "zh"]) -> "Chat":
        """Choose a language in the widget's menu."""
        with self.database.session() as session:
            set_language(session, self.id, language)
        return self

    def send(self, payload: str, *, message_id: str | None = None) -> "Chat":
        """A button's command, such as one that was offered long ago; straight to Rasa, nothing is stored."""
        self._ask(payload, message_id or uuid.uuid4().hex, "", payload)
        self.system = []
        return self

    def proves(self, customer_id: str) -> "Chat":
        """The shop vouches for the customer in the middle of the conversation."""
        with self.database.session() as session:
            verify_customer(session, self.id, customer_id, "token")
        return self

    # What the bot answered.

    @property
    def messages(self) -> list[Json]:
        """What the bot said, less what was not passed on because a person was called instead."""
        said: list[Json] = self.last["messages"]
        if self._stored is None:
            return said
        passed_on = {message.text for message in self._stored.messages}
        return [message for message in said if (message["text"] or "") in passed_on]

    @property
    def text(self) -> str:
        return "\n".join([*(message["text"] or "" for message in self.messages), *self.system])

    @property
    def cards(self) -> list[Json]:
        return [card for m in self.messages for card in (m.get("custom") or {}).get("cards", [])]

    @property
    def buttons(self) -> list[Json]:
        below = [button for message in self.messages for button in message["buttons"]]
        return [*below, *(button for card in self.cards for button in card.get("buttons", []))]

    def hears(self, *fragments: str) -> "Chat":
        """The answer holds each fragment, in its text or on its cards."""
        shown = self.text + json.dumps(self.cards, ensure_ascii=False)
        for fragment in fragments:
            assert fragment.casefold() in shown.casefold(), f"{fragment!r} was not said; {self._heard()}"
        assert "!" not in self.text and "！" not in self.text, f"the bot shouts; {self._heard()}"
        return self

    def hears_not(self, *fragments: str) -> "Chat":
        shown = self.text + json.dumps(self.cards, ensure_ascii=False)
        for fragment in fragments:
            assert fragment.casefold() not in shown.casefold(), f"{fragment!r} was said; {self._heard()}"
        return self

    def is_offered(self, *titles: str) -> "Chat":
        offered = [button["title"] for button in self.buttons]
        for title in titles:
            assert any(button.startswith(title) for button in offered), (
                f"{title!r} not in {offered}; {self._heard()}"
            )
        return self

    def ran(self, action: str) -> "Chat":
        assert action in self.last["actions"], f"{action} did not run; {self._heard()}"
        return self

    def is_in(self, form: str | None) -> "Chat":
        assert self.last["active_loop"] == form, f"in {self.last['active_loop']}, not {form}; {self._heard()}"
        return self

    # What the shop knows afterwards.

    def order(self, customer_id: str, order_id: str) -> OrderView:
        with self.database.session(writes=False) as session:
            return find_order(session, customer_id, order_id)

    @property
    def verified(self) -> str | None:
        with self.database.session(writes=False) as session:
            return get_conversation(session, self.id).customer_id

    @property
    def state(self) -> str:
        with self.database.session(writes=False) as session:
            return get_conversation(session, self.id).state

    @property
    def handoff(self) -> tuple[str, str | None] | None:
        """Reason and detail of the latest hand-off."""
        with self.database.session(writes=False) as session:
            found = latest_handoff(session, self.id)
        return (found.reason, found.detail) if found else None

    def _turn(self, shown: str, *, text: str | None = None, button_id: str | None = None) -> "Chat":
        with self.database.session() as session:
            posted = post_customer_message(
                session,
                self.id,
                uuid.uuid4().hex,
                text=text,
                button_id=button_id,
                lease_seconds=LEASE_SECONDS,
            )
        turn = posted.turn
        self.said = shown
        if turn is None:
            # A person has the conversation, or is waited for, or was called by a button of our own.
            self.last = {"messages": [], "nlu": {}, "actions": [], "slots": {}, "active_loop": None}
            with self.database.session(writes=False) as session:
                after = messages_after(session, self.id, posted.message.seq)
            self.system = [message.text for message in after]
            self._stored = Finished(after, posted.after)
            return self
        self.language = turn.language
        answer = self._ask(shown, turn.message_id, turn.text, turn.command)
        with self.database.session() as session:
            self._stored = finish_turn(session, turn.message_id, answer.view(), rules=self.rules)
        assert self._stored is not None
        said = {message["text"] for message in self.messages}
        self.system = [one.text for one in self._stored.messages if one.text not in said]
        return self

    def _ask(self, shown: str, message_id: str, text: str, command: str | None) -> Answer:
        self.said, self._stored = shown, None
        answer = httpx.post(
            f"{self.rasa_url}/webhooks/turn/webhook",
            headers={"Authorization": f"Bearer {self.secret}"},
            json={
                "conversation": self.id,
                "message_id": message_id,
                "text": text,
                "payload": command,
                "metadata": {"language": self.language},
            },
            timeout=30,
        )
        assert answer.status_code == httpx.codes.OK, (
            f"{shown!r} was answered {answer.status_code}: {answer.text}"
        )
        self.last = answer.json()
        assert self.last["messages"], f"{shown!r} got no answer: {self.last}"
        return Answer.model_validate(self.last)

    def _offered(self) -> list[Json]:
        """The buttons of the last answer as the widget gets them, with ids and without commands."""
        stored = self._stored.messages if self._stored else []
        buttons: list[ButtonView] = [button for message in stored for button in message.buttons]
        on_cards = [b for message in stored for card in message.cards for b in card.get("buttons", [])]
        return [*({"id": b.id, "title": b.title} for b in buttons), *on_cards]

    def _heard(self) -> str:
        intent = (self.last.get("nlu") or {}).get("intent") or {}
        return (
            f"to {self.said!r} ({intent.get('name')} {intent.get('confidence') or 0:.2f}) "
            f"came {self.text!r} from {self.last['actions']}, buttons {[b['title'] for b in self.buttons]}"
        )
