"""Features against figures worked out by hand."""

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from engine.profiles.definitions import FEATURES, SHARE, definition
from engine.profiles.features import features_at
from engine.profiles.standard import EXTREME, as_json, fit_scales, from_json, standardise
from tests.unit.engine.profiles.frames import CUT, history_of

LAMP = {"product": "lamp", "category": "lighting"}
CHAIR = {"product": "chair", "category": "furniture"}
ROWS = [
    {"customer": "mei", "type": "view", "days": 60, **LAMP},
    {"customer": "mei", "type": "purchase", "days": 50, "order": "A", "pieces": 2, "cents": 4000, **LAMP},
    {"customer": "mei", "type": "purchase", "days": 50, "order": "A", "pieces": 1, "cents": 6000, **CHAIR},
    {"customer": "mei", "type": "purchase", "days": 10, "order": "B", "pieces": 1, "cents": 3000, **LAMP},
    {"customer": "mei", "type": "return", "days": 5, "order": "B", "pieces": 1, "cents": 3000, **LAMP},
    {"customer": "mei", "type": "rating", "days": 4, "pieces": 4, **LAMP},
    {"customer": "mei", "type": "question", "days": 33, "pieces": 0.5},
    {"customer": "mei", "type": "question", "days": 3, "pieces": -0.5},
    {"customer": "mei", "type": "impression", "days": 2, **LAMP},
    {"customer": "mei", "type": "impression", "days": 2, **CHAIR},
    {"customer": "mei", "type": "click", "days": 2, **CHAIR},
    {"customer": "zoe", "type": "search", "days": 1},
    {"customer": "zoe", "type": "purchase", "days": 1, "order": "C", "pieces": 1, "cents": 1000, **LAMP},
]


@pytest.fixture
def features() -> pd.DataFrame:
    return features_at(history_of(ROWS), CUT)


def test_every_feature_is_what_its_definition_says(features: pd.DataFrame) -> None:
    mei = features.loc["mei"]
    assert list(features.columns) == [f.name for f in FEATURES] + ["share:lighting", "share:furniture"]
    assert mei["recency"] == 10
    assert (mei["frequency"], mei["gap"]) == (2, 40)
    assert (mei["value"], mei["basket"]) == (13_000 - 3000, 6500)
    assert (mei["views"], mei["searches"], mei["support_load"], mei["stars"]) == (1, 0, 2, 4)
    assert mei["return_rate"] == 0.25
    # Lamps cost 8000 / 4 on average, chairs 6000.
    assert mei["price_level"] == pytest.approx(13_000 / (3 * 2000 + 6000))
    assert mei["mood"] == 0
    # Two questions 30 days apart: slope -1 a month, the spread of t (450 days squared) raised by 900.
    assert mei["mood_trend"] == pytest.approx(-1 * 450 / (450 + 900))
    assert mei["response"] == pytest.approx(2 / 12)
    assert mei["chat_share"] == pytest.approx(5 / 11)
    assert mei["tenure"] == 60
    weights = np.array([3 + 0.2, 1.0])
    assert mei[["share:lighting", "share:furniture"]].tolist() == pytest.approx(weights / weights.sum())
    assert mei["focus"] == pytest.approx(((weights / weights.sum()) ** 2).sum())


def test_what_cannot_be_told_is_not_made_up(features: pd.DataFrame) -> None:
    zoe = features.loc["zoe"]
    assert zoe[["gap", "mood", "mood_trend", "stars", "response"]].isna().all()
    assert (zoe["support_load"], zoe["return_rate"], zoe["chat_share"]) == (0, 0, 0)


def test_nothing_at_or_after_the_cut_counts(features: pd.DataFrame) -> None:
    later = [{**row, "days": -day} for day in (0, 1, 100) for row in ROWS]
    unknown = [{**row, "at": pd.NaT} for row in ROWS]
    whole = history_of([*ROWS, *later, *unknown, {"customer": "new", "type": "view", "days": -1}])
    pd.testing.assert_frame_equal(features_at(whole, CUT), features)
    assert not features_at(whole, CUT + timedelta(days=2)).equals(features)


def test_definitions_cover_every_column(features: pd.DataFrame) -> None:
    for name in features.columns:
        feature = definition(name)
        assert feature.definition.endswith(".") and feature.unit
    assert definition(SHARE + "anything").name == SHARE


def test_standardised_values_have_their_median_at_zero_and_survive_storing() -> None:
    random = np.random.default_rng(4)
    skewed = pd.DataFrame({"value": random.lognormal(8, 2, 500), "mood": random.normal(0.2, 0.3, 500)})
    skewed.loc[:99, "mood"] = np.nan
    skewed.loc[0, "value"] = 1e15
    scales = fit_scales(skewed)
    z = standardise(skewed, scales)
    assert z["value"].median() == pytest.approx(0)
    assert z["value"].drop(0).std() == pytest.approx(1, abs=0.1)
    assert z.loc[0, "value"] == EXTREME
    assert (z.loc[:99, "mood"] == 0).all()
    pd.testing.assert_frame_equal(standardise(skewed, from_json(as_json(scales))), z)


def test_a_feature_that_nobody_differs_in_tells_nothing() -> None:
    same = pd.DataFrame({"views": [3.0] * 50, "stars": [np.nan] * 49 + [5.0], "value": np.arange(50.0)})
    assert list(standardise(same, fit_scales(same)).columns) == ["value"]
