"""A conversation as a test reads: what the customer says, what the bot answers, what the shop then knows."""

import json
import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx

from engine.conversations.service import get_conversation, start, verify_customer
from engine.orders.service import find_order
from engine.orders.views import OrderView
from engine.store import Database

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
        return self._turn({"text": text, "payload": None}, text)

    def press(self, title: str) -> "Chat":
        """Press a button of the last answer; the start of its title is enough."""
        offered = self.buttons
        for button in offered:
            if button["title"].startswith(title):
                return self._turn(
                    {"text": button["title"], "payload": button["payload"]}, f"[{button['title']}]"
                )
        raise AssertionError(f"no button {title!r} among {[b['title'] for b in offered]}; {self._heard()}")

    def send(self, payload: str, *, message_id: str | None = None) -> "Chat":
        """A button's command, such as one that was offered long ago."""
        return self._turn({"text": "", "payload": payload}, payload, message_id)

    def proves(self, customer_id: str) -> "Chat":
        """The shop vouches for the customer in the middle of the conversation."""
        with self.database.session() as session:
            verify_customer(session, self.id, customer_id, "token")
        return self

    # What the bot answered.

    @property
    def messages(self) -> list[Json]:
        return self.last["messages"]

    @property
    def text(self) -> str:
        return "\n".join(message["text"] or "" for message in self.messages)

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

    def _turn(self, said: Json, shown: str, message_id: str | None = None) -> "Chat":
        self.said = shown
        answer = httpx.post(
            f"{self.rasa_url}/webhooks/turn/webhook",
            headers={"Authorization": f"Bearer {self.secret}"},
            json={
                "conversation": self.id,
                "message_id": message_id or uuid.uuid4().hex,
                "metadata": {"language": self.language},
                **said,
            },
            timeout=30,
        )
        assert answer.status_code == httpx.codes.OK, (
            f"{shown!r} was answered {answer.status_code}: {answer.text}"
        )
        self.last = answer.json()
        assert self.messages, f"{shown!r} got no answer: {self.last}"
        return self

    def _heard(self) -> str:
        intent = self.last["nlu"].get("intent") or {}
        return (
            f"to {self.said!r} ({intent.get('name')} {intent.get('confidence') or 0:.2f}) "
            f"came {self.text!r} from {self.last['actions']}, buttons {[b['title'] for b in self.buttons]}"
        )
