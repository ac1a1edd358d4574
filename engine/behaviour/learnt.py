"""A trained task as it is stored and used."""

from dataclasses import dataclass

from engine.behaviour.arrays import Floats
from engine.behaviour.classifier import Classifier
from engine.behaviour.spend import Amount
from engine.behaviour.table import Table
from engine.behaviour.tasks import Name


@dataclass(frozen=True)
class Learnt:
    """judged: fitted on what was known at `held_cut` and measured there. served: chosen and fitted in the
    same way on all that was known at `until`; it is what predicts. background: (samples, columns of
    `served`), customers that explanations compare with. amount: what a purchase comes to, task "purchase"
    only. Moments in days since 1970.
    """

    task: Name
    judged: Classifier
    served: Classifier
    held_cut: float
    until: float
    background: Floats
    amount: Amount | None = None

    def at(self, moment: float) -> Classifier:
        """The newest of both that had seen nothing after `moment`, for a fair comparison there."""
        return self.served if self.until <= moment else self.judged

    def spend(self, table: Table) -> Floats | None:
        """(rows,), expected money within the window; None where amounts could not be learnt."""
        return None if self.amount is None else self.served(table)[:, 1] * self.amount(table)
