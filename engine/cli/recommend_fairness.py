"""`attune recommend fairness`: who is served how well, and what is shown."""

from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.database import open_database
from engine.cli.output import JsonFlag, print_json
from engine.settings import get_settings

if TYPE_CHECKING:
    from engine.recommend.fairness.report import Fairness


CLEAR = 0.05


def recommend_fairness(
    by: Annotated[
        str | None,
        typer.Option(
            help="Customers' attributes to compare, as age,income; by default all with 2 to 12 groups."
        ),
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """Make the lists of a past moment, hold them against what was bought next, and print exposure by how much
    products sell, and quality by segment and by customers' attributes with intervals. The report is kept for
    the console.
    """
    from engine.recommend.fairness.stored import make, store_report
    from engine.store.types import utc_now

    settings = get_settings()
    database = open_database(settings)
    try:
        with database.session(writes=False) as session:
            names = None if by is None else [name.strip() for name in by.split(",") if name.strip()]
            found = make(session, settings.learnt_dir, names)
    finally:
        database.dispose()
    store_report(settings.learnt_dir, found, utc_now())
    if as_json:
        print_json(found.as_dict())
        return
    _print(found)


def _print(found: "Fairness") -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    console.print(
        f"{found.customers} customers, lists as at {found.cut:%Y-%m-%d}, held against their next basket: "
        f"NDCG@10 {found.ndcg:.3f}; {found.shown:.0%} of {found.items} products were on a list."
        if found.cut
        else f"{found.customers} customers: NDCG@10 {found.ndcg:.3f}"
    )
    bands = Table("products", "how many", "of purchases", "of what is shown", "ever shown")
    for one in found.bands:
        bands.add_row(one.name, str(one.items), f"{one.purchases:.0%}", f"{one.exposure:.0%}", str(one.shown))
    console.print(bands)
    for one in found.groups:
        table = Table(one.attribute, "customers", one.figure, "95 %")
        for group in one.groups:
            interval = f"{group.low:.3f} to {group.high:.3f}"
            table.add_row(group.name, str(group.customers), f"{group.mean:.3f}", interval)
        console.print(table)
        chance = "more than chance" if one.q_value <= CLEAR else "no more than chance may make"
        console.print(
            f"largest difference {one.apart:.3f} [{one.apart_low:.3f}, {one.apart_high:.3f}], {chance} "
            f"(p = {one.p_value:.4f}, q = {one.q_value:.3f} of {len(found.groups)} comparisons); "
            f"{one.left_out} customers in no group of ten or more"
        )
    weights = ", ".join(f"{name} {weight:.3f}" for name, weight in found.weights.items())
    console.print(f"weights of the sources: {weights} {found.why_weights}".strip())
