"""What is promised of behaviour: purchases within 30 days on Online Retail, at four cut dates never seen
before.

At each cut everything (candidates, choice, calibration, fit) is done with what was known at that moment.
Beside it, the same machinery on recency, frequency and value alone (a logistic regression of them, plain or
of their logarithms, whichever validates better), and BG/NBD (Fader, Hardie & Lee 2005) by the package
lifetimes, where it is installed.
"""

import warnings
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np

from engine.behaviour.candidates import CANDIDATES, Estimator, logistic_regression
from engine.behaviour.classifier import fit_classifier
from engine.behaviour.examples import STEP, Examples, cuts_for, examples_at
from engine.behaviour.ledger import Ledger, ledger_of, moment_of
from engine.behaviour.library import sklearn
from engine.behaviour.losses import ece, log_losses, reliability
from engine.behaviour.rebuild import JUST_AFTER
from engine.behaviour.spend import fit_amount
from engine.behaviour.tasks import WINDOW
from engine.behaviour.threads import one_thread
from engine.bench.figures import Figure, at_least, at_most, reported
from engine.bench.online_retail import online_retail_history
from engine.bench.paired_auc import Cut, paired_auc
from engine.errors import Unavailable
from engine.settings import Settings

PEER = "peer (RFM)"
TEST_CUTS = 4
RFM = ("recency", "baskets", "money")
AIM = 0.03
FILE = Path("uci_online_retail") / "online_retail.parquet"


def behaviour_figures(settings: Settings, full: bool, report: Callable[[str], None]) -> dict[str, Figure]:
    """All figures by name; `full` adds none. Raises Unavailable where the data set is missing."""
    if not (settings.data_dir / FILE).is_file():
        raise Unavailable(f"{FILE} not found in {settings.data_dir}; set ATTUNE_DATA to where it lies.")
    ledger = ledger_of(online_retail_history(settings.data_dir / FILE))
    now = ledger.last + JUST_AFTER
    tests = [now - WINDOW - STEP * k for k in range(TEST_CUTS)][::-1]
    examples = examples_at(ledger, "purchase", cuts_for("purchase", ledger.first, now))
    with one_thread():
        runs = [_at(ledger, examples, cut, report) for cut in tests]
    return _figures(runs)


def _at(ledger: Ledger, examples: Examples, cut: float, report: Callable[[str], None]) -> dict[str, Any]:
    """Predictions at one cut from what was known then."""
    bought = examples.table.column("baskets") > 0
    held = examples.only(bought & (examples.cut == cut))
    learnt = examples.only(bought & (examples.cut < cut))
    ours = fit_classifier(learnt, 2, CANDIDATES, cut)
    theirs = fit_classifier(learnt, 2, {"plain": _plain, "logarithms": logistic_regression}, cut, names=RFM)
    if ours is None or theirs is None:
        raise Unavailable(f"{FILE} holds too little before {moment_of(cut):%Y-%m-%d}; is it the whole file?")
    amount = fit_amount(learnt, ours.fitted.names, cut)
    chance = ours(held.table)[:, 1]
    found = {
        "held": held,
        "ours": chance,
        "rfm": theirs(held.table)[:, 1],
        "bgnbd": _bgnbd(held) if find_spec("lifetimes") else None,
        "spend": None
        if amount is None
        else (chance * amount(held.table), np.minimum(held.spend, amount.ceiling)),
    }
    report(f"{moment_of(cut):%Y-%m-%d}: {len(held)} customers, {ours.candidate}, {ours.calibrator.name}")
    return found


def _plain(seed: int) -> Estimator:
    return sklearn("pipeline").make_pipeline(
        sklearn("preprocessing").StandardScaler(),
        sklearn("linear_model").LogisticRegression(random_state=seed),
    )


