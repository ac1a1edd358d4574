"""`attune recommend`: what the engine would show one customer, and why."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from engine.cli.database import open_database
from engine.cli.output import JsonFlag, print_json
from engine.cli.recommend_all import recommend_all
from engine.cli.recommend_benchmark import recommend_benchmark
from engine.cli.recommend_fairness import recommend_fairness
from engine.cli.recommend_off_policy import recommend_off_policy
from engine.settings import get_settings

LARGEST = 8
"""Parts of a score that are printed one by one; --json has them all."""


class ListKind(StrEnum):
    """The lists that need no product to go from."""

    buy_again = "buy_again"
    discover = "discover"
    goes_with = "goes_with"


class CustomerOrCommand(TyperGroup):
    """A group whose first word is a command, or else a customer's id."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        known = not args or args[0] in self.commands or args[0] == "--help"
        return super().parse_args(ctx, args if known else ["customer", *args])


def register(app: typer.Typer) -> None:
    """Add the group to `app`."""
    group = typer.Typer(
        cls=CustomerOrCommand,
        no_args_is_help=True,
        help="Suggestions: `recommend CUSTOMER`; for all; measured.",
    )
    group.command("customer")(recommend)
    group.command("all")(recommend_all)
    group.command("benchmark")(recommend_benchmark)
    group.command("off-policy")(recommend_off_policy)
    group.command("fairness")(recommend_fairness)
    app.add_typer(group, name="recommend")


def recommend(
    customer: Annotated[str, typer.Argument(help="Id of the customer.")],
    k: Annotated[int, typer.Option(min=1, max=50, help="How many products.")] = 5,
    language: Annotated[str, typer.Option(help="en or zh.")] = "en",
    kind: Annotated[ListKind | None, typer.Option(help="Only this list.")] = None,
    as_json: JsonFlag = False,
) -> None:
    """Print suggestions with kind, source, score, its parts and the reason."""
    from engine.errors import NotFound
    from engine.recommend.encoder import item_encoder
    from engine.recommend.service import Recommender
    from engine.store.tables import Customer
    from engine.text.money import format_money

    settings = get_settings()
    database = open_database(settings)
    try:
        with database.session(writes=False) as session:
            if session.get(Customer, customer) is None:
                raise NotFound(f"There is no customer {customer}.")
            built = Recommender.build(session, settings.learnt_dir, item_encoder(settings))
            found = built.recommend(session, customer, k, language, kind=kind.value if kind else None)
    finally:
        database.dispose()
    if as_json:
        print_json({"customer_id": customer, "suggestions": found})
        return
    for one in found:
        price = format_money(one.price_cents, one.currency, language)
        typer.echo(f"{one.rank}. {one.name}, {price}: {one.reason}")
        fallback = f", {one.fallback}" if one.fallback else ""
        typer.echo(f"   {one.kind} by {one.source}{fallback}: {one.score:.3f} = {_sum(one.parts)}")
        if len(one.sources) > 1:
            typer.echo(f"   {one.score:.3f} = {_sum(one.sources)}")
    if not found:
        typer.echo("Nothing to suggest: no product is in stock that this customer has not ordered.")


def _sum(parts: Mapping[str, float]) -> str:
    """The largest parts first, what is left of them as one."""
    ordered = sorted(parts.items(), key=lambda one: -abs(one[1]))
    told = [f"{name} {value:.3f}" for name, value in ordered[:LARGEST]]
    if rest := ordered[LARGEST:]:
        told.append(f"{len(rest)} more {sum(value for _, value in rest):.3f}")
    return " + ".join(told)
