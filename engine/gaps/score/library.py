"""scipy.special, loaded when it is used: the app answers after a restart before it needs a score."""

from importlib import import_module
from typing import Any


def special() -> Any:
    """The module: betaln, betainc, betaincinv, gammaln over arrays."""
    return import_module("scipy.special")
