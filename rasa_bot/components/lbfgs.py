"""Limited-memory BFGS in single precision, for smooth convex functions of millions of parameters.

SciPy's L-BFGS-B keeps bounds and double precision, and with that takes three times as long as the objective
itself. Source: Nocedal and Wright, Numerical Optimization, algorithms 7.4 and 7.5, with backtracking by
Armijo's rule, which suffices where the function is convex.
"""

from collections import deque
from typing import Callable, Deque, Tuple

import numpy as np
from scipy.linalg.blas import saxpy

Objective = Callable[[np.ndarray], Tuple[float, np.ndarray]]
Pair = Tuple[np.ndarray, np.ndarray, float]

_MEMORY = 6
_DECREASE = 1e-4
_LEAST_STEP = 1e-8
_ROUNDING = 1e-7


def minimise(objective: Objective, start: np.ndarray, *, iterations: int, tolerance: float) -> np.ndarray:
    """Returns the point (parameters,) float32 after `iterations`, or once no gradient component exceeds
    `tolerance`.
    """
    point = start
    value, gradient = objective(point)
    pairs: Deque[Pair] = deque(maxlen=_MEMORY)
    for _ in range(iterations):
        if np.abs(gradient).max() <= tolerance:
            break
        direction = _direction(gradient, pairs)
        slope = float(gradient @ direction)
        step = 1.0 if pairs else 1.0 / float(np.linalg.norm(gradient))
        while True:
            candidate = point + np.float32(step) * direction
            new_value, new_gradient = objective(candidate)
            if new_value <= value + _DECREASE * step * slope + _ROUNDING * abs(value):
                break
            step /= 2
            if step < _LEAST_STEP:
                return point
        moved, turned = candidate - point, new_gradient - gradient
        curvature = float(moved @ turned)
        if curvature > 0:
            pairs.append((moved, turned, 1.0 / curvature))
        point, value, gradient = candidate, new_value, new_gradient
    return point


def _direction(gradient: np.ndarray, pairs: Deque[Pair]) -> np.ndarray:
    """Minus the inverse Hessian, as the last steps suggest it, times the gradient.

    saxpy adds in place: these vectors have millions of parts, and the time goes into moving them.
    """
    direction = -gradient
    factors = []
    for moved, turned, inverse in reversed(pairs):
        factor = inverse * float(moved @ direction)
        direction = saxpy(turned, direction, a=-factor)
        factors.append(factor)
    if pairs:
        _, turned, inverse = pairs[-1]
        direction *= np.float32(1.0 / (inverse * float(turned @ turned)))
    for (moved, turned, inverse), factor in zip(pairs, reversed(factors), strict=True):
        direction = saxpy(moved, direction, a=factor - inverse * float(turned @ direction))
    return direction
