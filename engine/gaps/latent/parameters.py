"""The parameters of the mixture, and the prior that holds small classes back."""

from dataclasses import dataclass

import numpy as np

from engine.gaps.latent.fields import FloatArray

TINY = float(np.finfo(np.float64).tiny)


@dataclass(frozen=True)
class Parameters:
    """P(class) and, within each class, independent densities of the fields.

    weights: (classes,), sums to 1. means, variances: (classes, numeric). tables: one (classes, values)
    per categorical field, rows sum to 1.
    """

    weights: FloatArray
    means: FloatArray
    variances: FloatArray
    tables: tuple[FloatArray, ...]

    @property
    def classes(self) -> int:
        return len(self.weights)

    @property
    def free(self) -> int:
        """How many numbers can be chosen freely, as the BIC counts them."""
        per_class = 2 * self.means.shape[1] + sum(table.shape[1] - 1 for table in self.tables)
        return self.classes * per_class + self.classes - 1

    def heaviest_first(self) -> "Parameters":
        """The same model with its classes in falling order of weight, so that numbering is not chance."""
        order = np.argsort(-self.weights, kind="stable")
        tables = tuple(table[order] for table in self.tables)
        return Parameters(self.weights[order], self.means[order], self.variances[order], tables)


@dataclass(frozen=True)
class Prior:
    """Pseudo-observations of each class; all zero is plain maximum likelihood.

    weight: customers more in every class. table: observations more in every categorical field, spread
    as in all customers together. variance: observations more of every number, with the variance of all
    customers. floor: the smallest variance, as a share of the variance of all customers; a class of
    equal values would otherwise have an endless likelihood.
    Source: maximum a posteriori EM with conjugate priors (Galindo Garre and Vermunt 2006; Fraley and
    Raftery 2007).
    """

    weight: float = 1.0
    table: float = 1.0
    variance: float = 1.0
    floor: float = 1e-3

    @classmethod
    def none(cls, floor: float = 1e-6) -> "Prior":
        """Plain maximum likelihood with a variance floor."""
        return cls(0.0, 0.0, 0.0, floor)

    def log_density(self, parameters: Parameters, marginals: tuple[FloatArray, ...]) -> float:
        """Log prior of standardised parameters, up to a constant; what EM climbs beside the likelihood.

        marginals: per categorical field the shares of its values in all customers.
        """
        total = self.weight * float(np.log(np.maximum(parameters.weights, TINY)).sum())
        for table, shares in zip(parameters.tables, marginals, strict=True):
            total += self.table * float((np.log(np.maximum(table, TINY)) * shares).sum())
        variances = parameters.variances
        return total - 0.5 * self.variance * float((np.log(variances) + 1 / variances).sum())
