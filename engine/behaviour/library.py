"""scikit-learn and its helpers, loaded when something is learnt or predicted."""

from importlib import import_module
from typing import Any


def sklearn(part: str) -> Any:
    """The module `sklearn.<part>`; its own types are incomplete, and it takes a second to load."""
    return import_module(f"sklearn.{part}")
