"""Frames of tallies taken apart into one `Tally` a customer, to be stored and added to."""

from collections.abc import Mapping

import numpy as np

from engine.frames import Series
from engine.profiles.tallies import KINDS, MOODS, Tallies
from engine.profiles.tally import Tally


def split(
    tallies: Tallies, events: Mapping[str, int], cancelled: Mapping[str, list[list[str]]]
) -> dict[str, Tally]:
    """One tally for each customer of `events` (rows of the log by customer, cancellations too)."""
    found = {id_: Tally(events=count, cancelled=cancelled.get(id_, [])) for id_, count in events.items()}
    numbers = tallies.numbers
    kinds = numbers[list(KINDS)].to_numpy().tolist()
    moods = numbers[list(MOODS)].to_numpy().astype(np.int64).tolist()
    for id_, counts, mood, first, last, returned, cents, stars in zip(
        numbers.index,
        kinds,
        moods,
        _microseconds(numbers["first"]),
        _microseconds(numbers["last"]),
        numbers["returned"].tolist(),
        numbers["returned_cents"].tolist(),
        numbers["stars"].tolist(),
        strict=True,
    ):
        tally = found[id_]
        tally.kinds = {kind: count for kind, count in zip(KINDS, counts, strict=True) if count}
        tally.first, tally.last, tally.moods = first, last, mood
        tally.returned, tally.returned_cents, tally.stars = returned, int(cents), stars
    for id_, category, pieces, priced, cents, views in zip(
        *(tallies.tastes[name].tolist() for name in tallies.tastes.columns), strict=True
    ):
        if pieces or priced or cents or not views:
            found[id_].bought[category] = [pieces, priced, cents]
        if views:
            found[id_].viewed[category] = views
    baskets = tallies.baskets
    for id_, key, at in zip(
        baskets["customer"].tolist(), baskets["basket"].tolist(), _microseconds(baskets["at"]), strict=True
    ):
        found[id_].baskets[key] = at
    return found


def _microseconds(moments: Series) -> list[int | None]:
    values = moments.to_numpy().astype("datetime64[us]")
    unknown = np.isnat(values)
    return [None if gone else at for gone, at in zip(unknown, values.view(np.int64).tolist(), strict=True)]
