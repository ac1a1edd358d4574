"""The kinds of models that compete for a task."""

from collections.abc import Callable
from typing import Any

import numpy as np

from engine.behaviour.arrays import Floats
from engine.behaviour.library import sklearn

Estimator = Any
"""A scikit-learn classifier: `fit(X, y)`, `predict_proba(X)`, `classes_`."""


def signed_log(values: Floats) -> Floats:
    """sign(v) log(1 + |v|): money and counts have long tails that a linear model would follow."""
    return np.sign(values) * np.log1p(np.abs(values))


def scaled() -> list[Any]:
    """The steps before a model that measures distances or weighs columns."""
    return [
        sklearn("preprocessing").FunctionTransformer(signed_log),
        sklearn("preprocessing").StandardScaler(),
    ]


def logistic_regression(seed: int) -> Estimator:
    return sklearn("pipeline").make_pipeline(
        *scaled(), sklearn("linear_model").LogisticRegression(C=0.03, max_iter=500, random_state=seed)
    )


def decision_tree(seed: int) -> Estimator:
    return sklearn("tree").DecisionTreeClassifier(max_depth=6, min_samples_leaf=60, random_state=seed)


def random_forest(seed: int) -> Estimator:
    return sklearn("ensemble").RandomForestClassifier(
        60, min_samples_leaf=20, max_features=0.15, max_samples=0.4, random_state=seed
    )


def svm(seed: int) -> Estimator:
    """An RBF-kernel SVM through a Nystroem map (Williams & Seeger 2001); a sigmoid gives its chances."""
    machine = sklearn("pipeline").make_pipeline(
        *scaled(),
        sklearn("kernel_approximation").Nystroem(gamma=0.01, n_components=100, random_state=seed),
        sklearn("svm").LinearSVC(C=0.1, random_state=seed),
    )
    return sklearn("calibration").CalibratedClassifierCV(machine, method="sigmoid", cv=3, ensemble=False)


def gradient_boosting(seed: int) -> Estimator:
    return sklearn("ensemble").HistGradientBoostingClassifier(
        max_iter=100,
        learning_rate=0.06,
        max_leaf_nodes=8,
        min_samples_leaf=60,
        l2_regularization=5.0,
        max_features=0.3,
        random_state=seed,
    )


def gamma_boosting(seed: int) -> Any:
    """A regressor of positive amounts whose spread grows with their mean."""
    return sklearn("ensemble").HistGradientBoostingRegressor(
        loss="gamma",
        max_iter=80,
        learning_rate=0.06,
        max_leaf_nodes=8,
        min_samples_leaf=40,
        l2_regularization=5.0,
        max_features=0.3,
        random_state=seed,
    )


CANDIDATES: dict[str, Callable[[int], Estimator]] = {
    "logistic regression": logistic_regression,
    "decision tree": decision_tree,
    "random forest": random_forest,
    "SVM": svm,
    "gradient boosting": gradient_boosting,
}
"""By name; each makes an unfitted estimator from a seed."""

AVERAGE = "average of four"
MEMBERS = ("logistic regression", "random forest", "SVM", "gradient boosting")
"""Their errors differ, so the mean of their chances errs less; a single tree is too rough for it."""


def average(seed: int) -> Estimator:
    """The mean chance of `MEMBERS`."""
    members = [(name, CANDIDATES[name](seed)) for name in MEMBERS]
    return sklearn("ensemble").VotingClassifier(members, voting="soft")
