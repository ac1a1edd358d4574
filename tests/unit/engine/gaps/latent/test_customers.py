"""Customers as rows of the latent-class model, and what sets classes apart."""

import numpy as np
import pandas as pd
import pytest

from engine.gaps.latent.customers import BINS, NUMBERS, fields, schema
from engine.gaps.latent.design import Scale
from engine.gaps.latent.fields import Categorical, Schema, rows_of
from engine.gaps.latent.model import LatentClasses
from engine.gaps.latent.parameters import Parameters
from engine.gaps.latent.traits import traits_of


def features() -> pd.DataFrame:
    columns = {name: [np.nan, 1.0, 30.0, 0.0] for name in (*NUMBERS, *BINS)}
    columns["frequency"] = [1.0, 3.0, 10.0, 0.0]
    columns["return_rate"] = [0.0, 0.1, 0.2, np.nan]
    columns["share:tea"], columns["share:desk"] = [0.7, 0.2, 0.0, np.nan], [0.3, 0.8, 0.0, np.nan]
    return pd.DataFrame(columns, index=["ann", "bo", "cy", "only-looked"])


def values(column: pd.Series) -> list[object]:
    return [None if pd.isna(value) else value for value in column]


def orders() -> pd.DataFrame:
    rows = [
        ("ann", "yes", "late", "quick", None),
        ("ann", "no", "on_time", "slow", "no"),
        ("bo", None, None, None, "no"),
        ("bo", "no", "very_late", "slow", "yes"),
        ("bo", None, None, "slow", None),
    ]
    return pd.DataFrame(rows, columns=["customer", "satisfied", "delivery", "promise", "asked"])


def test_features_and_expectations_become_fields() -> None:
    table = fields(features(), orders(), ["tea"])
    assert list(table.index) == ["ann", "bo", "cy"], "who bought nothing is no row"
    assert table["frequency"].tolist() == ["1", "2-3", "10+"]
    assert table["return_rate"].tolist() == ["none", "up to 10%", "more"]
    assert values(table["views"]) == [None, "1-9", "10-49"]
    assert values(table["favourite"]) == ["tea", "other", None]
    assert table["satisfied"].iloc[:2].tolist() == ["yes", "no"]
    assert table["late"].iloc[:2].tolist() == ["on_time", "very_late"], "the last that is known"
    assert table["promise"].iloc[:2].tolist() == ["quick", "slow"]
    assert table["asked"].iloc[:2].tolist() == ["no", "yes"]
    assert table.loc["cy", ["satisfied", "late", "promise", "asked"]].isna().all()
    assert table["recency"].iloc[1:].tolist() == pytest.approx([np.log(2), np.log(31)])


def test_every_value_that_is_made_is_one_of_the_schema() -> None:
    table, of = fields(features(), orders(), ["tea"]), schema(["tea"])
    rows = rows_of(table, of)
    for place, field in enumerate(of.categorical):
        assert ((rows.codes[:, place] >= 0) == table[field.name].notna()).all()


def test_a_shop_may_have_a_category_named_other() -> None:
    named = features().rename(columns={"share:desk": "share:other"})
    table, of = fields(named, orders(), ["tea", "other"]), schema(["tea", "other"])
    assert of.category("favourite").values == ("tea", "other")
    assert values(table["favourite"]) == ["tea", "other", None]
    assert rows_of(table, of).codes.shape == (3, len(of.categorical))


def test_a_shop_without_categories_has_no_favourites() -> None:
    bare = features().drop(columns=["share:tea", "share:desk"])
    assert fields(bare, orders(), [])["favourite"].isna().all()


def test_classes_are_told_by_what_is_more_common_in_them() -> None:
    kinds = (Categorical("frequency", ("1", "2-3")), Categorical("late", ("no", "yes")))
    tables = (np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([[0.5, 0.5], [0.5, 0.5]]))
    means = np.array([[-0.8, 0.1], [1.2, -0.15]])
    parameters = Parameters(np.array([0.6, 0.4]), means, np.ones((2, 2)), tables)
    model = LatentClasses(Schema(("gap", "basket"), kinds), Scale(np.zeros(2), np.ones(2)), parameters)
    first, second = traits_of(model)
    assert [(t.field, t.value, t.share) for t in first.traits] == [("frequency", "1", 0.9)]
    assert first.traits[0].overall == pytest.approx(0.62)
    assert [(t.field, t.value) for t in second.traits] == [("frequency", "2-3")]
    assert [(lean.field, lean.deviations) for lean in second.leans] == [("gap", 1.2)]
    assert (first.number, first.weight, second.weight) == (0, 0.6, 0.4)
