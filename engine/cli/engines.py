"""Where a command computes."""

from enum import StrEnum


class Engine(StrEnum):
    local = "local"
    spark = "spark"
