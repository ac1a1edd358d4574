"""May a newly trained model replace the one in use?"""

from pathlib import Path

from engine.behaviour.learnt import Learnt
from engine.behaviour.losses import log_losses
from engine.behaviour.training import Trained
from engine.errors import AttuneError
from engine.models.registry import load
from engine.models.verdict import FIRST, Verdict, judge
from engine.store.tables import ModelVersion


def verdict_on(trained: Trained, in_use: ModelVersion | None, folder: Path) -> Verdict:
    """Both are measured on the newest complete window, which neither has learnt from.

    Not taken: a model that says no more than the shares known before, and one that is clearly worse than
    the one in use. Where the one in use cannot be read any more, the new one is taken and the reason says
    so.
    """
    measured = trained.measured
    if measured.log_loss >= measured.base_loss:
        return Verdict(
            False,
            f"It tells no more than the average does: log loss {measured.log_loss:.4f} against "
            f"{measured.base_loss:.4f} of the shares known before, on {measured.rows} held-out rows.",
        )
    if in_use is None:
        return FIRST
    held = trained.held
    try:
        model: Learnt = load(folder, in_use)
        theirs = log_losses(model.at(trained.model.held_cut)(held.table), held.label)
    except (AttuneError, KeyError) as error:
        return Verdict(True, f"{in_use.id} cannot be compared with any more: {error}")
    return judge(log_losses(trained.model.judged(held.table), held.label), theirs, held.table.customer)
