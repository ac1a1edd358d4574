"""Waiting on a condition, never on the clock alone."""

import threading
import time
from collections.abc import Callable

PAUSE = 0.1


def wait_until(
    done: Callable[[], bool],
    seconds: float,
    failed: Callable[[], bool] = lambda: False,
    last_words: Callable[[], str] = str,
) -> None:
    """Look every tenth of a second until `done`; fail at once where it `failed`, or after `seconds`."""
    pause = threading.Event()
    deadline = time.monotonic() + seconds
    while not done():
        if failed() or time.monotonic() > deadline:
            raise AssertionError(f"not there after {seconds} s or ended:\n{last_words()}")
        pause.wait(PAUSE)
