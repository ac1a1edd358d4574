"""What is known of each customer at one moment, as numbers: nothing at or after it is read."""

from dataclasses import replace
from typing import TypeVar

import numpy as np

from engine.behaviour.arrays import Flags, Floats, Ints
from engine.behaviour.groups import FEATURES
from engine.behaviour.ledger import OTHER, Baskets, Ledger, Moments
from engine.behaviour.rhythm import rhythm_of
from engine.behaviour.table import Table

WINDOWS = (7, 30, 60, 90, 180, 365)
"""Days back from the cut in which baskets and money are counted."""
ATTENTION_WINDOWS = (7, 30, 90)
M = TypeVar("M", bound=Moments)


def features_at(ledger: Ledger, cut: float) -> Table:
    """One row for each customer with anything before `cut` (days since 1970), sorted; columns:
    `engine.behaviour.groups.FEATURES`, none missing.

    What there is no evidence of has the value of "never": a customer without a basket has been silent since
    the first thing known of them, with 0 baskets and 0 gaps, so that no column needs a guess.
    """
    past = before(ledger, cut)
    count = len(ledger.customers)
    seen = _first_seen(past, count)
    known = np.flatnonzero(np.isfinite(seen))
    tenure = np.where(np.isfinite(seen), cut - seen, 0.0)
    columns = {"tenure": tenure}
    columns |= _buying(past.baskets, cut, tenure, count)
    columns |= rhythm_of(past.baskets, cut, columns["recency"], tenure, count)
    columns |= _returning(past, cut, columns, count)
    columns |= _attention(past, cut, tenure, count)
    columns |= _season(cut, past, count)
    return Table(known, FEATURES, np.column_stack([columns[name][known] for name in FEATURES]))


def before(ledger: Ledger, cut: float) -> Ledger:
    """The ledger as it was known just before `cut`."""
    return replace(
        ledger,
        baskets=_kept(ledger.baskets, ledger.baskets.day < cut),
        returns=_kept(ledger.returns, ledger.returns.day < cut),
        others={name: _kept(moments, moments.day < cut) for name, moments in ledger.others.items()},
    )


def _kept(moments: M, flags: Flags) -> M:
    return replace(moments, **{name: values[flags] for name, values in vars(moments).items()})


def _first_seen(past: Ledger, count: int) -> Floats:
    first = np.full(count, np.inf)
    for moments in (past.baskets, past.returns, *past.others.values()):
        np.minimum.at(first, moments.customer, moments.day)
    return first


def _sums(customer: Ints, count: int, weights: Floats | None = None) -> Floats:
    return np.bincount(customer, weights, minlength=count).astype(np.float64)


def _last(moments: Moments, count: int, otherwise: Floats, cut: float) -> Floats:
    """Days since the last of them; `otherwise` where there is none."""
    last = np.full(count, -np.inf)
    np.maximum.at(last, moments.customer, moments.day)
    return np.where(np.isfinite(last), cut - last, otherwise)


def _share(part: Floats, whole: Floats, otherwise: float = 0.0) -> Floats:
    return np.divide(part, whole, out=np.full_like(part, otherwise), where=whole > 0)


def _buying(baskets: Baskets, cut: float, tenure: Floats, count: int) -> dict[str, Floats]:
    who, age = baskets.customer, cut - baskets.day
    number, money = _sums(who, count), _sums(who, count, baskets.money)
    lines, pieces = _sums(who, count, baskets.lines), _sums(who, count, baskets.pieces)
    newest = np.flatnonzero(np.append(np.diff(who) != 0, True)) if len(who) else np.zeros(0, np.int64)
    columns = {"recency": _last(baskets, count, tenure, cut), "baskets": number, "money": money}
    for days in WINDOWS:
        recent = age <= days
        columns[f"baskets_{days}d"] = _sums(who[recent], count)
        columns[f"money_{days}d"] = _sums(who[recent], count, baskets.money[recent])
    columns["basket_money"] = _share(money, number)
    columns["basket_lines"] = _share(lines, number)
    columns["basket_pieces"] = _share(pieces, number)
    columns["price_level"] = _share(money, pieces)
    columns["items"] = _sums(who, count, baskets.new)
    columns["new_share"] = _share(_sums(who, count, baskets.new), lines)
    for name in ("money", "lines", "new"):
        last = np.zeros(count)
        last[who[newest]] = getattr(baskets, name)[newest]
        columns[f"last_{name}"] = last
    months = np.unique(np.stack([who, (age // 30).astype(np.int64)]), axis=1)
    columns["active_months"] = _sums(months[0], count)
    columns["active_month_share"] = _share(columns["active_months"], np.ceil(tenure / 30).clip(1, None))
    recent, earlier = columns["baskets_90d"], columns["baskets_180d"] - columns["baskets_90d"]
    columns["trend"] = np.log1p(recent) - np.log1p(earlier)
    return columns


def _returning(past: Ledger, cut: float, known: dict[str, Floats], count: int) -> dict[str, Floats]:
    returns = past.returns
    pieces = _sums(returns.customer, count, returns.pieces)
    bought = known["basket_pieces"] * known["baskets"]
    recent = cut - returns.day <= 90  # noqa: PLR2004 - a quarter
    return {
        "returns": _sums(returns.customer, count),
        "return_rate": _share(pieces, bought).clip(0.0, 1.0),
        "returned_money_share": _share(_sums(returns.customer, count, returns.money), known["money"]).clip(
            0, 1
        ),
        "returns_90d": _sums(returns.customer[recent], count),
    }


def _attention(past: Ledger, cut: float, tenure: Floats, count: int) -> dict[str, Floats]:
    columns: dict[str, Floats] = {}
    quiet = tenure
    for name in OTHER:
        moments = past.others[name]
        columns[f"{name}s"] = _sums(moments.customer, count)
        for days in ATTENTION_WINDOWS:
            recent = cut - moments.day <= days
            columns[f"{name}s_{days}d"] = _sums(moments.customer[recent], count)
        quiet = np.minimum(quiet, _last(moments, count, tenure, cut))
    columns["quiet"] = quiet
    return columns


def _season(cut: float, past: Ledger, count: int) -> dict[str, Floats]:
    """The same for every customer of a cut: where in the year it lies, how busy the shop is."""
    date = np.datetime64(int(cut), "D")
    year_day = float((date - date.astype("datetime64[Y]")).astype(np.int64))
    angle = 2 * np.pi * year_day / 365.25
    age = cut - past.baskets.day
    month, quarter = float((age <= 30).sum()), float((age <= 90).sum())  # noqa: PLR2004
    values = {
        "year_sin": np.sin(angle),
        "year_cos": np.cos(angle),
        "weeks_to_christmas": ((358 - year_day) % 365.25) / 7,
        "busyness": 3 * month / quarter if quarter else 1.0,
    }
    return {name: np.full(count, value) for name, value in values.items()}
