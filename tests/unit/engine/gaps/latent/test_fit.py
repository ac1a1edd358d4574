"""Learning latent classes from data whose classes are known."""

import json

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from engine.bench.known_mixture import draw
from engine.errors import Invalid
from engine.gaps.latent.fields import Categorical, Schema, rows_of
from engine.gaps.latent.fit import choose, fit
from engine.gaps.latent.model import LatentClasses
from engine.gaps.latent.parameters import Prior


@pytest.mark.parametrize("seed", range(5))
def test_classes_of_a_known_model_are_recovered_and_counted(seed: int) -> None:
    drawn = draw(2000, seed=seed)
    chosen = choose(drawn.frame, drawn.schema, range(1, 8), restarts=6, seed=seed)
    best = chosen.best.model
    assert best.classes == 4
    found = best.posterior(rows_of(drawn.frame, drawn.schema)).argmax(axis=1)
    assert adjusted_rand_score(drawn.classes, found) >= 0.9
    assert (np.diff(best.parameters.weights) <= 0).all()


def test_icl_asks_for_more_separation_than_bic() -> None:
    drawn = draw(1000, apart=0.6, seed=3)
    for one in choose(drawn.frame, drawn.schema, (1, 2, 3), restarts=4).tried:
        assert one.icl >= one.bic if one.model.classes > 1 else one.icl == pytest.approx(one.bic)


def test_number_of_free_parameters_is_that_of_the_formula() -> None:
    drawn = draw(500)
    # 2 weights; 4 means and 4 variances and 4 times 2 shares in each of 3 classes
    assert fit(drawn.frame, drawn.schema, 3).free == 2 + 3 * (4 + 4 + 8)


def test_same_seed_gives_the_same_model_and_json_keeps_it_exactly() -> None:
    drawn = draw(600)
    one, two = (fit(drawn.frame, drawn.schema, 3, seed=5).model for _ in range(2))
    assert one.as_dict() == two.as_dict()
    back = LatentClasses.from_dict(json.loads(json.dumps(one.as_dict())))
    rows = rows_of(drawn.frame, drawn.schema)
    assert (back.posterior(rows) == one.posterior(rows)).all()
    with pytest.raises(Invalid, match="attune rebuild"):
        LatentClasses.from_dict({"format": 0})


def test_shifting_and_stretching_a_number_changes_no_class() -> None:
    drawn = draw(800, missing=0.0)
    other = drawn.frame.assign(number1=drawn.frame["number1"] * 1000 - 7)
    one, two = (fit(frame, drawn.schema, 4) for frame in (drawn.frame, other))
    rows = [rows_of(frame, drawn.schema) for frame in (drawn.frame, other)]
    assert one.model.posterior(rows[0]) == pytest.approx(two.model.posterior(rows[1]), abs=1e-6)
    stretched = two.climb.log_likelihood + len(other) * np.log(1000)
    assert stretched == pytest.approx(one.climb.log_likelihood, rel=1e-9)


def test_columns_that_say_nothing_are_left_out_and_named() -> None:
    frame = pd.DataFrame(
        {
            "spend": [1.0, 2.0, 9.0, 10.0, np.nan],
            "always": [3.0] * 5,
            "never": [np.nan] * 5,
            "once": [np.nan] * 4 + [1.0],
            "kind": ["a", "a", "b", None, "b"],
            "same": ["x"] * 5,
        }
    )
    kinds = (Categorical("kind", ("a", "b", "unseen")), Categorical("same", ("x", "y")))
    fitted = fit(frame, Schema(("spend", "always", "never", "once"), kinds), 2)
    assert fitted.left_out == ("always", "never", "once", "same")
    assert fitted.model.schema == Schema(("spend",), (Categorical("kind", ("a", "b")),))
    assert np.isfinite(fitted.climb.log_likelihood)


def test_what_cannot_be_learnt_is_said() -> None:
    schema = Schema(("spend",))
    with pytest.raises(Invalid, match="nothing to tell customers apart"):
        fit(pd.DataFrame({"spend": [np.nan, np.nan, 4.0]}), schema, 1)
    with pytest.raises(Invalid, match="3 classes cannot be learnt from 2 customers"):
        fit(pd.DataFrame({"spend": [1.0, 2.0]}), schema, 3)
    with pytest.raises(Invalid, match="needs the columns spend"):
        fit(pd.DataFrame({"other": [1.0, 2.0]}), schema, 1)
    with pytest.raises(Invalid, match="Column spend has an infinite number in row 1"):
        fit(pd.DataFrame({"spend": [1.0, np.inf]}), schema, 1)
    with pytest.raises(Invalid, match="same name"):
        Schema(("spend", "spend"))


def test_no_more_classes_than_customers_are_tried() -> None:
    frame = pd.DataFrame({"spend": [1.0, 2.0, 8.0]})
    assert len(choose(frame, Schema(("spend",)), range(1, 9), restarts=2).tried) <= 3


def test_equal_customers_end_in_no_endless_likelihood() -> None:
    frame = pd.DataFrame({"spend": [5.0] * 50 + [6.0] * 50})
    for prior in (Prior(), Prior.none()):
        fitted = fit(frame, Schema(("spend",)), 2, prior=prior)
        assert np.isfinite(fitted.climb.log_likelihood)
        assert (fitted.model.deviations > 0).all()


def test_a_customer_of_whom_nothing_is_known_is_as_all_are() -> None:
    drawn = draw(500)
    model = fit(drawn.frame, drawn.schema, 3).model
    nobody = drawn.frame.iloc[[0]].assign(**dict.fromkeys(drawn.schema.names, None))
    assert model.posterior(rows_of(nobody, drawn.schema))[0] == pytest.approx(model.parameters.weights)
