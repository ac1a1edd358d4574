"""Many at the same moment."""

import threading
from collections.abc import Callable


def at_once(work: list[Callable[[], None]]) -> None:
    """Do all of it in threads that begin together; what one raises fails the test."""
    together = threading.Barrier(len(work))
    problems: list[BaseException] = []

    def run(one: Callable[[], None]) -> None:
        together.wait()
        try:
            one()
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=run, args=(one,)) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
