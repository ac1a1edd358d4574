"""The learnt latent-class model: which kind of customer somebody is, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from engine.errors import Invalid
from engine.gaps.latent.design import Design, Scale
from engine.gaps.latent.em import normalise
from engine.gaps.latent.fields import MISSING, Categorical, FloatArray, Rows, Schema, row_of
from engine.gaps.latent.parameters import TINY, Parameters

FORMAT = 1


@dataclass(frozen=True)
class LatentClasses:
    """p(x, y) = sum over classes of P(class) times the product of the fields' densities within it.

    `parameters` are of standardised numbers; `means` and `deviations` are in the fields' own units.
    """

    schema: Schema
    scale: Scale
    parameters: Parameters

    @property
    def classes(self) -> int:
        return self.parameters.classes

    @property
    def means(self) -> FloatArray:
        """(classes, numeric), in the fields' units."""
        return self.scale.centre + self.scale.spread * self.parameters.means

    @property
    def deviations(self) -> FloatArray:
        """(classes, numeric): standard deviations, in the fields' units."""
        return self.scale.spread * np.sqrt(self.parameters.variances)

    def table(self, name: str) -> FloatArray:
        """(classes, values): P(value | class) of a categorical field."""
        field = self.schema.category(name)
        return self.parameters.tables[self.schema.categorical.index(field)]

    def posterior(self, rows: Rows) -> FloatArray:
        """(n, classes): P(class | what is known of the row)."""
        return normalise(self._design(rows).log_joint(self.parameters))[0]

    def log_likelihood(self, rows: Rows) -> FloatArray:
        """(n,): log density of what is known of each row, in nats, in the fields' units."""
        evidence = normalise(self._design(rows).log_joint(self.parameters))[1]
        return evidence - ~np.isnan(rows.numbers) @ np.log(self.scale.spread)

    def fold_in(self, answers: Mapping[str, object]) -> FloatArray:
        """(classes,): P(class | answers) of one customer of whom any of the fields are known.

        Raises Invalid where a number is none. Takes some ten microseconds: no frame, no design.
        """
        row = row_of(answers, self.schema)
        known = ~np.isnan(row.numbers[0])
        standard = (row.numbers[0, known] - self.scale.centre[known]) / self.scale.spread[known]
        variances = self.parameters.variances[:, known]
        off = (standard - self.parameters.means[:, known]) ** 2 / variances + np.log(variances)
        log_joint = self._log_weights - 0.5 * off.sum(axis=1)
        for code, table in zip(row.codes[0], self._log_tables, strict=True):
            if code != MISSING:
                log_joint = log_joint + table[:, code]
        joint = np.exp(log_joint - log_joint.max())
        return joint / joint.sum()

    def categories(self, name: str, posterior: FloatArray) -> FloatArray:
        """p(y | x) of a categorical field: (values,), or (n, values) for posteriors (n, classes)."""
        return posterior @ self.table(name)

    def number(self, name: str, posterior: FloatArray) -> tuple[float, float]:
        """Mean and standard deviation of a numeric field given P(class), (classes,), in its units."""
        if name not in self.schema.numeric:
            raise Invalid(f"{name!r} is not a number of this model.")
        place = self.schema.numeric.index(name)
        means, deviations = self.means[:, place], self.deviations[:, place]
        mean = float(posterior @ means)
        return mean, float(np.sqrt(posterior @ (deviations**2 + (means - mean) ** 2)))

    @cached_property
    def _log_weights(self) -> FloatArray:
        return np.log(np.maximum(self.parameters.weights, TINY))

    @cached_property
    def _log_tables(self) -> tuple[FloatArray, ...]:
        return tuple(np.log(np.maximum(table, TINY)) for table in self.parameters.tables)

    def _design(self, rows: Rows) -> Design:
        return Design.of(rows, self.schema, self.scale)

    def as_dict(self) -> dict[str, Any]:
        """All of it in plain lists and numbers, for JSON; `from_dict` gives the same model back exactly."""
        parameters = self.parameters
        return {
            "format": FORMAT,
            "numeric": list(self.schema.numeric),
            "categorical": [
                {"name": field.name, "values": list(field.values)} for field in self.schema.categorical
            ],
            "centre": self.scale.centre.tolist(),
            "spread": self.scale.spread.tolist(),
            "weights": parameters.weights.tolist(),
            "means": parameters.means.tolist(),
            "variances": parameters.variances.tolist(),
            "tables": [table.tolist() for table in parameters.tables],
        }

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "LatentClasses":
        """Raises Invalid where it was written in another format."""
        if stored.get("format") != FORMAT:
            raise Invalid("This latent-class model was saved by another version; run `attune rebuild`.")
        weights = np.array(stored["weights"], dtype=np.float64)
        shape = (len(weights), len(stored["numeric"]))
        fields = tuple(Categorical(one["name"], tuple(one["values"])) for one in stored["categorical"])
        parameters = Parameters(
            weights,
            np.array(stored["means"], dtype=np.float64).reshape(shape),
            np.array(stored["variances"], dtype=np.float64).reshape(shape),
            tuple(np.array(table, dtype=np.float64) for table in stored["tables"]),
        )
        scale = Scale(np.array(stored["centre"], np.float64), np.array(stored["spread"], np.float64))
        return cls(Schema(tuple(stored["numeric"]), fields), scale, parameters)
