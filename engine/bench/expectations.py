"""What is promised of expectations: EM finds a known model, libraries agree, networks answer exactly."""

import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

import numpy as np

from engine.bench.figures import Figure, at_least, at_most, p50, reported
from engine.bench.known_mixture import Drawn, draw
from engine.bench.known_networks import enumerated, random_network
from engine.gaps.latent.design import Design, Scale
from engine.gaps.latent.em import climb
from engine.gaps.latent.fields import FloatArray, Rows, Schema, rows_of
from engine.gaps.latent.fit import choose, fit
from engine.gaps.latent.model import LatentClasses
from engine.gaps.latent.parameters import Parameters, Prior
from engine.gaps.latent.starts import starts
from engine.gaps.network.inference import query
from engine.settings import Settings

SEEDS = 10
LARGE = 100_000


def expectations_figures(settings: Settings, full: bool, report: Callable[[str], None]) -> dict[str, Figure]:
    """All figures by name; `full` adds nothing. Peers: scikit-learn's GaussianMixture (diagonal), pgmpy."""
    report("expectations: classes of known models")
    figures = _recovery()
    report("expectations: likelihood beside scikit-learn's")
    figures |= _likelihood()
    report("expectations: posteriors of networks beside enumeration and pgmpy")
    figures |= _posteriors()
    report(f"expectations: {LARGE} customers of 30 fields")
    return figures | _large()


def _recovery() -> dict[str, Figure]:
    """The worst of the seeds; the number of classes is chosen by BIC and not told."""
    found: list[float] = []
    right = 0
    for seed in range(SEEDS):
        drawn = draw(2000, seed=seed)
        model = choose(drawn.frame, drawn.schema, range(1, 8), restarts=6, seed=seed).best.model
        found.append(_adjusted_rand(drawn, model))
        right += model.classes == len(set(drawn.classes.tolist()))
    return {
        "em_adjusted_rand_worst_of_10": at_least(min(found), 0.9),
        "em_number_of_classes_right": reported(right / SEEDS),
    }


def _adjusted_rand(drawn: Drawn, model: LatentClasses) -> float:
    metrics: Any = import_module("sklearn.metrics")
    told = model.posterior(rows_of(drawn.frame, drawn.schema)).argmax(axis=1)
    return float(metrics.adjusted_rand_score(drawn.classes, told))


def _likelihood() -> dict[str, Figure]:
    """From the same start to the top, in nats a customer; and the largest fall on the way, relative."""
    differences: list[float] = []
    falls: list[float] = []
    for seed in range(3):
        drawn = draw(1500, missing=0.0, apart=1.2, seed=seed)
        schema = Schema(drawn.schema.numeric)
        numbers = rows_of(drawn.frame, schema).numbers
        rows = Rows((numbers - numbers.mean(axis=0)) / numbers.std(axis=0), np.empty((1500, 0), np.int64))
        scale = Scale.of(rows.numbers)
        design = Design.of(rows, schema, scale)
        prior = Prior.none(floor=1e-9)
        start = next(starts(design, 3, prior, 1, np.random.default_rng(seed)))
        top = climb(design, start, prior, tolerance=1e-14, most=5000)
        peer = _peer(rows.numbers, start, scale)
        differences.append(abs(top.log_likelihood / 1500 - float(peer.score(rows.numbers))))
        steps = np.diff(top.history) / np.abs(top.history[:-1])
        falls.append(float(max(0.0, -steps.min())))
    return {
        "em_log_likelihood_off_scikit_learn": at_most(max(differences), 1e-6),
        "em_log_likelihood_largest_fall": at_most(max(falls), 1e-9),
    }


def _peer(numbers: FloatArray, start: Parameters, scale: Scale) -> Any:
    mixture: Any = import_module("sklearn.mixture")
    return mixture.GaussianMixture(
        start.classes,
        covariance_type="diag",
        reg_covar=0.0,
        tol=1e-13,
        max_iter=5000,
        weights_init=start.weights,
        means_init=scale.centre + scale.spread * start.means,
        precisions_init=1 / (scale.spread**2 * start.variances),
    ).fit(numbers)


def _posteriors() -> dict[str, Figure]:
    """The largest difference of any probability over 60 random networks, each asked under evidence."""
    off_enumeration, off_pgmpy = 0.0, 0.0
    for seed in range(60):
        structure, tables = random_network(np.random.default_rng(seed), 6)
        first, *_, last = structure.names
        evidence = {last: structure.node(last).states[1]}
        ours = query(structure, tables, [first], evidence)
        off_enumeration = max(
            off_enumeration, float(np.abs(ours - enumerated(structure, tables, [first], evidence)).max())
        )
        off_pgmpy = max(off_pgmpy, float(np.abs(ours - _pgmpy(structure, tables, first, last)).max()))
    return {
        "network_posterior_off_enumeration": at_most(off_enumeration, 1e-9),
        "network_posterior_off_pgmpy": at_most(off_pgmpy, 1e-9),
    }


def _pgmpy(structure: Any, tables: dict[str, FloatArray], target: str, given: str) -> FloatArray:
    """P(target | given is in its second state) by the library."""
    discrete: Any = import_module("pgmpy.factors.discrete")
    inference: Any = import_module("pgmpy.inference")
    models: Any = import_module("pgmpy.models")
    peer = models.DiscreteBayesianNetwork()
    peer.add_nodes_from(structure.names)
    for node in structure.nodes:
        peer.add_edges_from((parent, node.name) for parent in node.parents)
        sizes = [len(structure.node(name).states) for name in node.parents]
        flat = tables[node.name].reshape(-1, len(node.states)).T
        peer.add_cpds(discrete.TabularCPD(node.name, len(node.states), flat, list(node.parents), sizes))
    found = inference.VariableElimination(peer).query([target], {given: 1}, show_progress=False)
    return np.asarray(found.values)


def _large() -> dict[str, Figure]:
    drawn = draw(LARGE, classes=5, apart=1.0, fields=20, kinds=10, missing=0.05)
    began, cpu = time.perf_counter(), time.process_time()
    model = fit(drawn.frame, drawn.schema, 5).model
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    answers = {"number0": 101.0, "kind0": "low", "number7": 120.0, "kind3": "high"}
    seconds: list[float] = []
    for _ in range(500):
        started = time.perf_counter()
        model.fold_in(answers)
        seconds.append(time.perf_counter() - started)
    return {
        "em_100k_x_30_seconds": reported(wall),
        "em_100k_x_30_cpu_seconds": reported(cpu),
        "em_100k_adjusted_rand": at_least(_adjusted_rand(drawn, model), 0.9),
        "em_fold_in_p50_ms": at_most(p50(seconds), 1.0),
    }
