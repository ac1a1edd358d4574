"""Training on one thread: small trees on two threads wait for each other longer than they work."""

from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from engine.behaviour.library import sklearn


@contextmanager
def one_thread() -> Generator[None, None, None]:
    """Numerical libraries use one thread within the block; measured on 2 busy cores, gradient boosting
    takes a tenth of the processor time that it takes with two.
    """
    for part in ("ensemble", "svm", "linear_model"):
        sklearn(part)  # only what is loaded when the block begins is limited
    library: Any = import_module("threadpoolctl")  # its own types are incomplete
    with library.threadpool_limits(limits=1):
        yield
