"""One task learnt from a ledger: measured on the newest cut, then fitted on all."""

from dataclasses import dataclass

import numpy as np

from engine.behaviour.arrays import Floats
from engine.behaviour.candidates import AVERAGE, CANDIDATES, MEMBERS
from engine.behaviour.classifier import LEAST_OF_A_CLASS, LEAST_ROWS, Classifier, fit_classifier
from engine.behaviour.examples import BURN_IN, Examples, cuts_for, examples_at
from engine.behaviour.learnt import Learnt
from engine.behaviour.ledger import Ledger
from engine.behaviour.measured import Measured, measure
from engine.behaviour.spend import Amount, fit_amount
from engine.behaviour.tasks import SILENCE, TASKS, WINDOW, Name
from engine.behaviour.threads import one_thread

LEAST_CUTS = 4
"""One to hold out, one to validate on, and two to learn from."""
BACKGROUND = 24


@dataclass(frozen=True)
class NotEnough:
    """Why a task cannot be learnt, as a sentence with the numbers that are missing."""

    task: Name
    reason: str


@dataclass(frozen=True)
class Trained:
    """model, what it was measured with, the held-out rows, and how many examples there were in all."""

    model: Learnt
    measured: Measured
    held: Examples
    examples: int
    amount_figures: dict[str, float]


def train(ledger: Ledger, task: Name, now: float, seed: int = 0) -> Trained | NotEnough:
    """Learn `task` from what happened before `now` (days since 1970).

    The newest cut whose windows are complete is held out: the candidates compete, are calibrated and fitted
    on what was known at that moment, and are measured there. The winner is then calibrated and fitted anew
    with the held-out cut, and it is this one that serves.
    """
    cuts = cuts_for(task, ledger.first, now)
    if len(cuts) < LEAST_CUTS:
        ahead = SILENCE[1] if task == "churn" else WINDOW
        needed = BURN_IN + WINDOW * (LEAST_CUTS - 1) + ahead
        return NotEnough(task, f"{now - ledger.first:.0f} days of events are known, {needed:.0f} are needed.")
    with one_thread():
        return _train(examples_at(ledger, task, cuts), task, now, seed)


def _train(examples: Examples, task: Name, now: float, seed: int) -> Trained | NotEnough:
    classes = TASKS[task].classes
    held_cut = float(examples.cuts()[-1])
    held = examples.only((examples.cut == held_cut) & (examples.known_at <= now))
    judged = fit_classifier(examples, len(classes), CANDIDATES, held_cut, seed=seed)
    if judged is None or not len(held):
        counts = np.bincount(examples.known_by(held_cut).label, minlength=len(classes))
        told = ", ".join(f"{name} {count}" for name, count in zip(classes, counts, strict=True))
        return NotEnough(
            task,
            f"{LEAST_ROWS} examples, {LEAST_OF_A_CLASS} each of two outcomes, are needed before the last "
            f"dates; there are: {told}.",
        )
    served = _served(examples, judged, len(classes), now, seed)
    before = examples.known_by(held_cut)
    shares = np.bincount(before.label, minlength=len(classes)) / len(before)
    figures: dict[str, float] = {}
    amount = None
    if task == "purchase":
        amount, figures = _amount(examples, judged, held, now, seed)
    model = Learnt(task, judged, served, held_cut, now, _background(held, served, seed), amount)
    return Trained(
        model, measure(judged(held.table), held.label, classes, shares), held, len(examples), figures
    )


def _served(examples: Examples, judged: Classifier, classes: int, now: float, seed: int) -> Classifier:
    names = MEMBERS if judged.candidate == AVERAGE else (judged.candidate,)
    winner = {name: CANDIDATES[name] for name in names}
    again = fit_classifier(examples, classes, winner, now, seed=seed)
    return again or judged


def _amount(
    examples: Examples, judged: Classifier, held: Examples, now: float, seed: int
) -> tuple[Amount | None, dict[str, float]]:
    before = fit_amount(examples, judged.fitted.names, float(held.cut[0]), seed)
    if before is None:
        return None, {}
    expected = judged(held.table)[:, 1] * before(held.table)
    true = np.minimum(held.spend, before.ceiling)
    mean = np.full(len(held), examples.known_by(float(held.cut[0])).spend.clip(0, before.ceiling).mean())
    figures = {
        "spend_mean_true": float(true.mean()),
        "spend_mean_expected": float(expected.mean()),
        "spend_mae": float(np.abs(true - expected).mean()),
        "spend_mae_of_the_mean": float(np.abs(true - mean).mean()),
    }
    return fit_amount(examples, before.names, now, seed) or before, figures


def _background(held: Examples, served: Classifier, seed: int) -> Floats:
    """Customers evenly spread over the predicted chances, so that few stand for all."""
    order = np.argsort(served(held.table)[:, -1], kind="stable")
    places = np.linspace(0, len(order) - 1, min(BACKGROUND, len(order))).round().astype(np.int64)
    return held.table.only(order[places]).matrix(served.fitted.names)
