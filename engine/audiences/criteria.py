"""A saved filter over segment, gap and behaviour. Consent is no part of it: that is always needed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Literal

from engine.errors import Invalid

Gap = Literal["any", "more", "less"]
DAY = 86_400.0


@dataclass(frozen=True)
class Person:
    """What a filter looks at. spent_cents: bought less sent back. last_order_at: None where never or not
    dated. flagged: topics of the newest gap, above 0 where they say more than we see.
    """

    id: str
    segment: int | None = None
    purchase: float | None = None
    churn: float | None = None
    orders: int = 0
    spent_cents: int = 0
    last_order_at: datetime | None = None
    flagged: Mapping[str, float] | None = None


@dataclass(frozen=True)
class Criteria:
    """Whoever fits all that is given. Chances within [0, 1]; bounds inclusive; who has no such figure does
    not fit a bound on it. segments: labels, any of them. gap: a flagged gap at all, or where they say more,
    or less, than we see; gap_topic: of this topic.
    """

    segments: tuple[int, ...] = ()
    purchase_min: float | None = None
    purchase_max: float | None = None
    churn_min: float | None = None
    churn_max: float | None = None
    orders_min: int | None = None
    spent_min_cents: int | None = None
    spent_max_cents: int | None = None
    quiet_min_days: int | None = None
    quiet_max_days: int | None = None
    gap: Gap | None = None
    gap_topic: str | None = None

    def as_json(self) -> dict[str, Any]:
        """What is given, without what is not."""
        return {name: value for name, value in asdict(self).items() if value not in (None, ())}

    def fits(self, person: Person, now: datetime) -> bool:
        """Whether this person is meant."""
        quiet = None if person.last_order_at is None else (now - person.last_order_at).total_seconds() / DAY
        return (
            (not self.segments or person.segment in self.segments)
            and _within(person.purchase, self.purchase_min, self.purchase_max)
            and _within(person.churn, self.churn_min, self.churn_max)
            and _within(person.orders, self.orders_min, None)
            and _within(person.spent_cents, self.spent_min_cents, self.spent_max_cents)
            and _within(quiet, self.quiet_min_days, self.quiet_max_days)
            and self._gap_fits(person.flagged or {})
        )

    def _gap_fits(self, flagged: Mapping[str, float]) -> bool:
        if self.gap is None and self.gap_topic is None:
            return True
        mine = [
            delta for topic, delta in flagged.items() if self.gap_topic is None or topic == self.gap_topic
        ]
        if self.gap == "more":
            return any(delta > 0 for delta in mine)
        return any(delta < 0 for delta in mine) if self.gap == "less" else bool(mine)


def criteria_of(data: Mapping[str, Any]) -> Criteria:
    """The filter that these values describe. Raises Invalid for one that could fit nobody or is not known."""
    unknown = set(data) - {field.name for field in fields(Criteria)}
    if unknown:
        raise Invalid(f"A filter has no {', '.join(sorted(unknown))}.")
    values: dict[str, Any] = dict(data)
    values["segments"] = tuple(values.get("segments") or ())
    made = Criteria(**values)
    for low, high in (
        ("purchase_min", "purchase_max"),
        ("churn_min", "churn_max"),
        ("spent_min_cents", "spent_max_cents"),
        ("quiet_min_days", "quiet_max_days"),
    ):
        bounds = [one for one in (getattr(made, low), getattr(made, high)) if one is not None]
        if len(bounds) == 2 and bounds[0] > bounds[1]:  # noqa: PLR2004 - both ends are given
            raise Invalid(f"{low} is above {high}, so the filter fits nobody.")
    return made


def _within(value: float | None, low: float | None, high: float | None) -> bool:
    if low is None and high is None:
        return True
    return value is not None and (low is None or value >= low) and (high is None or value <= high)
