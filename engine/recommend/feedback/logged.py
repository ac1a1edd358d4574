"""What the data of an impression say of how it came about; senders may tell it amiss."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast


@dataclass(frozen=True)
class Logged:
    """rank: 0 where none was told. propensity, explored, options: as `Showing` has them; 1, False and ()
    where there was no choice, or what was told of it cannot be.
    """

    rank: int = 0
    policy: str = ""
    propensity: float = 1.0
    explored: bool = False
    options: tuple[str, ...] = ()


def logged(data: Mapping[str, Any], product: str) -> Logged:
    """What can be gone by. A choice needs products to choose among, the shown one among them, and a chance
    above 0 and at most 1: with anything else it cannot be judged, and is taken for none.
    """
    rank, policy = data.get("rank"), data.get("policy")
    told = Logged(
        rank if isinstance(rank, int) and not isinstance(rank, bool) else 0,
        policy if isinstance(policy, str) else "",
    )
    chance, options = data.get("propensity"), data.get("options")
    if isinstance(chance, bool) or not isinstance(chance, int | float) or not 0 < chance <= 1:
        return told
    names = tuple(str(one) for one in cast(list[object], options)) if isinstance(options, list) else ()
    if product not in names:
        return told
    return Logged(told.rank, told.policy, float(chance), data.get("explored") is True, names)
