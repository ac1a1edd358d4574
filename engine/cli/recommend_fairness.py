"""`attune recommend fairness`: who is served how well, and what is shown."""

from typing import TYPE_CHECKING

from engine.cli.database import open_database
from engine.cli.output import JsonFlag, print_json
from engine.settings import get_settings

if TYPE_CHECKING:
    from engine.recommend.fairness.report import Fairness


def recommend_fairness(as_json: JsonFlag = False) -> None:
    """Make the lists of a past moment, hold them against what was bought next, and print exposure by how much
    products sell and quality by segment with intervals. The report is kept for the console.
    """
    from engine.recommend.fairness.stored import make, store_report
    from engine.store.types import utc_now

    settings = get_settings()
    database = open_database(settings)
    try:
        with database.session(writes=False) as session:
            found = make(session, settings.learnt_dir)
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
        console.print(
            f"largest difference {one.apart:.3f} [{one.apart_low:.3f}, {one.apart_high:.3f}]; "
            f"{one.left_out} customers in no group of ten or more"
        )
    weights = ", ".join(f"{name} {weight:.3f}" for name, weight in found.weights.items())
    console.print(f"weights of the sources: {weights} {found.why_weights}".strip())
