"""Functions of ours on Spark's workers, with Arrow tables in and out.

Spark never makes a pandas frame of ours, so its warning that it knows no pandas 3 says nothing here.
"""

import warnings
from collections.abc import Callable, Iterator
from typing import Any

from engine.scale.log import SparkFrame


def in_groups(frame: SparkFrame, column: str, function: Callable[[Any], Any], schema: str) -> SparkFrame:
    """The tables that `function` makes of the table of each value of `column`."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*support pandas >= 3", category=FutureWarning)
        return frame.groupBy(column).applyInArrow(function, schema)


def in_batches(
    frame: SparkFrame, function: Callable[[Iterator[Any]], Iterator[Any]], schema: str
) -> SparkFrame:
    """The record batches that `function` makes of those of each partition."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*support pandas >= 3", category=FutureWarning)
        return frame.mapInArrow(function, schema)
