"""What a share of few cases may really be."""

from math import sqrt

Z95 = 1.959963984540054
"""The 97.5 % quantile of the standard normal distribution."""


def wilson(successes: int, n: int, z: float = Z95) -> tuple[float, float]:
    """The score interval of a share, within [0, 1], 95 % by default; n above 0. Source: Wilson 1927."""
    p = successes / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    # At the ends rounding would step over by some 1e-17.
    low = 0.0 if successes == 0 else max(0.0, middle - half)
    return low, 1.0 if successes == n else min(1.0, middle + half)


def newcombe(a: int, n: int, b: int, m: int) -> tuple[float, float, float] | None:
    """a/n - b/m and its interval, from the two Wilson intervals; None where a group is empty.

    Source: Newcombe 1998, method 10.
    """
    if not n or not m:
        return None
    p, q = a / n, b / m
    (low_p, high_p), (low_q, high_q) = wilson(a, n), wilson(b, m)
    down = sqrt((p - low_p) ** 2 + (high_q - q) ** 2)
    up = sqrt((high_p - p) ** 2 + (q - low_q) ** 2)
    return p - q, p - q - down, p - q + up
