"""Keeps processes running: restarts what ends or no longer answers, stops all on a signal."""

import signal
import threading
import time
from collections.abc import Callable, Sequence
from types import FrameType

from engine.errors import Unavailable
from engine.log import get_logger
from engine.serve.child import Child

FIRST_PAUSE, LONGEST_PAUSE = 0.25, 2.0
"""Seconds before a restart. A start takes seconds itself, so longer pauses would not spare the machine much,
and meanwhile customers wait."""
STEADY_SECONDS = 30.0
"""After running for so long a process counts as healthy, and its next restart is quick again."""
HEALTH_EVERY, MISSED_ANSWERS = 5.0, 6

log = get_logger("supervisor")


class Supervisor:
    """Runs `children` until a signal comes or `stop()` is called."""

    def __init__(self, children: Sequence[Child]) -> None:
        self._children = tuple(children)
        self._stopping = threading.Event()
        self._pauses: dict[str, float] = {}
        self._restart_at: dict[str, float] = {}
        self._missed: dict[str, int] = {}

    def run(self, *, ready_within: float, on_ready: Callable[[], None]) -> None:
        """Start all, wait until all serve, call `on_ready`, and keep them running until stopped.

        Raises Unavailable where one does not serve within `ready_within` seconds.
        """
        signal.signal(signal.SIGTERM, self._on_signal)
        signal.signal(signal.SIGINT, self._on_signal)
        try:
            for child in self._children:
                child.start()
            self._await_ready(time.monotonic() + ready_within)
            if not self._stopping.is_set():
                on_ready()
            self._watch()
        finally:
            for child in reversed(self._children):
                child.stop()

    def replace(self, old: Child, new: Child) -> None:
        """Keep `new`, which runs, in place of `old`, which is left as it is. Any thread may call."""
        self._children = tuple(new if child is old else child for child in self._children)

    def stop(self) -> None:
        """End `run`."""
        self._stopping.set()

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping.set()

    def _await_ready(self, deadline: float) -> None:
        waiting = list(self._children)
        while waiting and not self._stopping.is_set():
            for child in waiting:
                if child.poll() is not None or time.monotonic() > deadline:
                    raise Unavailable(
                        f"{child.last_words()}\n{child.spec.name} did not come up; "
                        f"its log is {child.spec.log_file or 'above'}."
                    )
            waiting = [child for child in waiting if not child.is_healthy()]
            self._stopping.wait(0.1)

    def _watch(self) -> None:
        next_health = time.monotonic() + HEALTH_EVERY
        while not self._stopping.wait(0.05):
            for child in self._children:
                self._revive(child)
            if time.monotonic() > next_health:
                for child in self._children:
                    self._check_health(child)
                next_health = time.monotonic() + HEALTH_EVERY

    def _revive(self, child: Child) -> None:
        """Restart a child that ended, after a pause that doubles while it keeps ending."""
        name, now = child.spec.name, time.monotonic()
        if child.poll() is None:
            return
        if name not in self._restart_at:
            steady = now - child.started_at > STEADY_SECONDS
            pause = FIRST_PAUSE if steady else self._pauses.get(name, FIRST_PAUSE)
            self._restart_at[name] = now + pause
            log.warning("process ended", process=name, code=child.poll(), restart_in=pause)
            self._pauses[name] = min(pause * 2, LONGEST_PAUSE)
        elif now >= self._restart_at[name]:
            del self._restart_at[name]
            self._missed[name] = 0
            child.start()

    def _check_health(self, child: Child) -> None:
        name = child.spec.name
        if child.poll() is not None or time.monotonic() - child.started_at < STEADY_SECONDS:
            return
        self._missed[name] = 0 if child.is_healthy() else self._missed.get(name, 0) + 1
        if self._missed[name] >= MISSED_ANSWERS:
            log.warning("process does not answer", process=name)
            child.stop()
