"""A customer at the widget's end of the wire: opens a conversation, says things, waits for answers."""

import json
import time
import uuid
from collections.abc import Callable, Sequence
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

Message = dict[str, Any]
Until = Callable[[str], bool] | str


def text_of(messages: Sequence[Message]) -> str:
    """Everything that the messages show: texts, buttons, cards."""
    return json.dumps([[m["text"], m["buttons"], m["cards"]] for m in messages], ensure_ascii=False)


class Visitor:
    """One conversation over the chat socket. `messages` holds all that arrived, by `seq`."""

    def __init__(self, url: str, *, language: str = "en", token: str | None = None) -> None:
        self._url = url
        begun = httpx.post(
            f"{url}/api/v1/chat/conversations", json={"language": language, "token": token}, timeout=30
        )
        begun.raise_for_status()
        self.conversation: dict[str, Any] = begun.json()
        self.id: str = self.conversation["conversation_id"]
        self.secret: str = self.conversation["visitor_token"]
        self.messages: dict[int, Message] = {m["seq"]: m for m in self.conversation["messages"]}
        self.acknowledged: dict[str, int] = {}
        self.refusals: dict[str, dict[str, Any]] = {}
        self.state: dict[str, Any] = self.conversation["state"]
        self._socket: ClientConnection | None = None

    def __enter__(self) -> "Visitor":
        self.connect()
        return self

    def __exit__(self, *_: object) -> None:
        self.disconnect()

    @property
    def last_seq(self) -> int:
        return max(self.messages, default=0)

    def connect(self) -> None:
        """Open the socket and catch up with what was missed."""
        self.disconnect()
        path = f"/api/v1/chat/conversations/{self.id}/socket"
        self._socket = connect(self._url.replace("http", "ws", 1) + path, open_timeout=10)
        self._send({"type": "hello", "token": self.secret, "after": self.last_seq})
        self._await(lambda frame: frame["type"] == "welcome", 15)

    def disconnect(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def say(self, text: str, *, until: Until = "", within: float = 20) -> list[Message]:
        """Send `text` and give back the bot's new messages once they contain `until`."""
        return self._ask({"type": "message", "text": text}, until, within)

    def press(self, title: str, *, until: Until = "", within: float = 20) -> list[Message]:
        """Press the newest button that is called `title`."""
        return self._ask({"type": "button", "button_id": self.button(title)}, until, within)

    def button(self, title: str) -> str:
        """Id of the newest button with that title, below a message or on a card."""
        for seq in sorted(self.messages, reverse=True):
            message = self.messages[seq]
            offered = [
                *message["buttons"],
                *(b for card in message["cards"] for b in card.get("buttons", [])),
            ]
            for button in offered:
                if button["title"] == title:
                    return button["id"]
        raise AssertionError(f"no button {title!r} was offered in: {text_of(list(self.messages.values()))}")

    def wait_for(self, wanted: Callable[["Visitor"], bool], within: float = 20) -> None:
        """Receive until `wanted` holds."""
        deadline = time.monotonic() + within
        while not wanted(self):
            self._receive(deadline - time.monotonic())

    def send(self, frame: dict[str, Any]) -> str:
        """Send without waiting; the client id."""
        client_id = frame.setdefault("client_id", uuid.uuid4().hex)
        self._send(frame)
        return client_id

    def _ask(self, frame: dict[str, Any], until: Until, within: float) -> list[Message]:
        client_id = self.send(frame)

        def answers() -> list[Message]:
            asked = self.messages.get(self.acknowledged.get(client_id, 0))
            in_order = [self.messages[seq] for seq in sorted(self.messages)]
            return [m for m in in_order if asked is not None and m["reply_to"] == asked["id"]]

        def said(visitor: "Visitor") -> bool:
            assert client_id not in self.refusals, self.refusals[client_id]
            shown = text_of(answers())
            return bool(answers()) and (until(shown) if callable(until) else until in shown)

        try:
            self.wait_for(said, within)
        except TimeoutError:
            raise AssertionError(f"to {frame} came only: {text_of(answers())}") from None
        return answers()

    def _await(self, wanted: Callable[[dict[str, Any]], bool], within: float) -> dict[str, Any]:
        deadline = time.monotonic() + within
        while True:
            frame = self._receive(deadline - time.monotonic())
            if wanted(frame):
                return frame

    def _receive(self, timeout: float) -> dict[str, Any]:
        assert self._socket is not None
        if timeout <= 0:
            raise TimeoutError
        frame: dict[str, Any] = json.loads(self._socket.recv(timeout=timeout))
        kind = frame["type"]
        if kind == "error":
            self.refusals[frame.get("client_id", "")] = frame
        arrived = frame.get("messages", []) + ([frame["message"]] if kind in ("message", "ack") else [])
        for message in arrived:
            self.messages[message["seq"]] = message
        if kind == "ack":
            self.acknowledged[frame["client_id"]] = frame["message"]["seq"]
        if "state" in frame:
            self.state = frame["state"]
        return frame

    def _send(self, frame: dict[str, Any]) -> None:
        assert self._socket is not None
        self._socket.send(json.dumps(frame))
