"""What the services give back: plain, frozen values that outlive their session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, cast

StateName = Literal["bot", "waiting", "human", "resolved", "snoozed"]
Author = Literal["customer", "bot", "staff", "system"]
Language = Literal["en", "zh"]

STATES: tuple[StateName, ...] = ("bot", "waiting", "human", "resolved", "snoozed")


def language_of(value: str | None) -> Language:
    """The nearest language that the product speaks."""
    return "zh" if (value or "").lower().startswith("zh") else "en"


def state_of(value: str) -> StateName:
    """A stored state as its literal type."""
    return cast(StateName, value)


@dataclass(frozen=True)
class ButtonView:
    id: str
    title: str


@dataclass(frozen=True)
class MessageView:
    """One message. `cards` carry buttons as {"id", "title"}; `nlu` is set on customers' messages only."""

    id: str
    conversation_id: str
    seq: int
    author: Author
    name: str | None
    text: str
    buttons: Sequence[ButtonView]
    cards: Sequence[Mapping[str, Any]]
    created_at: datetime
    client_id: str | None
    reply_to: str | None = None
    note: bool = False
    nlu: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class StateView:
    """Who answers now. `position` counts from 1 and is set while the customer waits."""

    name: StateName
    agent: str | None = None
    position: int | None = None


@dataclass(frozen=True)
class ConversationView:
    id: str
    customer_id: str | None
    language: Language
    state: StateName
    verified_by: str | None
    holder_id: str | None
    created_at: datetime


@dataclass(frozen=True)
class TurnRequest:
    """A customer's message that the caller has leased and must bring to the turn engine."""

    conversation_id: str
    message_id: str
    seq: int
    text: str
    command: str | None
    language: Language
    attempts: int
    created_at: datetime


@dataclass(frozen=True)
class BotButton:
    title: str
    payload: str


@dataclass(frozen=True)
class BotMessage:
    """One thing that the turn engine said; cards' buttons are {"title", "payload"}."""

    text: str = ""
    buttons: Sequence[BotButton] = ()
    cards: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class TurnAnswer:
    """What the turn engine made of one message.

    nlu: {"intent": {"name", "confidence"}, "intent_ranking", "entities", "sentiment": {"label", "score"},
    "language"}.
    """

    messages: Sequence[BotMessage] = ()
    nlu: Mapping[str, Any] = field(default_factory=dict[str, Any])
    actions: Sequence[str] = ()
    slots: Mapping[str, Any] = field(default_factory=dict[str, Any])
    active_loop: str | None = None
    model: str | None = None


@dataclass(frozen=True)
class HandoffView:
    """One passage to a person; `card` is described in `handoff_card`."""

    id: str
    conversation_id: str
    reason: str
    detail: str | None
    card: Mapping[str, Any]
    requested_at: datetime


@dataclass(frozen=True)
class QueueRow:
    """One line of the desk's list. stake: as `engine.manner.stake.Stake`, while a person is asked for."""

    id: str
    customer: tuple[str, str] | None
    state: StateName
    language: Language
    last_author: Author | None
    last_text: str
    last_at: datetime | None
    waiting_since: datetime | None
    reason: str | None
    stake: Mapping[str, Any] | None
    sentiment: Mapping[str, Any] | None
    holder: tuple[str, str] | None
    unread: int
    created_at: datetime
    verified_by: str | None


@dataclass(frozen=True)
class PastConversation:
    id: str
    created_at: datetime
    state: StateName
    last: str
