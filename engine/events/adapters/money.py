"""Prices of source files, in cents."""

from decimal import ROUND_HALF_UP, Decimal


def cents(amount: float | str | Decimal) -> int:
    """An amount in whole units of money as cents, half cents up: 608.91 -> 60891."""
    exact = Decimal(str(amount)) * 100
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
