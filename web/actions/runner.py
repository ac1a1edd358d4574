"""Runs the custom actions of the `actions` package for Rasa, as rasa-sdk's own server does."""

import asyncio
import copy
import importlib
import json
import threading
import zlib
from typing import Any, Final

from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import (
    ActionExecutionRejection,
    ActionMissingDomainException,
    ActionNotFoundException,
)

from engine.errors import Invalid
from engine.log import get_logger

PACKAGE: Final = "actions"
NO_DOMAIN: Final = "not-sent"
"""Digest that stands for a call without a domain (Rasa's `enable_selective_domain`)."""
MAX_INFLATED: Final = 32 * 1024 * 1024

log = get_logger("actions")


class ActionRunner:
    """An event loop in a thread of its own: an action that forgets to leave it stops no customer's socket."""

    def __init__(self) -> None:
        self._executor = ActionExecutor()
        self._executor.domain, self._executor.domain_digest = {}, NO_DOMAIN
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="actions", daemon=True)

    def start(self) -> None:
        """Import the actions and begin. Raises ImportError where the package is broken."""
        importlib.import_module(PACKAGE)
        try:
            self._executor.register_package(PACKAGE)
        except SystemExit as error:
            # rasa-sdk ends the process where an import fails; we want the reason in our own log.
            raise ImportError(f"the package {PACKAGE!r} could not be imported; see the log") from error
        log.info("actions registered", count=len(self._executor.actions))
        self._thread.start()

    async def run(self, body: bytes, encoding: str = "") -> tuple[int, Any]:
        """Status and JSON for one call. Raises Invalid where the body is none, and what actions raise."""
        running = asyncio.run_coroutine_threadsafe(self._run(body, encoding), self._loop)
        return await asyncio.wrap_future(running)

    async def _run(self, body: bytes, encoding: str) -> tuple[int, Any]:
        call = _read(body, encoding)
        if call.get("domain") is None and not call.get("domain_digest"):
            call["domain_digest"] = NO_DOMAIN
        try:
            # A copy, because the executor keeps the last call's domain and calls run side by side.
            result = await copy.copy(self._executor).run(call)
        except ActionExecutionRejection as error:
            return 400, {"error": error.message, "action_name": error.action_name}
        except ActionNotFoundException as error:
            log.error("action missing", action=error.action_name)
            return 404, {"error": error.message, "action_name": error.action_name}
        except ActionMissingDomainException as error:
            return 449, {"error": error.message, "action_name": error.action_name}
        return 200, result.model_dump() if result else None

    def stop(self) -> None:
        """Let running actions end, and end the loop."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _serve(self) -> None:
        self._loop.run_forever()
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()


def _read(body: bytes, encoding: str) -> dict[str, Any]:
    try:
        call = json.loads(_inflate(body) if encoding == "deflate" else body)
    except (ValueError, zlib.error) as error:
        raise Invalid("The body is not an action call.") from error
    if not isinstance(call, dict) or not isinstance(call.get("tracker"), dict):
        raise Invalid("The body is not an action call.")
    return call


def _inflate(body: bytes) -> bytes:
    reader = zlib.decompressobj()
    inflated = reader.decompress(body, MAX_INFLATED)
    if reader.unconsumed_tail:
        raise Invalid("The action call is too large.")
    return inflated
