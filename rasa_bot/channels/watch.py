"""Notes failed calls to the action server, also where Rasa catches the error and goes on (slot validation,
session start).
"""

from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Iterator, List, Optional

import aiohttp
from rasa.core.processor import MessageProcessor
from rasa.utils.endpoints import ClientResponseError

ACTION_SECONDS = 5.0
LATEST_EVENTS = 60  # actions look at this turn and the one before; a whole history only makes turns slower
IDLE_SECONDS = 3.0  # the app closes idle connections after five
_REJECTED = 400  # rasa-sdk's answer to "this action does not want to run", a legal outcome

_failures: ContextVar[Optional[List[str]]] = ContextVar("failures", default=None)


class KeptSession:
    """`async with KeptSession() as session`: the same aiohttp session each time, and it stays open."""

    _session: Optional[aiohttp.ClientSession] = None

    async def __aenter__(self) -> aiohttp.ClientSession:
        if KeptSession._session is None or KeptSession._session.closed:
            connector = aiohttp.TCPConnector(keepalive_timeout=IDLE_SECONDS)
            KeptSession._session = aiohttp.ClientSession(connector=connector)
        return KeptSession._session

    async def __aexit__(self, *_: Any) -> None:
        return None


class WatchedEndpoint:
    """An EndpointConfig whose failures land in the list of the turn that caused them."""

    def __init__(self, endpoint: Any) -> None:
        self._endpoint = endpoint
        # Rasa opens a connection for each call; one that stays open saves two milliseconds a call.
        endpoint.session = KeptSession

    def __getattr__(self, name: str) -> Any:
        return getattr(self._endpoint, name)

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["timeout"] = ACTION_SECONDS  # Rasa would wait five minutes
        tracker = kwargs.get("json", {}).get("tracker", {})
        tracker["events"] = tracker.get("events", [])[-LATEST_EVENTS:]
        try:
            return await self._endpoint.request(*args, **kwargs)
        except ClientResponseError as error:
            if error.status != _REJECTED:
                self._note(f"The action server answered {error.status}")
            raise
        except Exception as error:
            self._note(f"The action server did not answer: {type(error).__name__}")
            raise

    @staticmethod
    def _note(failure: str) -> None:
        failures = _failures.get()
        if failures is not None:
            failures.append(failure)


@contextmanager
def watch_actions(processor: MessageProcessor) -> Iterator[List[str]]:
    """Yields the list into which failures of this turn's actions are written."""
    if processor.action_endpoint is not None and not isinstance(processor.action_endpoint, WatchedEndpoint):
        processor.action_endpoint = WatchedEndpoint(processor.action_endpoint)  # type: ignore[assignment]
    failures: List[str] = []
    token = _failures.set(failures)
    try:
        yield failures
    finally:
        _failures.reset(token)
