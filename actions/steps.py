"""What a message does to an open task, and the slots that such a task fills."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk.events import EventType, SlotSet

TASK_SLOTS = (
    "proof", "order_id", "order_hint", "cancel_reason", "line_ids", "variant_id", "method_id", "new_address",
    "swaps", "confirmed", "opening",
)  # fmt: skip

DEPENDENT: Mapping[str, tuple[str, ...]] = {
    "order_id": ("line_ids", "variant_id", "method_id", "swaps"),
    "line_ids": ("variant_id", "method_id"),
    "variant_id": ("method_id",),
}
"""What has to be asked anew where a step is corrected."""

KEPT = ("cancel_reason", "line_ids", "variant_id", "method_id", "new_address", "swaps")
"""What a task that was called off at its last question still knows, should the customer come back to it."""


@dataclass(frozen=True)
class Step:
    """What a message changed; `leave` ends the form without doing its task."""

    slots: Mapping[str, Any] = field(default_factory=dict[str, Any])
    leave: bool = False


LEAVE = Step(leave=True)
NOTED = Step()
"""The form has dealt with the message, nothing is filled; it asks again."""


def cleared() -> list[EventType]:
    """What an action returns when its task has ended, done or dropped."""
    return [SlotSet(name, None) for name in TASK_SLOTS if name != "proof"]
