"""Questions to a learnt model."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.bench.known_mixture import draw
from engine.errors import Invalid
from engine.gaps.latent.design import Scale
from engine.gaps.latent.fields import Categorical, Schema, rows_of
from engine.gaps.latent.fit import fit
from engine.gaps.latent.model import LatentClasses
from engine.gaps.latent.parameters import Parameters

DRAWN = draw(400, seed=7)


@pytest.fixture(scope="module")
def model() -> LatentClasses:
    return fit(DRAWN.frame, DRAWN.schema, 3).model


@given(row=st.integers(0, 399), known=st.sets(st.sampled_from(DRAWN.schema.names)))
def test_one_customer_folds_in_as_in_the_frame(model: LatentClasses, row: int, known: set[str]) -> None:
    one = DRAWN.frame.iloc[[row]]
    one = one.assign(**{name: None for name in DRAWN.schema.names if name not in known})
    answers = {name: one[name].iloc[0] for name in known}
    assert model.fold_in(answers) == pytest.approx(model.posterior(rows_of(one, DRAWN.schema))[0])


def test_what_the_model_does_not_know_is_passed_over(model: LatentClasses) -> None:
    assert model.fold_in({"kind0": "unheard", "shoe": 42}) == pytest.approx(model.parameters.weights)
    with pytest.raises(Invalid, match="number0 has to be a number, not 'many'"):
        model.fold_in({"number0": "many"})
    with pytest.raises(Invalid, match="finite"):
        model.fold_in({"number0": float("inf")})


def test_expectations_given_features_are_the_joint_over_the_margin() -> None:
    kinds = (Categorical("age", ("young", "old")), Categorical("wants", ("speed", "price", "care")))
    tables = (np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]]))
    scale = Scale(np.array([50.0]), np.array([10.0]))
    parameters = Parameters(np.array([0.6, 0.4]), np.array([[-1.0], [1.0]]), np.ones((2, 1)), tables)
    model = LatentClasses(Schema(("spend",), kinds), scale, parameters)
    joint = sum(w * age[0] * wants for w, age, wants in zip(parameters.weights, *tables, strict=True))
    posterior = model.fold_in({"age": "young"})
    assert model.categories("wants", posterior) == pytest.approx(joint / joint.sum())
    mean, deviation = model.number("spend", np.array([0.5, 0.5]))
    assert (mean, deviation) == (50.0, pytest.approx(np.sqrt(10**2 + 10**2)))
    with pytest.raises(Invalid, match="not a field with categories"):
        model.categories("spend", posterior)
    with pytest.raises(Invalid, match="not a number"):
        model.number("age", posterior)
