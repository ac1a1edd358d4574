"""Chances of a task's classes: chosen on later cuts than it was fitted on, calibrated, then fitted on all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from engine.behaviour.arrays import Flags, Floats, Ints
from engine.behaviour.calibration import Calibrator, calibrator_for
from engine.behaviour.candidates import AVERAGE, MEMBERS, Estimator, average
from engine.behaviour.examples import Examples
from engine.behaviour.groups import learnable
from engine.behaviour.losses import LEAST, log_losses
from engine.behaviour.table import Table

VALIDATION_CUTS = 3
CALIBRATION_ROWS = 500
MOST_ROWS = 40_000
"""More examples are thinned to this many at random: the figures no longer move, the time would."""
LEAST_ROWS, LEAST_OF_A_CLASS = 150, 20
"""Examples that a fit needs in all, and of at least two classes."""


@dataclass(frozen=True)
class Fitted:
    """An estimator with its columns; chances come in the order of the task's classes."""

    estimator: Estimator
    names: tuple[str, ...]
    classes: int

    def __call__(self, table: Table) -> Floats:
        return self.of(table.matrix(self.names))

    def of(self, matrix: Floats) -> Floats:
        """(rows, classes) for a matrix of `names`; a class without examples has (nearly) no chance."""
        found = np.full((len(matrix), self.classes), LEAST)
        if len(matrix):
            found[:, self.estimator.classes_] = self.estimator.predict_proba(matrix)
        return found / found.sum(axis=1, keepdims=True)


@dataclass(frozen=True)
class Classifier:
    """What predicts a task. candidate: its name. losses: mean log loss of each candidate on the validation
    cuts.
    """

    candidate: str
    fitted: Fitted
    calibrator: Calibrator
    losses: dict[str, float]

    def __call__(self, table: Table) -> Floats:
        """Calibrated chances, (rows, classes)."""
        return self.calibrator(self.fitted(table))

    def of(self, matrix: Floats) -> Floats:
        """The same for a matrix of `fitted.names`."""
        return self.calibrator(self.fitted.of(matrix))


def fit_classifier(
    examples: Examples,
    classes: int,
    candidates: Mapping[str, Callable[[int], Estimator]],
    now: float,
    *,
    seed: int = 0,
    names: tuple[str, ...] | None = None,
) -> Classifier | None:
    """The best of `candidates` by what was known at `now`; None where that is too little.

    Each candidate is fitted on what was known at each of the last three cuts and judged on the customers of
    that cut (log loss); so is the mean of four of them, where they are there. The winner's predictions
    on the newest of them, which no fit has seen, calibrate it; then it is fitted on all. Needs 150
    examples, 20 of each of two classes, before the last of the validation cuts.
    """
    known = examples.known_by(now)
    trials = _trials(known)
    if not trials:
        return None
    columns = names or learnable(float(np.ptp(known.cuts())))
    chances: dict[str, Floats] = {}
    for name, make in candidates.items():
        parts = [
            _fit(make(seed), known.only(fit), columns, classes, seed)(known.only(held).table)
            for fit, held in trials
        ]
        chances[name] = np.concatenate(parts)
    held = known.only(np.concatenate([np.flatnonzero(held) for _, held in trials]))
    if all(name in chances for name in MEMBERS):
        chances[AVERAGE] = np.mean([chances[name] for name in MEMBERS], axis=0)
    losses = {name: float(log_losses(found, held.label).mean()) for name, found in chances.items()}
    best = min(losses, key=lambda name: losses[name])
    newest = _newest(held.cut)
    calibrator = calibrator_for(chances[best][newest], held.label[newest], held.table.customer[newest])
    return Classifier(
        best,
        _fit((average if best == AVERAGE else candidates[best])(seed), known, columns, classes, seed),
        calibrator,
        losses,
    )


def _trials(known: Examples) -> list[tuple[Flags, Flags]]:
    """(rows to fit on, rows to judge on) for each validation cut that has enough before it."""
    trials: list[tuple[Flags, Flags]] = []
    for cut in known.cuts()[-VALIDATION_CUTS:]:
        fit, held = known.known_at <= cut, known.cut == cut
        if _learnable(known.label[fit]):
            trials.append((fit, held))
    return trials


def _newest(cut: Floats) -> Flags:
    """The rows of the newest cut, and of those before it while there are fewer than `CALIBRATION_ROWS`: the
    level of chances drifts with the season, so older windows only make them lag, but few rows would only
    add noise.
    """
    newest = np.zeros(len(cut), dtype=bool)
    for one in np.unique(cut)[::-1]:
        if newest.sum() < CALIBRATION_ROWS:
            newest |= cut == one
    return newest


def _learnable(label: Ints) -> bool:
    often = np.bincount(label, minlength=1) >= LEAST_OF_A_CLASS
    return len(label) >= LEAST_ROWS and bool(often.sum() > 1)


def _fit(estimator: Estimator, examples: Examples, names: tuple[str, ...], classes: int, seed: int) -> Fitted:
    """Fits on the classes that have enough examples, thinned to `MOST_ROWS`."""
    often = np.bincount(examples.label, minlength=classes) >= LEAST_OF_A_CLASS
    rows = np.flatnonzero(often[examples.label])
    if len(rows) > MOST_ROWS:
        rows = np.sort(np.random.default_rng(seed).choice(rows, MOST_ROWS, replace=False))
    chosen = examples.only(rows)
    estimator.fit(chosen.table.matrix(names), chosen.label)
    return Fitted(estimator, names, classes)
