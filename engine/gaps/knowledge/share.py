"""A share of few questions, with what it may really be."""

from dataclasses import dataclass

from engine.intervals import wilson


@dataclass(frozen=True)
class Share:
    """`unresolved` of `asked` questions. low, high: 95 % Wilson interval, within [0, 1]; 0 to 1 of none."""

    asked: int
    unresolved: int
    low: float
    high: float

    @property
    def share(self) -> float | None:
        return self.unresolved / self.asked if self.asked else None


def share_of(unresolved: int, asked: int) -> Share:
    """The share with its interval. Raises ValueError where more are unresolved than were asked."""
    if not 0 <= unresolved <= asked:
        raise ValueError(f"{unresolved} of {asked} questions cannot be unresolved")
    if asked == 0:
        return Share(0, 0, 0.0, 1.0)
    low, high = wilson(unresolved, asked)
    return Share(asked, unresolved, low, high)
