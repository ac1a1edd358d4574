"""`attune recommend`: what the engine would show one customer, and why; `attune recommend benchmark`."""

from pathlib import Path
from typing import Annotated

import typer

from engine.cli.database import open_database
from engine.cli.output import JsonFlag, print_json


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(recommend)


def recommend(  # noqa: PLR0917 - Typer makes options of them
    customer: Annotated[
        str, typer.Argument(help="Id of the customer, or the word benchmark: sources on a table.")
    ],
    k: Annotated[int, typer.Option(min=1, max=50, help="How many products.")] = 5,
    language: Annotated[str, typer.Option(help="en or zh.")] = "en",
    interactions: Annotated[
        Path | None, typer.Option(help="benchmark: CSV or Parquet with customer, item, timestamp[, value].")
    ] = None,
    protocol: Annotated[str, typer.Option(help="benchmark: split75, last-out or next-basket.")] = "split75",
    seed: Annotated[int, typer.Option(help="benchmark: of the shuffle.")] = 0,
    picture: Annotated[Path | None, typer.Option(help="benchmark: where to draw it (SVG or PNG).")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Print suggestions with kind, source, score, its parts and the reason.

    `attune recommend benchmark --interactions FILE` measures every source, peer and ours on a table.
    """
    if customer == "benchmark":
        from engine.cli.recommend_benchmark import benchmark_table

        benchmark_table(interactions, protocol, seed, picture, as_json=as_json)
        return
    from engine.errors import NotFound
    from engine.recommend.service import Recommender
    from engine.store.tables import Customer
    from engine.text.money import format_money

    database = open_database()
    try:
        with database.session(writes=False) as session:
            if session.get(Customer, customer) is None:
                raise NotFound(f"There is no customer {customer}.")
            found = Recommender.build(session).recommend(session, customer, k, language)
    finally:
        database.dispose()
    if as_json:
        print_json({"customer_id": customer, "suggestions": found})
        return
    for one in found:
        price = format_money(one.price_cents, one.currency, language)
        typer.echo(f"{one.rank}. {one.name}, {price}: {one.reason}")
        parts = " + ".join(f"{name} {value:.3f}" for name, value in one.parts.items())
        fallback = f", {one.fallback}" if one.fallback else ""
        typer.echo(f"   {one.kind} by {one.source}{fallback}: {one.score:.3f} = {parts}")
    if not found:
        typer.echo("Nothing to suggest: no product is in stock that this customer has not ordered.")
