"""Learning the kinds of customers from who likes what and who bought what."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.frames import pd
from engine.gaps.latent.fields import Categorical, FloatArray, Schema, rows_of
from engine.gaps.latent.fit import choose
from engine.gaps.questions.model import QuestionModel

CLASSES = range(1, 13)
PRIOR_CUSTOMERS = 5.0
"""Customers of the average kind that every class is given beside its own, so that small ones are not sure."""
CANDIDATES = 150
"""Likeliest items of each class: what is among none of them hardly comes into a list of ten."""
LEAST, MOST = 0.03, 0.97
"""Shares of customers between which an attribute parts them; what nearly all or none like is no question."""


def learn(
    attributes: Sequence[str],
    likes: NDArray[np.bool_],
    items: Sequence[str],
    wants: Any,
    *,
    classes: Sequence[int] = CLASSES,
    seed: int = 0,
) -> QuestionModel:
    """The model with the number of classes that BIC takes.

    likes: (customers, attributes). wants: (customers, items), dense or sparse, above 0 where wanted. Raises
    Invalid where no attribute parts the customers.
    """
    share = likes.mean(axis=0) if len(likes) else np.zeros(len(attributes))
    asked = [n for n, one in enumerate(share) if LEAST <= one <= MOST]
    names = tuple(attributes[n] for n in asked)
    frame = pd.DataFrame(
        {name: np.where(likes[:, n], "yes", "no") for name, n in zip(names, asked, strict=True)}
    )
    schema = Schema((), tuple(Categorical(name, ("no", "yes")) for name in names))
    model = choose(frame, schema, classes, restarts=4, seed=seed).best.model
    posterior = model.posterior(rows_of(frame, model.schema))
    buys = _chances(posterior, wants)
    kept: list[int] = _candidates(buys).tolist()
    return QuestionModel(
        attributes=names,
        items=tuple(str(items[n]) for n in kept),
        weights=model.parameters.weights,
        likes=np.column_stack([model.table(name)[:, 1] for name in names]),
        buys=buys[:, kept],
    )


def _chances(posterior: FloatArray, wants: Any) -> FloatArray:
    """(classes, items): the share of each class that wants the item, drawn to the share of all."""
    found = np.asarray((wants.T @ posterior).T, dtype=np.float64)
    average = np.asarray(wants.mean(axis=0), dtype=np.float64).ravel()
    return (found + PRIOR_CUSTOMERS * average) / (posterior.sum(axis=0)[:, None] + PRIOR_CUSTOMERS)


def _candidates(buys: FloatArray) -> NDArray[np.intp]:
    order = np.argsort(-buys, axis=1, kind="stable")[:, :CANDIDATES]
    return np.unique(order).astype(np.intp)
