"""`attune profile`: what the engine says of one customer."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from engine.cli.database import open_database
from engine.cli.output import JsonFlag, print_json
from engine.settings import get_settings

if TYPE_CHECKING:
    from engine.behaviour.tasks import Name
    from engine.profiles.standing import Standing


EXPLAINED: "tuple[Name, ...]" = ("purchase", "churn")
REASONS = 3


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command()(profile)


def profile(
    customer: Annotated[str, typer.Argument(help="Id of the customer.")],
    as_json: JsonFlag = False,
) -> None:
    """Print one customer's profile: orders, money, taste, segment, what comes next, expectations."""
    from engine.behaviour.service import behaviour_of, explanation_of
    from engine.cli.expectations import chance_line, kind_line
    from engine.cli.next_action import action_lines
    from engine.cli.outlook import chance_lines
    from engine.errors import NotFound
    from engine.gaps.expectations import expectations_of
    from engine.gaps.saved import load
    from engine.next_action.question import question_for
    from engine.next_action.service import next_action_of
    from engine.profiles.service import profile_of
    from engine.recommend.catalogue import currency_of
    from engine.text.money import format_money

    settings = get_settings()
    database = open_database(settings)
    try:
        with database.session(writes=False) as session:
            found, currency = profile_of(session, customer), currency_of(session)
            next_ = behaviour_of(session, customer)
            action = next_action_of(session, customer, question=question_for(session, settings, customer))
            reasons = [explanation_of(session, settings.learnt_dir, customer, task) for task in EXPLAINED]
            try:
                expected = expectations_of(session, load(settings.var_dir), customer)
            except NotFound as error:
                expected, why_not = None, error.message
            else:
                why_not = ""
    finally:
        database.dispose()
    if as_json:
        print_json(
            {
                **asdict(found),
                "expected": {**next_.as_dict(), "reasons": [one.as_dict() for one in reasons if one]},
                "expectations": expected,
                "next_action": action.as_dict(),
            }
        )
        return
    last = found.last_order_at.date().isoformat() if found.last_order_at else "date not known"
    rate = "nothing bought" if found.return_rate is None else f"{found.return_rate:.0%} of the pieces"
    likes = ", ".join(f"{one.name['en']} {one.share:.0%}" for one in found.favourite_categories[:5])
    typer.echo(f"{found.name} ({found.customer_id}), language {found.language or 'not known'}")
    typer.echo(f"  orders      {found.orders}, {found.open_orders} open, last: {last}")
    typer.echo(f"  spent       {format_money(found.spent_cents, currency)}")
    typer.echo(f"  returns     {found.returns} ({rate})")
    typer.echo(f"  categories  {likes or 'none yet'}")
    typer.echo(f"  activity    {found.views} views, {found.searches} searches")
    _print_standing(found.standing)
    for task, line in chance_lines(next_, currency).items():
        typer.echo(f"  {task:<11} {line}")
        for reason in reasons:
            if reason is not None and reason.task == task:
                for told in reason.told("en")[:REASONS]:
                    typer.echo(f"              {told}")
    for line in action_lines(action):
        typer.echo(f"  {line}")
    typer.echo(f"  kind        {kind_line(expected) if expected else why_not}")
    if expected:
        typer.echo(f"  satisfied   {chance_line(expected.satisfied)}")
        typer.echo(f"  leaves      {chance_line(expected.leaves)}")


def _print_standing(standing: "Standing | None") -> None:
    if standing is None:
        typer.echo("  segment     not known; `attune rebuild` forms segments of customers with events")
        return
    segment = standing.segment
    if segment is None:
        typer.echo("  segment     none: unlike the other customers")
    else:
        typer.echo(f"  segment     {segment.name['en']} ({segment.share:.0%} of the customers)")
        typer.echo(f"              {segment.sentence['en']}")
    for trait in standing.traits:
        typer.echo(f"  stands out  {trait.phrase['en']}: {trait.said['en']}, usual {trait.usual['en']}")
