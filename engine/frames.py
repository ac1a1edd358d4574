"""pandas, whose own types are too incomplete for strict checks: what a frame holds, its docstrings say.

It is loaded when first used: the app answers after a restart before it needs any frame.
"""

from importlib import import_module
from typing import Any


class _Later:
    def __getattr__(self, name: str) -> Any:
        return getattr(import_module("pandas"), name)


pd: Any = _Later()

Frame = Any
"""A pandas.DataFrame."""

Series = Any
"""A pandas.Series."""
