"""One WebSocket, read with limits."""

import asyncio
import json
from collections import deque
from time import monotonic
from typing import Any, Final

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from engine.errors import AttuneError, Invalid, TooLarge, TooMany
from web.live.frames import Frame, encode, error_frame

MAX_FRAME: Final = 64 * 1024
MAX_FRAMES: Final = 120
FRAMES_SECONDS: Final = 10.0

CLOSE_NORMAL: Final = 1000
CLOSE_POLICY: Final = 1008
CLOSE_TOO_BIG: Final = 1009
CLOSE_TRY_LATER: Final = 1013


class Wire:
    """Receives JSON objects of limited size and pace, sends frames, closes with a reason."""

    def __init__(self, socket: WebSocket, *, max_frames: int = MAX_FRAMES) -> None:
        self._socket = socket
        self._max_frames = max_frames
        self._arrivals: deque[float] = deque()

    async def receive(self) -> Any:
        """The next frame's JSON.

        Raises Invalid (not JSON, binary), TooLarge, TooMany (pace), WebSocketDisconnect.
        """
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code", CLOSE_NORMAL))
        self._count()
        text = message.get("text")
        if text is None:
            raise Invalid("Frames are JSON in text.")
        if len(text) > MAX_FRAME or len(text.encode("utf-8", "surrogatepass")) > MAX_FRAME:
            raise TooLarge(f"A frame may carry {MAX_FRAME // 1024} KiB at most.")
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as error:
            raise Invalid("The frame is not valid JSON.") from error

    def _count(self) -> None:
        now = monotonic()
        self._arrivals.append(now)
        while now - self._arrivals[0] > FRAMES_SECONDS:
            self._arrivals.popleft()
        if len(self._arrivals) > self._max_frames:
            raise TooMany("Too many frames. Please slow down.")

    async def send(self, frame: Frame) -> None:
        """Send one frame. Raises WebSocketDisconnect where the other side has gone."""
        try:
            await self._socket.send_text(encode(frame))
        except (RuntimeError, OSError) as error:
            raise WebSocketDisconnect(CLOSE_NORMAL) from error

    async def refuse(self, error: AttuneError, code: int = CLOSE_POLICY) -> None:
        """Say why and close."""
        try:
            await self.send(error_frame(error.code, error.message))
        except WebSocketDisconnect:
            return
        await self.close(code, error.code)

    async def close(self, code: int, reason: str = "") -> None:
        """Close, unless it is closed."""
        closed = WebSocketState.DISCONNECTED
        if closed not in (self._socket.application_state, self._socket.client_state):
            try:
                await self._socket.close(code, reason)
            except (RuntimeError, OSError):
                return


async def until_first(*work: asyncio.Task[Any]) -> None:
    """Wait until one of the tasks ends, end the others, and raise what the first one raised."""
    try:
        await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in work:
            task.cancel()
        results = await asyncio.gather(*work, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException) and not isinstance(result, asyncio.CancelledError):
            raise result