def _bgnbd(held: Examples) -> Any:
    """P(a purchase within the window) as 1 - exp(-expected number). Days; visits within a day are one."""
    table = held.table
    repeats = table.column("visits") - 1
    tenure = table.column("tenure")
    recency = np.where(repeats > 0, tenure - table.column("recency"), 0.0)
    fitter = _fitted_bgnbd(repeats, recency, tenure)
    expected = fitter.conditional_expected_number_of_purchases_up_to_time(WINDOW, repeats, recency, tenure)
    return 1 - np.exp(-np.asarray(expected, dtype=np.float64))


def _fitted_bgnbd(repeats: Any, recency: Any, tenure: Any) -> Any:
    """With the least penalty at which it converges: where hardly anyone is lost for good, its last two
    parameters have no bounds.
    """
    library: Any = import_module("lifetimes")
    failed: Any = import_module("lifetimes.utils").ConvergenceError
    for penalty in (0.0, 0.001, 0.01):
        try:
            with warnings.catch_warnings(), redirect_stdout(StringIO()):
                warnings.simplefilter("ignore")  # logarithms of zero on its way
                return library.BetaGeoFitter(penalizer_coef=penalty).fit(repeats, recency, tenure)
        except failed:
            continue
    return library.BetaGeoFitter(penalizer_coef=0.1).fit(repeats, recency, tenure)


def _figures(runs: list[dict[str, Any]]) -> dict[str, Figure]:
    label = np.concatenate([run["held"].label for run in runs])

    def cuts(peer: str) -> list[Cut]:
        return [Cut(run["held"].table.customer, run["held"].label, run["ours"], run[peer]) for run in runs]

    def pooled(name: str) -> Any:
        return np.concatenate([run[name] for run in runs])

    def loss(name: str) -> float:
        chance = pooled(name)
        return float(log_losses(np.column_stack([1 - chance, chance]), label).mean())

    rfm = paired_auc(cuts("rfm"))
    errors = [ece(reliability(run["ours"], run["held"].label)) for run in runs]
    figures = {
        "purchase_auc": at_least(rfm.ours, round(rfm.theirs, 4), round(rfm.theirs, 4)),
        "purchase_auc_gain_low": at_least(rfm.low, 0.0),
        "purchase_auc_gain_high": reported(rfm.high),
        "purchase_auc_gain_aim": at_least(rfm.ours - rfm.theirs, AIM),
        "purchase_ece": at_most(ece(reliability(pooled("ours"), label)), 0.03, _ece(pooled("rfm"), label)),
        "purchase_log_loss": reported(loss("ours"), round(loss("rfm"), 4)),
    }
    for number, (run, error) in enumerate(zip(runs, errors, strict=True), start=1):
        figures[f"purchase_ece_cut_{number}"] = reported(error, _ece(run["rfm"], run["held"].label))
    if all(run["bgnbd"] is not None for run in runs):
        bgnbd = paired_auc(cuts("bgnbd"))
        figures |= {
            "purchase_auc_beside_bgnbd": at_least(bgnbd.ours, round(bgnbd.theirs, 4), round(bgnbd.theirs, 4)),
            "purchase_auc_gain_low_beside_bgnbd": reported(bgnbd.low),
            "purchase_ece_beside_bgnbd": reported(_ece(pooled("ours"), label), _ece(pooled("bgnbd"), label)),
            "purchase_log_loss_beside_bgnbd": reported(loss("ours"), round(loss("bgnbd"), 4)),
        }
    spends = [run["spend"] for run in runs if run["spend"] is not None]
    if spends:
        expected, true = (np.concatenate(parts) for parts in zip(*spends, strict=True))
        figures["spend_sum_to_true"] = reported(float(expected.sum() / true.sum()), 1.0)
        figures["spend_mae"] = reported(
            float(np.abs(expected - true).mean()), round(float(np.abs(true - true.mean()).mean()), 2)
        )
    return figures


def _ece(chance: Any, label: Any) -> float:
    return round(ece(reliability(chance, label)), 4)
