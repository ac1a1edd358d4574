"""The likelihood: that it never falls, and that reference libraries find the same one."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.mixture import GaussianMixture
from stepmix.stepmix import StepMix

from engine.bench.known_mixture import Drawn, draw
from engine.gaps.latent.design import Design, Scale
from engine.gaps.latent.em import climb
from engine.gaps.latent.fields import Rows, Schema, rows_of
from engine.gaps.latent.model import LatentClasses
from engine.gaps.latent.parameters import Parameters, Prior
from engine.gaps.latent.starts import starts


def designed(drawn: Drawn) -> tuple[Rows, Scale, Design]:
    rows = rows_of(drawn.frame, drawn.schema)
    scale = Scale.of(rows.numbers)
    return rows, scale, Design.of(rows, drawn.schema, scale)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    classes=st.integers(1, 6),
    missing=st.sampled_from([0.0, 0.3, 0.9]),
    prior=st.sampled_from([Prior.none(), Prior(), Prior(weight=5, table=0.1, variance=3)]),
)
def test_what_is_climbed_never_falls(seed: int, classes: int, missing: float, prior: Prior) -> None:
    drawn = draw(80, seed=seed, missing=missing, apart=1.0)
    _, _, design = designed(drawn)
    for start in starts(design, classes, prior, 2, np.random.default_rng(seed)):
        history = np.array(climb(design, start, prior, tolerance=0.0, most=60).history)
        steps = np.diff(history)
        assert (steps >= -1e-9 * np.maximum(1.0, np.abs(history[:-1]))).all()


def test_columns_that_say_nothing_divide_by_one() -> None:
    no = np.nan
    scale = Scale.of(np.array([[0.1, no, no, 1.0], [0.1, no, 7.0, 3.0], [0.1, no, no, no]]))
    assert scale.centre == pytest.approx([0.1, 0.0, 7.0, 2.0])
    assert scale.spread == pytest.approx([1.0, 1.0, 1.0, 1.0])


def test_plain_maximum_likelihood_is_above_the_penalised_one() -> None:
    _, _, design = designed(draw(300, seed=1))
    start = next(starts(design, 3, Prior(), 1, np.random.default_rng(0)))
    plain, held = (climb(design, start, prior) for prior in (Prior.none(), Prior(table=20, variance=20)))
    assert plain.log_likelihood > held.log_likelihood
    assert plain.penalised == pytest.approx(plain.log_likelihood + design.log_scale)


def in_units(parameters: Parameters, scale: Scale) -> tuple[np.ndarray, np.ndarray]:
    return scale.centre + scale.spread * parameters.means, scale.spread**2 * parameters.variances


def test_scikit_learn_climbs_from_the_same_start_to_the_same_likelihood() -> None:
    drawn = draw(1500, missing=0.0, apart=1.2, seed=2)
    schema = Schema(drawn.schema.numeric)
    rows = rows_of(drawn.frame, schema)
    # The peer wants numbers of one size; units of ours are tested by themselves.
    rows = Rows((rows.numbers - rows.numbers.mean(axis=0)) / rows.numbers.std(axis=0), rows.codes)
    scale = Scale.of(rows.numbers)
    design = Design.of(rows, schema, scale)
    prior = Prior.none(floor=1e-9)
    start = next(starts(design, 3, prior, 1, np.random.default_rng(0)))
    means, variances = in_units(start, scale)
    peer = GaussianMixture(
        3,
        covariance_type="diag",
        reg_covar=0.0,
        tol=1e-13,
        max_iter=5000,
        weights_init=start.weights,
        means_init=means,
        precisions_init=1 / variances,
    ).fit(rows.numbers)
    top = climb(design, start, prior, tolerance=1e-14, most=5000)
    assert top.log_likelihood / len(rows) == pytest.approx(peer.score(rows.numbers), abs=1e-6)
    theirs = Parameters(
        peer.weights_,
        (peer.means_ - scale.centre) / scale.spread,
        peer.covariances_ / scale.spread**2,
        (),
    )
    same = LatentClasses(schema, scale, theirs)
    assert same.log_likelihood(rows) == pytest.approx(peer.score_samples(rows.numbers), abs=1e-6)
    assert same.posterior(rows) == pytest.approx(peer.predict_proba(rows.numbers), abs=1e-6)


def test_stepmix_agrees_on_mixed_fields_with_missing_values() -> None:
    drawn = draw(600, missing=0.2, seed=4, apart=1.5)
    rows, _, _ = designed(drawn)
    rows = Rows(
        (rows.numbers - np.nanmean(rows.numbers, axis=0)) / np.nanstd(rows.numbers, axis=0), rows.codes
    )
    scale = Scale.of(rows.numbers)
    design = Design.of(rows, drawn.schema, scale)
    table = np.concatenate([rows.numbers, np.where(rows.codes < 0, np.nan, rows.codes)], axis=1)
    measured = {
        "numbers": {"model": "continuous_nan", "n_columns": rows.numbers.shape[1]},
        "kinds": {"model": "categorical_nan", "n_columns": rows.codes.shape[1]},
    }
    peer = StepMix(3, measurement=measured, abs_tol=1e-12, max_iter=3000, random_state=1, progress_bar=0)
    columns = [f"f{n}" for n in range(table.shape[1])]
    frame = pd.DataFrame(table, columns=columns)
    peer.fit(frame)
    theirs = parameters_of(peer, scale, drawn.schema)
    model = LatentClasses(drawn.schema, scale, theirs)
    per_row = float(model.log_likelihood(rows).mean())
    assert per_row == pytest.approx(peer.score(frame), abs=1e-6)
    assert model.posterior(rows) == pytest.approx(peer.predict_proba(frame), abs=1e-6)
    # From their top ours goes nowhere: it is a top of our likelihood too.
    top = climb(design, theirs, Prior.none(floor=1e-9), tolerance=1e-14)
    assert top.log_likelihood / len(rows) == pytest.approx(per_row, abs=1e-6)


def parameters_of(peer: StepMix, scale: Scale, schema: Schema) -> Parameters:
    found = peer.get_parameters()
    numbers, kinds = found["measurement"]["numbers"], found["measurement"]["kinds"]
    means = np.asarray(numbers["means"])
    variances = np.asarray(numbers["covariances"])
    shares = np.asarray(kinds["pis"])
    values = 3
    tables = tuple(shares[:, n * values : (n + 1) * values] for n in range(len(schema.categorical)))
    return Parameters(
        np.asarray(found["weights"]),
        (means - scale.centre) / scale.spread,
        variances / scale.spread**2,
        tables,
    )
