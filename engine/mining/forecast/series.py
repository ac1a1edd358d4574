"""Time series out of the log: equal steps, whole ones only, what was undone at once left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.frames import Frame, pd

FloatArray = NDArray[np.float64]
Step = Literal["day", "week"]
DAYS: Mapping[Step, int] = {"day": 1, "week": 7}
PERIOD: Mapping[Step, int] = {"day": 7, "week": 1}
"""Steps of a season. Weeks would need two years to learn a year's season from; most shops have less."""

UNDONE_WITHIN = timedelta(days=1)


@dataclass(frozen=True)
class Series:
    """values: (steps,), the first at `start`; `unit` is cents, orders or questions."""

    name: str
    unit: str
    step: Step
    start: date
    values: FloatArray

    @property
    def period(self) -> int:
        """Steps of a season."""
        return PERIOD[self.step]

    def moment(self, place: int) -> date:
        """The first day of step `place`, which may lie in the future."""
        return self.start + timedelta(days=place * DAYS[self.step])


def without_undone(history: Frame) -> Frame:
    """The purchases of a history without those that the same customer took back within a day.

    A line counts as taken back where a return of the same product and as many pieces by the same customer
    follows within `UNDONE_WITHIN`: a slip of the hand (80,995 pieces instead of 80), not demand. Each
    return takes back one purchase. Columns as `engine.events.history` gives them.
    """
    key = ["customer", "product", "pieces"]
    columns = [*key, "at"]
    known = history["customer"].notna() & history["product"].notna() & history["at"].notna()
    bought = history[history["type"].eq("purchase")]
    back = history.loc[known & history["type"].eq("return"), columns].sort_values("at")
    if back.empty or bought.empty:
        return bought
    candidates = bought.loc[known & bought["pieces"].notna(), columns].sort_values("at")
    back["line"] = np.arange(len(back))
    candidates["row"] = candidates.index
    found = pd.merge_asof(
        back, candidates, on="at", by=key, tolerance=pd.Timedelta(UNDONE_WITHIN), direction="backward"
    )
    return bought.drop(index=found["row"].dropna().unique())


def sales_series(history: Frame, until: datetime, step: Step = "week") -> list[Series]:
    """Revenue (cents) and orders a step, of the purchases of a history, undone ones left out.

    until: the moment up to which the log is whole; steps that are not wholly before it are left out, as is
    the first one where the log begins within it. Weeks begin on Monday. Empty where nothing is left.
    """
    bought = without_undone(history)
    bought = bought[bought["at"].notna()]
    if bought.empty:
        return []
    cents = bought["cents"].fillna(0.0).to_numpy()
    days = bought["at"].to_numpy().astype("datetime64[D]")
    firsts = _first_lines(bought)
    revenue = steps_of("revenue", "cents", days, cents, until=until, step=step)
    ones = np.ones(len(firsts))
    orders = steps_of("orders", "orders", days[firsts], ones, until=until, step=step, since=days.min())
    return [one for one in (revenue, orders) if one is not None]


def _first_lines(bought: Frame) -> NDArray[np.int64]:
    """Rows of which each is of another order, where the log does not name orders of another moment."""
    order: NDArray[np.int64] = bought["order"].cat.codes.to_numpy().astype(np.int64)
    customer: NDArray[np.int64] = bought["customer"].cat.codes.to_numpy().astype(np.int64)
    moment: NDArray[np.int64] = bought["at"].to_numpy().astype(np.int64)
    named = order >= 0
    keys = np.column_stack([np.where(named, order, -1 - customer), np.where(named, 0, moment)])
    return np.unique(keys, axis=0, return_index=True)[1].astype(np.int64)


def steps_of(
    name: str,
    unit: str,
    days: NDArray[np.datetime64],
    amounts: FloatArray,
    *,
    until: datetime,
    step: Step,
    since: np.datetime64 | None = None,
) -> Series | None:
    """The amounts summed a step. days, amounts: (facts,). since: where the log begins, else the first day.

    None where not one step is whole.
    """
    width = DAYS[step]
    first = days.min() if since is None else since
    number = first.astype("datetime64[D]").astype(np.int64)
    # Day 0 of numpy's calendar was a Thursday; Mondays are those with (number + 3) % 7 == 0.
    start = number if step == "day" else number + (-(number + 3)) % width
    end = np.datetime64(until.replace(tzinfo=None), "D").astype(np.int64)
    steps = int((end - start) // width)
    if steps < 1:
        return None
    place = (days.astype("datetime64[D]").astype(np.int64) - start) // width
    inside = (place >= 0) & (place < steps)
    values = np.bincount(place[inside], weights=amounts[inside], minlength=steps).astype(np.float64)
    return Series(name, unit, step, date(1970, 1, 1) + timedelta(days=int(start)), values)
