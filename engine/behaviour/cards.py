"""The card of a trained behaviour model."""

from engine.behaviour.ledger import Ledger, moment_of
from engine.behaviour.tasks import SILENCE, WINDOW, Name
from engine.behaviour.training import Trained
from engine.models.card import Card

PURPOSE: dict[Name, str] = {
    "next": f"Chance of each kind of first deed within {WINDOW:.0f} days: "
    "none, browse, purchase, query, return.",
    "purchase": f"Chance of a purchase within {WINDOW:.0f} days and, with it, the expected spend.",
    "churn": "Chance that a customer who has bought buys nothing for twice the own gap between "
    f"visits ({SILENCE[0]:.0f} days at least, {SILENCE[1]:.0f} at most).",
}
METHOD = (
    "{candidate}, the least log loss of the candidates on up to three later cuts; calibrated there "
    "({calibrator}); features are cut at the moment of prediction. The figures are of the same method "
    "fitted on what was known at {held}, measured on the {rows} customers of that moment, whose outcome "
    "it had not seen."
)
LIMITS = (
    "It knows the shop's log and nothing else: no prices of others, no campaigns to come. With less than a "
    "year of cuts it cannot know seasons: chances lag behind a rising or falling one. Customers without a "
    "dated event have no prediction. It says what is likely, not what causes it, and is not for refusing "
    "anyone a service."
)


def card_of(trained: Trained, ledger: Ledger) -> Card:
    """Purpose, method, window, figures of the held-out cut, reliability curves, candidates' losses."""
    model, measured = trained.model, trained.measured
    losses = {
        name: {"log loss": loss, "chosen": "yes" if name == model.judged.candidate else ""}
        for name, loss in model.judged.losses.items()
    }
    return Card(
        kind=f"behaviour.{model.task}",
        purpose=PURPOSE[model.task],
        method=METHOD.format(
            candidate=model.served.candidate.capitalize(),
            calibrator=model.served.calibrator.name,
            held=moment_of(model.held_cut).date().isoformat(),
            rows=measured.rows,
        ),
        data=f"{len(ledger.customers)} customers, {len(ledger.baskets)} baskets, "
        f"{trained.examples} examples.",
        limits=LIMITS,
        data_from=moment_of(ledger.first),
        data_until=moment_of(model.until),
        metrics={**measured.figures(), **trained.amount_figures},
        tables={"Candidates": losses, **measured.tables()},
    )
