"""What calibrated lists cost: quality against how near a list is to the categories of the customer's past.

Lambda is the share by which calibration decides over worth (Steck 2018). It is chosen on the customers of an
earlier window, and what it does is told on those of a later one, customer by customer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np

from engine.bench.figures import Figure, reported
from engine.errors import Invalid
from engine.events.sales.online_retail import online_retail
from engine.frames import Frame
from engine.recommend.catalogue import Item
from engine.recommend.chooser import Chooser, Tuning
from engine.recommend.evaluation.contenders import beside_of
from engine.recommend.evaluation.metrics import (
    Columns,
    Difference,
    Floats,
    measure,
    paired_bootstrap,
    wanted,
)
from engine.recommend.evaluation.protocols import Asked, asked, split
from engine.recommend.evaluation.served import served_lists
from engine.recommend.fitted import Fitted
from engine.recommend.likeness import Likeness
from engine.recommend.mix import Mix
from engine.recommend.rules.calibration import divergence, numbers_of, taste
from engine.recommend.views import Kind

K: Final = 10
GRID: Final = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8)
MARGIN: Final = 0.02
"""So much of the quality may be lost at most, by the lower end of the paired interval."""
KINDS: Final[Mapping[str, Kind | None]] = {"any": None, "new": "discover"}
"""Lists as served, held against any item bought next; lists of new products, against new ones."""

Report = Callable[[str], None]


@dataclass(frozen=True)
class Point:
    """The lists of one lambda on one window, by kind of list.

    ndcg: (customers with a right answer,). apart: KL in nats of the past's categories from the list's,
    (customers with a taste,). varied: 1 less the mean likeness of two products of a list, (customers,).
    coverage: share of the products that anyone was shown.
    """

    balance: float
    ndcg: Mapping[str, Floats]
    apart: Mapping[str, Floats]
    varied: Mapping[str, Floats]
    coverage: Mapping[str, float]


@dataclass(frozen=True)
class Trial:
    """Points in the order of the grid, the first without calibration. chosen: lambda by the validation."""

    validation: Sequence[Point]
    test: Sequence[Point]
    chosen: float


def calibration_trial(
    table: Frame,
    mix: Mix,
    *,
    cut: datetime,
    tuning_cut: datetime,
    grid: Sequence[float] = GRID,
    report: Report = lambda _: None,
) -> Trial:
    """table: as `online_retail_table` gives it; mix: chosen before `cut`. The test part is what is held
    against the first basket after `cut`, the validation what is after `tuning_cut` and before `cut`. grid:
    lambdas, the first 0.
    """
    whole = split(table, "next-basket", cut=cut)
    report("calibrated lists of the validation window")
    validation = points(asked(split(whole.train, "next-basket", cut=tuning_cut)), mix, grid)
    report("calibrated lists of the test window")
    return Trial(validation, points(asked(whole), mix, grid), chosen(validation))


def chosen(validation: Sequence[Point]) -> float:
    """The lambda with the nearest lists among those that surely lose no more than MARGIN of the quality of
    either kind; 0, no calibration, is always among them.
    """
    plain = validation[0]
    safe = [
        one
        for one in validation
        if all(lost(one, plain, kind).low >= -MARGIN * float(plain.ndcg[kind].mean()) for kind in KINDS)
    ]
    return min(safe, key=lambda one: float(one.apart["any"].mean())).balance


def lost(point: Point, plain: Point, kind: str) -> Difference:
    """NDCG of the point less that without calibration, of the same customers."""
    return paired_bootstrap(point.ndcg[kind], plain.ndcg[kind])


def points(part: Asked, mix: Mix, grid: Sequence[float] = GRID) -> list[Point]:
    """Each lambda of the grid on this part: the sources are fitted once, the lists made anew."""
    items = categorised(part.interactions.items)
    likeness = Likeness.of(items)
    fitted = Fitted.of(part.interactions, beside_of(part.interactions), mix, likeness)
    choosers = [Chooser(items, fitted, Tuning(calibration=balance)) for balance in grid]
    return [_point(chooser, part, likeness) for chooser in choosers]


def categorised(names: Sequence[str]) -> list[Item]:
    """Products by the categories that our importer gives this shop, else as the benchmark serves them."""
    product = online_retail().product
    if product is None:
        raise Invalid("The recipe of Online Retail gives no categories.")
    return [
        Item(name, {"en": name}, str(product(name)["category_id"]), {}, (), name.lower()) for name in names
    ]


def _point(chooser: Chooser, part: Asked, likeness: Likeness) -> Point:
    ndcg: dict[str, Floats] = {}
    apart: dict[str, Floats] = {}
    varied: dict[str, Floats] = {}
    coverage: dict[str, float] = {}
    for name, kind in KINDS.items():
        lists = served_lists(chooser, part.histories, K, kind)
        truth, keep = wanted(part, new_only=name == "new")
        right = [one for one, kept in zip(truth, keep, strict=True) if kept]
        found = measure(lists[keep], right, len(chooser.items), K)
        ndcg[name], coverage[name] = found.ndcg, found.coverage
        apart[name] = far_from_taste(chooser.items, part, lists)
        varied[name] = np.array([variety(likeness, line[line >= 0]) for line in lists])
    return Point(chooser.tuning.calibration, ndcg, apart, varied, coverage)


def far_from_taste(items: Sequence[Item], part: Asked, lists: Columns) -> Floats:
    """KL(past || list) in nats of each customer of whom enough is known: (customers with a taste,)."""
    numbers, size = numbers_of(items)
    found: list[float] = []
    for history, line in zip(part.histories, lists, strict=True):
        shown = numbers[line[line >= 0]]
        past = taste(history, numbers, size)
        if past is not None and len(shown):
            found.append(float(divergence(past, np.bincount(shown, minlength=size) / len(shown))))
    if not found:
        raise Invalid("Nobody's past is long enough to hold a list against its categories.")
    return np.array(found)


def variety(likeness: Likeness, line: Columns) -> float:
    """1 less the mean likeness of two products of a list, 0 to 1; 0 of a single one."""
    count = len(line)
    if count < 2:  # noqa: PLR2004 - there is no pair
        return 0.0
    alike = likeness.between(line, line)
    return 1.0 - float(alike.sum() - np.trace(alike)) / (count * (count - 1))


def calibration_figures(trial: Trial) -> dict[str, Figure]:
    """What the chosen lambda does on the test window against none, and the price of each of the grid."""
    plain = trial.test[0]
    figures = {"calibration_chosen": reported(trial.chosen)}
    for point in trial.test:
        name = f"calibration_{point.balance:g}".replace(".", "_")
        for kind in KINDS:
            difference = lost(point, plain, kind)
            own = f"{name}_{kind}"
            figures |= {
                f"{own}_ndcg": reported(float(point.ndcg[kind].mean())),
                f"{own}_kl": reported(
                    float(point.apart[kind].mean()), round(float(plain.apart[kind].mean()), 4)
                ),
                f"{own}_variety": reported(float(point.varied[kind].mean())),
                f"{own}_coverage": reported(point.coverage[kind]),
            }
            if point is not plain:
                figures |= {
                    f"{own}_less_plain": reported(difference.mean),
                    f"{own}_less_plain_low": reported(difference.low),
                    f"{own}_less_plain_high": reported(difference.high),
                }
    return figures
