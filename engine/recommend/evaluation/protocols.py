"""What is learnt from and what is asked: a table split in two, so that nothing asked is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.errors import Invalid
from engine.frames import Frame, pd
from engine.recommend.histories import histories_of
from engine.recommend.interactions import History, Interactions, interactions_from

Protocol = Literal["split75", "last-out", "next-basket"]
PROTOCOLS: tuple[Protocol, ...] = ("split75", "last-out", "next-basket")
TRAIN_SHARE = 0.75
LAST_SHARE = 0.8


@dataclass(frozen=True)
class Split:
    """train: rows of the table to learn from. truth: what each customer that is asked about touched next."""

    train: Frame
    truth: Mapping[str, frozenset[str]]
    now: datetime | None
    repeats: bool
    """Whether what is known of a customer may be right again; else only new items are asked for."""


@dataclass(frozen=True)
class Asked:
    """A split as arrays: one history a customer, and the columns that would be right."""

    interactions: Interactions
    histories: Sequence[History]
    truth: Sequence[NDArray[np.intp]]
    repeats: bool

    def seen(self) -> NDArray[np.bool_]:
        """What each customer has touched before: (customers, items)."""
        return np.stack([history.weights != 0 for history in self.histories])


def split(table: Frame, protocol: Protocol, *, seed: int = 0, cut: datetime | None = None) -> Split:
    """Split a checked table (`table.py`).

    split75: each customer's distinct items, in a seeded shuffle, three quarters to learn from. last-out: each
    customer's newest item. next-basket: what a customer bought at one moment after `cut` first, all before
    it to learn from; the cut is where four fifths of the rows lie before by default. Customers with too
    little to be split are learnt from. Raises Invalid for another protocol, and where nobody is left to ask.
    """
    if protocol == "split75":
        found = _split75(table, seed)
    elif protocol == "last-out":
        found = _last_out(table)
    elif protocol == "next-basket":
        found = _next_basket(table, cut)
    else:
        raise Invalid(f"There is no protocol {protocol!r}; there are: {', '.join(PROTOCOLS)}.")
    if not found.truth:
        raise Invalid(f"Nobody can be asked about: no customer has enough interactions for {protocol}.")
    return found


def asked(part: Split, *, most: int | None = None, seed: int = 0) -> Asked:
    """The arrays of a split. most: so many customers at most, drawn by `seed`.

    The items are those of train: what nobody touched before cannot be found by what others did, and is no
    right answer here; customers with no right answer left are not asked about. Raises Invalid where nobody
    is left.
    """
    items: list[str] = sorted(part.train["item"].unique())
    interactions = interactions_from(part.train, items)
    known: dict[str, frozenset[str]] = {
        name: truth & interactions.columns.keys() for name, truth in part.truth.items()
    }
    customers: list[str] = sorted(name for name, truth in known.items() if truth)
    if not customers:
        raise Invalid("Nobody can be asked about: all that is held out is unknown to the part to learn from.")
    if most is not None and len(customers) > most:
        drawn = np.random.default_rng(seed).choice(len(customers), most, replace=False)
        customers = [customers[n] for n in np.sort(drawn)]
    truth = [np.array([interactions.columns[item] for item in sorted(known[name])]) for name in customers]
    return Asked(interactions, histories_of(interactions, customers, part.now), truth, part.repeats)


def _split75(table: Frame, seed: int) -> Split:
    pairs = table.drop_duplicates(["customer", "item"], keep="last")
    order = np.random.default_rng(seed).random(len(pairs))
    place = pd.Series(order, index=pairs.index).groupby(pairs["customer"]).rank(method="first")
    size = pairs.groupby("customer")["item"].transform("size")
    learnt = place <= np.maximum(np.floor(size * TRAIN_SHARE), 1)
    return Split(pairs[learnt], _truth(pairs[~learnt]), None, repeats=False)


def _last_out(table: Frame) -> Split:
    pairs = table.drop_duplicates(["customer", "item"], keep="last")
    last = ~pairs.duplicated("customer", keep="last") & pairs.duplicated("customer", keep=False)
    return Split(pairs[~last], _truth(pairs[last]), None, repeats=False)


def _next_basket(table: Frame, cut: datetime | None) -> Split:
    moment = pd.Timestamp(cut) if cut is not None else table["at"].quantile(LAST_SHARE)
    moment = moment.tz_localize("UTC") if moment.tzinfo is None else moment
    before = table[table["at"] < moment]
    after = table[(table["at"] >= moment) & table["bought"] & table["customer"].isin(before["customer"])]
    first = after.groupby("customer")["at"].transform("min")
    return Split(before, _truth(after[after["at"] == first]), moment.to_pydatetime(), repeats=True)


def _truth(rows: Frame) -> dict[str, frozenset[str]]:
    wanted = rows[rows["bought"]]
    return {str(name): frozenset(items) for name, items in wanted.groupby("customer")["item"]}
