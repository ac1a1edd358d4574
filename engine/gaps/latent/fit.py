"""Learning the model from a frame: which columns can be used, restarts, and how many classes there are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from engine.errors import Invalid
from engine.frames import Frame
from engine.gaps.latent.design import Design, Scale
from engine.gaps.latent.em import Climb, climb, expect
from engine.gaps.latent.fields import Categorical, FloatArray, IntArray, Rows, Schema, rows_of
from engine.gaps.latent.model import LatentClasses
from engine.gaps.latent.parameters import Parameters, Prior
from engine.gaps.latent.starts import starts

SHORT = 30
"""Steps that every restart gets; the best then goes on to the top (Biernacki, Celeux and Govaert 2003)."""
SAMPLE = 10_000
"""Customers, drawn at random, that restarts are tried on; where there are fewer, on all of them."""
ROUGH = 1e-6
"""Relative gain at which the climb stops while numbers of classes are compared."""
PATIENCE = 2
"""Numbers of classes in a row that are worse by BIC than the best, after which no more are tried."""


@dataclass(frozen=True)
class Fitted:
    """A model and how it came about. left_out: columns without two different values, which say nothing.

    free: free parameters. bic, icl: smaller is better; icl adds twice the entropy of the assignment, in
    nats, and so asks for classes that are apart (Biernacki, Celeux and Govaert 2000).
    """

    model: LatentClasses
    climb: Climb
    rows: int
    bic: float
    icl: float
    left_out: tuple[str, ...]

    @property
    def free(self) -> int:
        return self.model.parameters.free


@dataclass(frozen=True)
class Selection:
    """The model with the smallest BIC, and all that were tried, by number of classes."""

    best: Fitted
    tried: tuple[Fitted, ...]


def fit(
    frame: Frame,
    schema: Schema,
    classes: int,
    *,
    prior: Prior | None = None,
    restarts: int = 8,
    seed: int = 0,
    tolerance: float = 1e-8,
) -> Fitted:
    """Learn `classes` classes from the frame's columns, missing values integrated out.

    Raises Invalid where no column has two different values, or where there are fewer rows than classes.
    """
    learner = _Learner(frame, schema, prior=prior or Prior(), restarts=restarts, seed=seed)
    return learner.fit(classes, tolerance)


def choose(
    frame: Frame,
    schema: Schema,
    numbers: Sequence[int] = range(1, 9),
    *,
    prior: Prior | None = None,
    restarts: int = 8,
    seed: int = 0,
    tolerance: float = 1e-8,
    report: Callable[[Fitted], None] = lambda _: None,
) -> Selection:
    """Learn each number of classes and take the one with the smallest BIC (Schwarz 1978).

    Numbers above that of the rows are not tried. Raises Invalid as `fit` does.
    """
    learner = _Learner(frame, schema, prior=prior or Prior(), restarts=restarts, seed=seed)
    tried: list[Fitted] = []
    for classes in numbers:
        if classes > 1 and classes > len(frame):
            break
        tried.append(learner.fit(classes, max(tolerance, ROUGH)))
        report(tried[-1])
        bics = [one.bic for one in tried]
        if int(np.argmin(bics)) < len(bics) - PATIENCE:
            break
    if not tried:
        raise Invalid("There is no number of classes to try; give at least one.")
    best = min(tried, key=lambda one: one.bic)
    return Selection(learner.improve(best.model.parameters, tolerance), tuple(tried))


class _Learner:
    """The frame read once, for all numbers of classes."""

    def __init__(self, frame: Frame, schema: Schema, *, prior: Prior, restarts: int, seed: int) -> None:
        rows = rows_of(frame, schema)
        self.schema, self.left_out, rows = _telling(rows, schema)
        self.prior, self.restarts, self.seed = prior, restarts, seed
        self.scale = Scale.of(rows.numbers)
        self.design = Design.of(rows, self.schema, self.scale)

    def fit(self, classes: int, tolerance: float) -> Fitted:
        rows = len(self.design)
        if classes < 1:
            raise Invalid("A latent-class model needs at least one class.")
        if rows < classes:
            raise Invalid(f"{classes} classes cannot be learnt from {rows} customers; ask for fewer classes.")
        rng = np.random.default_rng([self.seed, classes])
        count = 1 if classes == 1 else self.restarts
        sample = self.design
        if rows > SAMPLE:
            sample = sample.part(rng.permutation(rows)[: max(SAMPLE, classes)])
        begun = [
            climb(sample, start, self.prior, tolerance=tolerance, most=SHORT)
            for start in starts(sample, classes, self.prior, count, rng)
        ]
        return self.improve(max(begun, key=lambda one: one.penalised).parameters, tolerance)

    def improve(self, start: Parameters, tolerance: float) -> Fitted:
        """From a start to the top, on all rows."""
        rows = len(self.design)
        top = climb(self.design, start, self.prior, tolerance=tolerance)
        model = LatentClasses(self.schema, self.scale, top.parameters.heaviest_first())
        posterior, _ = expect(self.design, model.parameters)
        entropy = -float((posterior * np.log(np.where(posterior > 0, posterior, 1.0))).sum())
        bic = model.parameters.free * float(np.log(rows)) - 2 * top.log_likelihood
        return Fitted(model, top, rows, bic, bic + 2 * entropy, self.left_out)


def _telling(rows: Rows, schema: Schema) -> tuple[Schema, tuple[str, ...], Rows]:
    """Without the columns that have not two different values, and without values that nobody has."""
    varied = [_varies(rows.numbers[:, place]) for place in range(len(schema.numeric))]
    kept: list[Categorical] = []
    codes: list[IntArray] = []
    for place, field in enumerate(schema.categorical):
        present: list[int] = [code for code in np.unique(rows.codes[:, place]).tolist() if code >= 0]
        if len(present) > 1:
            kept.append(Categorical(field.name, tuple(field.values[code] for code in present)))
            moved = np.searchsorted(present, rows.codes[:, place])
            codes.append(np.where(rows.codes[:, place] < 0, -1, moved))
    numeric = tuple(name for name, useful in zip(schema.numeric, varied, strict=True) if useful)
    usable = Schema(numeric, tuple(kept))
    if not usable.names:
        raise Invalid("No column has two different values, so there is nothing to tell customers apart by.")
    left_out = tuple(name for name in schema.names if name not in usable.names)
    matrix = np.stack(codes, axis=1) if codes else np.empty((len(rows), 0), dtype=np.int64)
    return usable, left_out, Rows(rows.numbers[:, np.array(varied, dtype=bool)], matrix)


def _varies(column: FloatArray) -> bool:
    known = column[~np.isnan(column)]
    return len(known) > 1 and float(known.std()) > 1e-12 * max(1.0, float(np.abs(known).max()))
