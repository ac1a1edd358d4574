"""Where one customer stands among the others: features, segment, and what sets them apart."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from engine.events.facts import newest_moment
from engine.frames import pd
from engine.profiles import stored
from engine.profiles.definitions import definition
from engine.profiles.features import features_of
from engine.profiles.segments.stored import Division, current
from engine.profiles.segments.traits import Trait, own_traits
from engine.profiles.standard import from_json, standardise
from engine.profiles.tallies import gather
from engine.recommend.catalogue import category_names, currency_of
from engine.store.types import LocalizedText

TRAITS = 5


@dataclass(frozen=True)
class SegmentView:
    """The segment that a customer belongs to, as of the last rebuild's division."""

    label: int
    name: LocalizedText
    sentence: LocalizedText
    share: float


@dataclass(frozen=True)
class FeatureValue:
    """value: in `unit`; None where there is nothing to tell it from. z: standardised, None for features in
    which customers do not differ. typical: the median of all customers.
    """

    name: str
    unit: str
    value: float | None
    z: float | None
    typical: float | None


@dataclass(frozen=True)
class Standing:
    """as_of: what recency and tenure count up to. traits: at most TRAITS, strongest first. Segment and traits
    are there from the first `attune rebuild` on.
    """

    as_of: datetime
    segment: SegmentView | None
    traits: list[Trait]
    features: list[FeatureValue]


def standing_of(session: Session, customer_id: str) -> Standing | None:
    """The customer's standing now, the newest events counted; None for one without events, and before the
    first `attune rebuild`.
    """
    division = current(session)
    tally = stored.tallies(session, [customer_id])[customer_id]
    if division is None or not tally.events:
        return None
    document = division.document
    as_of = max(division.as_of, newest_moment(session) or division.as_of)
    counted = gather({customer_id: tally})
    frame = features_of(counted, as_of.replace(tzinfo=None), document.prices, document.categories)
    scales = from_json(document.scales)
    z = standardise(frame, scales)
    names = category_names(session)
    traits = own_traits(frame.iloc[0], z.iloc[0], document.typical, names, currency_of(session))
    values = frame.iloc[0].to_dict()
    told = z.iloc[0].to_dict()
    features = [
        FeatureValue(
            name,
            definition(name).unit,
            None if pd.isna(value) else round(value, 4),
            None if name not in told or pd.isna(value) else round(told[name], 3),
            document.typical.get(name),
        )
        for name, value in values.items()
    ]
    return Standing(as_of, _segment(division, document.assign(frame)[0]), traits[:TRAITS], features)


def _segment(division: Division, label: int | None) -> SegmentView | None:
    for segment in division.document.segments:
        if segment.label == label:
            return SegmentView(segment.label, segment.name, segment.sentence, segment.share)
    return None
