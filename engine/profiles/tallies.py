"""The tallies of many customers as frames: counted from a history at once, or gathered from single ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.frames import Frame, Series, pd
from engine.profiles.tally import HOUR, Tally

MOODS = ("mood_n", "mood_t", "mood_s", "mood_tt", "mood_ts")
KINDS = (
    "view",
    "search",
    "purchase",
    "return",
    "rating",
    "question",
    "impression",
    "click",
    "reject",
    "report",
)


_TASTE = ("pieces", "priced", "cents", "views")


@dataclass(frozen=True)
class Tallies:
    """Statistics of customers, `Tally` by `Tally`, as frames.

    numbers: index customer id; columns: one of each of KINDS (counts), first, last (datetime64[us]),
    returned (pieces), returned_cents, stars (sum), MOODS.
    tastes: columns customer, category ("" not known), pieces, priced, cents, views.
    baskets: columns customer, basket (key), at.
    """

    numbers: Frame
    tastes: Frame
    baskets: Frame


def count_history(history: Frame) -> Tallies:
    """Count a history (`engine.events.history`); rows of nobody are left out."""
    known = history[history["customer"].notna()]
    known = known.assign(customer=known["customer"].cat.remove_unused_categories())
    customers = known["customer"].cat.categories
    return Tallies(_numbers(known, customers), _tastes(known), _baskets(known))


def gather(tallies: Mapping[str, Tally]) -> Tallies:
    """Single customers' tallies as frames."""
    ids = list(tallies)
    rows = [
        {
            **{kind: tally.kinds.get(kind, 0) for kind in KINDS},
            "first": tally.first,
            "last": tally.last,
            "returned": tally.returned,
            "returned_cents": tally.returned_cents,
            "stars": tally.stars,
            **dict(zip(MOODS, tally.moods, strict=True)),
        }
        for tally in tallies.values()
    ]
    names = [*KINDS, "first", "last", "returned", "returned_cents", "stars", *MOODS]
    numbers = pd.DataFrame(rows, index=pd.Index(ids, dtype="str", name="customer"), columns=names)
    for name in ("first", "last"):
        numbers[name] = _moments(numbers[name])
    numbers = numbers.astype({"returned": float, "stars": float, **dict.fromkeys((*KINDS, *MOODS), int)})
    tastes = [
        (id_, category, *tally.bought.get(category, (0.0, 0.0, 0.0)), tally.viewed.get(category, 0))
        for id_, tally in tallies.items()
        for category in sorted({*tally.bought, *tally.viewed})
    ]
    baskets = [(id_, key, at) for id_, tally in tallies.items() for key, at in tally.baskets.items()]
    basket_frame = pd.DataFrame(baskets, columns=["customer", "basket", "at"])
    basket_frame["at"] = _moments(basket_frame["at"])
    taste_frame = pd.DataFrame(tastes, columns=["customer", "category", *_TASTE])
    return Tallies(numbers, taste_frame.astype(dict.fromkeys(_TASTE, float)), basket_frame)


def _moments(microseconds: Series) -> Any:
    return np.array([None if pd.isna(at) else int(at) for at in microseconds], dtype="datetime64[us]")


def _numbers(known: Frame, customers: Any) -> Frame:
    row, kind = known["customer"].cat.codes.to_numpy(), known["type"].astype(object).to_numpy()
    size = len(customers)
    numbers = pd.DataFrame(index=pd.Index(customers, name="customer"))
    for name in KINDS:
        numbers[name] = np.bincount(row[kind == name], minlength=size)
    dated = known["at"].groupby(known["customer"], observed=True)
    numbers["first"], numbers["last"] = dated.min(), dated.max()
    back, rated = kind == "return", kind == "rating"
    pieces = known["pieces"].to_numpy()
    money = np.nan_to_num(known["cents"].to_numpy())
    numbers["returned"] = np.bincount(row[back], np.nan_to_num(pieces[back], nan=1.0), minlength=size)
    numbers["returned_cents"] = np.bincount(row[back], money[back], minlength=size)
    numbers["stars"] = np.bincount(row[rated], np.nan_to_num(pieces[rated]), minlength=size)
    asked = (kind == "question") & known["at"].notna().to_numpy() & ~np.isnan(pieces)
    t: Any = known["at"].to_numpy()[asked].view(np.int64) // HOUR
    s: Any = np.array(np.round(pieces[asked] * 1000), dtype=np.int64)
    sums: list[Any] = [np.ones_like(t), t, s, t * t, t * s]
    for name, weights in zip(MOODS, sums, strict=True):
        numbers[name] = np.bincount(row[asked], weights, minlength=size)
    return numbers


def _tastes(known: Frame) -> Frame:
    some = known[known["type"].isin(["purchase", "view"])]
    bought = some["type"].eq("purchase").to_numpy()
    pieces = np.where(bought, np.nan_to_num(some["pieces"].to_numpy(), nan=1.0), 0.0)
    priced = some["cents"].notna().to_numpy() & bought
    rows = pd.DataFrame(
        {
            "customer": some["customer"].cat.codes.to_numpy(),
            "category": some["category"].cat.codes.to_numpy(),
            "pieces": pieces,
            "priced": np.where(priced, pieces, 0.0),
            "cents": np.where(priced, some["cents"], 0.0),
            "views": (~bought).astype(np.int64),
        }
    )
    found = rows.groupby(["customer", "category"], as_index=False, sort=True).sum()
    found["customer"] = _names(known["customer"])[found["customer"].to_numpy()]
    found["category"] = np.append(_names(known["category"]), "")[found["category"].to_numpy()]
    return found


def _names(column: Series) -> Any:
    return column.cat.categories.to_numpy(dtype=object)


def _baskets(known: Frame) -> Frame:
    bought = known[known["type"] == "purchase"]
    order = bought["order"].cat.codes.to_numpy()
    moment = bought["at"].to_numpy().view(np.int64)
    rows = pd.DataFrame(
        {
            "customer": bought["customer"].cat.codes.to_numpy(),
            "order": order,
            "moment": np.where(order < 0, moment, 0),
            "at": bought["at"].to_numpy(),
        }
    )
    found = rows.groupby(["customer", "order", "moment"], as_index=False, sort=True)["at"].min()
    names = _names(bought["order"])
    codes = found["order"].to_numpy()
    keys = np.empty(len(found), dtype=object)
    keys[codes >= 0] = names[codes[codes >= 0]]
    nowhere = np.iinfo(np.int64).min
    keys[codes < 0] = ["@" if at == nowhere else f"@{at}" for at in found["moment"].to_numpy()[codes < 0]]
    customers = _names(known["customer"])[found["customer"].to_numpy()]
    return pd.DataFrame({"customer": customers, "basket": keys, "at": found["at"].to_numpy()})
