"""Sums of products of tables, as few and small steps at a time as a greedy order finds."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.gaps.latent.fields import FloatArray

Factor = tuple[FloatArray, list[int]]
"""A table and the numbers of its axes; equal numbers are the same variable."""


def contract(factors: Sequence[Factor], kept: Sequence[int]) -> FloatArray:
    """The product of all factors, summed over every axis that is not `kept`; axes in the order of `kept`."""
    operands: list[Any] = [part for factor in factors for part in factor]
    return np.asarray(np.einsum(*operands, list(kept), optimize="greedy"))
