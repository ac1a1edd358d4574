"""pandas, whose own types are too incomplete for strict checks: what a frame holds, its docstrings say."""

from importlib import import_module
from typing import Any

pd: Any = import_module("pandas")

Frame = Any
"""A pandas.DataFrame."""

Series = Any
"""A pandas.Series."""
