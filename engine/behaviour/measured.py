"""How good chances are on customers and a time that were not learnt from."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from engine.behaviour.arrays import Floats, Ints
from engine.behaviour.library import sklearn
from engine.behaviour.losses import Bin, classwise_ece, ece, log_losses, reliability


@dataclass(frozen=True)
class Measured:
    """rows: customers. log_loss, base_loss: in nats, ours and that of the shares known before. auc: ROC
    AUC, the mean over the classes that occurred, each against the rest; None where only one did. ece: of
    the positive class, or the classes' mean. curves: reliability by class.
    """

    rows: int
    log_loss: float
    base_loss: float
    auc: float | None
    ece: float
    curves: dict[str, list[Bin]]

    def figures(self) -> dict[str, float]:
        """The plain numbers."""
        auc = {} if self.auc is None else {"auc": self.auc}
        return {
            "rows": self.rows,
            "log_loss": self.log_loss,
            "base_loss": self.base_loss,
            **auc,
            "ece": self.ece,
        }

    def tables(self) -> dict[str, Any]:
        """The reliability curves, for a model's card."""
        return {
            f"Reliability of {name!r}": {f"bin {n}": asdict(one) for n, one in enumerate(curve, start=1)}
            for name, curve in self.curves.items()
        }


def measure(chances: Floats, label: Ints, classes: tuple[str, ...], shares: Floats) -> Measured:
    """chances: (rows, classes). shares: (classes,), of the labels known before, as who knows nothing would
    say.
    """
    flags = {name: (label == k).astype(np.float64) for k, name in enumerate(classes)}
    told = {name: chances[:, k] for k, name in enumerate(classes)}
    binary = len(classes) == 2  # noqa: PLR2004
    shown = classes[1:] if binary else classes
    occurred = [name for name in shown if 0 < flags[name].sum() < len(label)]
    auc_of = sklearn("metrics").roc_auc_score
    aucs = [float(auc_of(flags[name], told[name])) for name in occurred]
    curves = {name: reliability(told[name], flags[name]) for name in shown}
    return Measured(
        rows=len(label),
        log_loss=float(log_losses(chances, label).mean()),
        base_loss=float(log_losses(np.tile(shares, (len(label), 1)), label).mean()),
        auc=float(np.mean(aucs)) if aucs else None,
        ece=ece(curves[classes[1]]) if binary else classwise_ece(chances, label),
        curves=curves,
    )
