"""The turn channel's answer, read into the engine's values."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator

from engine.conversations.service import BotButton, BotMessage, TurnAnswer

Text = Annotated[str, BeforeValidator(lambda value: value or "")]


class Button(BaseModel):
    title: Text = ""
    payload: Text = ""


class Message(BaseModel):
    text: Text = ""
    buttons: list[Button] = []
    custom: dict[str, Any] | None = None

    def view(self) -> BotMessage:
        """As the engine takes it."""
        cards = (self.custom or {}).get("cards") or []
        return BotMessage(
            self.text,
            [BotButton(button.title, button.payload) for button in self.buttons],
            [card for card in cards if isinstance(card, dict)],
        )


class Answer(BaseModel):
    """Body of a 200 of POST /webhooks/turn/webhook."""

    message_id: str
    messages: list[Message]
    nlu: dict[str, Any] = {}
    actions: list[str | None] = []
    slots: dict[str, Any] = {}
    active_loop: str | None = None
    model: str | None = None

    def view(self) -> TurnAnswer:
        """As the engine takes it."""
        return TurnAnswer(
            messages=[message.view() for message in self.messages],
            nlu=self.nlu,
            actions=[action for action in self.actions if action],
            slots=self.slots,
            active_loop=self.active_loop,
            model=self.model,
        )
