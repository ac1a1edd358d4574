"""Models learn what is there to be learnt, without looking ahead, and say when there is too little."""

from dataclasses import replace

import numpy as np
import pytest

from engine.behaviour.candidates import CANDIDATES
from engine.behaviour.classifier import fit_classifier
from engine.behaviour.examples import cuts_for, examples_at
from engine.behaviour.features import features_at
from engine.behaviour.ledger import Ledger, ledger_of
from engine.behaviour.tasks import TASKS, WINDOW, Name
from engine.behaviour.training import NotEnough, Trained, train

from .frames import drawn_shop, history

FEW = {name: CANDIDATES[name] for name in ("logistic regression", "decision tree")}


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return ledger_of(drawn_shop(200, 450))


@pytest.fixture(scope="module")
def trained(ledger: Ledger) -> dict[Name, Trained]:
    found: dict[Name, Trained] = {}
    for task in TASKS:
        one = train(ledger, task, ledger.last)
        assert isinstance(one, Trained), one
        found[task] = one
    return found


@pytest.mark.parametrize("task", list(TASKS))
def test_each_task_tells_more_than_the_average_does(trained: dict[Name, Trained], task: Name) -> None:
    measured = trained[task].measured
    assert measured.log_loss < measured.base_loss
    assert measured.auc is not None
    assert measured.auc > 0.6
    assert set(trained[task].model.judged.losses) == {*CANDIDATES, "average of four"}


@pytest.mark.parametrize("task", list(TASKS))
def test_chances_sum_to_one_for_every_customer(
    ledger: Ledger, trained: dict[Name, Trained], task: Name
) -> None:
    chances = trained[task].model.served(features_at(ledger, ledger.last))
    assert chances.shape[1] == len(TASKS[task].classes)
    np.testing.assert_allclose(chances.sum(axis=1), 1)
    assert chances.min() >= 0


def test_expected_spend_is_money_of_the_right_size(ledger: Ledger, trained: dict[Name, Trained]) -> None:
    found = trained["purchase"]
    spend = found.model.spend(found.held.table)
    assert spend is not None
    assert spend.min() >= 0
    assert spend.sum() == pytest.approx(found.held.spend.sum(), rel=0.35)
    assert found.amount_figures["spend_mae"] < found.amount_figures["spend_mae_of_the_mean"]


def test_labels_not_known_yet_change_nothing(ledger: Ledger) -> None:
    """What comes true after `now` must not reach the choice, the calibration or the fit."""
    examples = examples_at(ledger, "purchase", cuts_for("purchase", ledger.first, ledger.last))
    now = float(examples.cuts()[-2])
    unknown = examples.known_at > now
    lied = replace(examples, label=np.where(unknown, 1 - examples.label, examples.label))
    assert unknown.any()
    rows = examples.table
    honest, other = (fit_classifier(e, 2, FEW, now) for e in (examples, lied))
    assert honest is not None
    assert other is not None
    np.testing.assert_array_equal(honest(rows), other(rows))
    assert honest.losses == other.losses


def test_the_measured_model_saw_nothing_of_the_held_out_window(ledger: Ledger) -> None:
    """Customers vanish in the held-out window: the measured model stays, the serving one follows."""
    found = train(ledger, "purchase", ledger.last)
    assert isinstance(found, Trained)
    baskets = ledger.baskets
    kept = baskets.day < found.model.held_cut
    gone = replace(
        ledger, baskets=replace(baskets, **{name: values[kept] for name, values in vars(baskets).items()})
    )
    after = train(gone, "purchase", ledger.last)
    assert isinstance(after, Trained)
    assert after.model.held_cut == found.model.held_cut == ledger.last - WINDOW
    table = found.held.table
    np.testing.assert_array_equal(after.model.judged(table), found.model.judged(table))
    assert after.model.served(table)[:, 1].mean() < found.model.served(table)[:, 1].mean()


def test_the_same_seed_gives_the_same_model(ledger: Ledger, trained: dict[Name, Trained]) -> None:
    again = train(ledger, "churn", ledger.last)
    assert isinstance(again, Trained)
    table = trained["churn"].held.table
    np.testing.assert_array_equal(again.model.served(table), trained["churn"].model.served(table))


def test_a_short_history_is_not_enough(ledger: Ledger) -> None:
    found = train(ledger, "purchase", ledger.first + 100)
    assert found == NotEnough("purchase", "100 days of events are known, 150 are needed.")


def test_outcomes_that_never_differ_are_not_enough() -> None:
    daily = [
        {"customer": f"c{n}", "day": day, "order": f"{n}-{day}"} for n in range(8) for day in range(0, 200, 5)
    ]
    shop = ledger_of(history(daily))
    found = train(shop, "purchase", shop.last)
    assert isinstance(found, NotEnough)
    assert "there are: no 0, yes" in found.reason


def test_an_empty_shop_is_not_enough() -> None:
    shop = ledger_of(history([]))
    for task in TASKS:
        assert isinstance(train(shop, task, 0.0), NotEnough)
