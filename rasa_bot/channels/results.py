"""Checks the shape of what the action server answered.

Rasa builds a JSON schema validator for each answer and has it check the schema first, which took half of a
turn (rasa/core/actions/action.py, 3.6). The action server is ours, and what the events say is checked again
where Rasa reads them.
"""

from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.shared.exceptions import RasaException


def check_result(_action: RemoteAction, result: Any) -> bool:
    """Stands in for RemoteAction._validate_action_result. Raises RasaException where the shape is wrong."""
    if not isinstance(result, dict):
        raise RasaException("The action server's answer is not an object")
    for key in ("events", "responses"):
        listed = result.get(key, [])
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            raise RasaException(f"`{key}` of the action server's answer is not a list of objects")
    if not all(isinstance(event.get("event"), str) for event in result.get("events", [])):
        raise RasaException("An event of the action server's answer has no type")
    return True


def install() -> None:
    """Make every RemoteAction of this process use it."""
    RemoteAction._validate_action_result = check_result  # type: ignore[method-assign]
